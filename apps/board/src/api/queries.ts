import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { filtersOf, type Filters } from '../filters/filters';
import { answered, api, Problem } from './client';

export const session = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    try {
      return (await answered(api.GET('/api/session'))).user;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});
export const setupNeeded = queryOptions({ queryKey: ['setup'], queryFn: async () => (await answered(api.GET('/api/setup'))).needed, staleTime: Infinity });
export const workspace = queryOptions({ queryKey: ['workspace'], queryFn: async () => ({ ...(await answered(api.GET('/api/workspace'))), readAt: Date.now() }), staleTime: 60_000, refetchInterval: 60_000 });
export const people = queryOptions({ queryKey: ['users'], queryFn: async () => (await answered(api.GET('/api/users'))).users, staleTime: 5 * 60_000 });
export const stageTable = queryOptions({ queryKey: ['stages'], queryFn: async () => (await answered(api.GET('/api/stages'))).stages, staleTime: Infinity });
export const views = queryOptions({ queryKey: ['views'], queryFn: async () => { const { views: all, defaultId } = await answered(api.GET('/api/views')); return { defaultId, views: all.map((view) => ({ ...view, filters: filtersOf(view.filters) })) }; }, staleTime: 60_000 });
export const facets = queryOptions({ queryKey: ['facets'], queryFn: () => answered(api.GET('/api/leads/facets')), staleTime: 60_000 });
/** Retired ones last. */
export const customFields = queryOptions({ queryKey: ['custom-fields'], queryFn: async () => (await answered(api.GET('/api/custom-fields'))).fields, staleTime: 60_000 });
export const sources = queryOptions({ queryKey: ['sources'], queryFn: async () => (await answered(api.GET('/api/sources'))).sources, refetchInterval: 15_000 });

export const board = (filters: Filters) => queryOptions({
  queryKey: ['board', filters], staleTime: 30_000,
  queryFn: ({ signal }) => answered(api.GET('/api/board', { params: { query: filters }, signal })),
  placeholderData: keepPreviousData,
});
/** One page below a cursor; the first has none. */
export const leadPage = (filters: Filters, cursor: string | null, limit: number, signal?: AbortSignal) =>
  answered(api.GET('/api/leads', { params: { query: { ...filters, limit, ...(cursor ? { cursor } : {}) } }, ...(signal ? { signal } : {}) }));

export const lead = (id: string) => queryOptions({ queryKey: ['lead', id], queryFn: ({ signal }) => answered(api.GET('/api/leads/{id}', { params: { path: { id } }, signal })) });
