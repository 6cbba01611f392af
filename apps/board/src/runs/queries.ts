import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answered, api, type Schemas } from '../api/client';
import { isUnderWay } from './words';

export interface PageFilter { state?: Schemas['RunPage']['state'] | undefined; kind?: string | undefined; status?: number | undefined; q?: string | undefined }
type PageState = 'pending' | 'done' | 'refused' | 'blocked' | 'failed' | 'skipped';

/** A run that is under way is looked at again every few seconds; one that has ended does not change by itself. */
export const run = (id: string) => queryOptions({
  queryKey: ['run', id],
  queryFn: ({ signal }) => answered(api.GET('/api/runs/{id}', { params: { path: { id } }, signal })),
  refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data.state) ? 3_000 : false),
});
export const runPages = (id: string, filter: PageFilter) => infiniteQueryOptions({
  queryKey: ['run', id, 'pages', filter], initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) => answered(api.GET('/api/runs/{id}/pages', { params: { path: { id }, query: { ...filter, state: filter.state as PageState | undefined, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
  getNextPageParam: (last) => last.nextCursor,
});
export const captures = (id: string) => queryOptions({ queryKey: ['run', id, 'captures'], queryFn: ({ signal }) => answered(api.GET('/api/runs/{id}/captures', { params: { path: { id } }, signal })) });
export const captureText = (id: string) => queryOptions({ queryKey: ['capture', id], queryFn: ({ signal }) => answered(api.GET('/api/captures/{id}', { params: { path: { id } }, signal })), staleTime: Infinity });
export const runsOf = (filter: { sourceId?: string; state?: Schemas['Run']['state'] }) => infiniteQueryOptions({
  queryKey: ['runs', filter], initialPageParam: null as string | null, refetchInterval: 15_000,
  queryFn: ({ pageParam, signal }) => answered(api.GET('/api/runs', { params: { query: { ...filter, limit: 30, ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
  getNextPageParam: (last) => last.nextCursor,
});
