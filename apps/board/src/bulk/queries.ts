import { queryOptions, useQuery } from '@tanstack/react-query';
import { answered, api, type Schemas } from '../api/client';
import { session } from '../api/queries';
import type { Filters } from '../filters/filters';

export type BulkAction = Schemas['BulkAction'];
export type BulkDetail = Schemas['BulkActionDetail'];
export type Wanted = Schemas['BulkWanted']['change'];
/** Leads that somebody marked, or (no ids) whatever the list shows. */
export interface Chosen { readonly ids: readonly string[]; readonly filters: Filters }

export const isWorkedOn = ({ state }: Pick<BulkAction, 'state'>): boolean => state === 'running' || state === 'undoing';
export const recentBulk = queryOptions({
  queryKey: ['bulk-actions'], queryFn: async ({ signal }) => (await answered(api.GET('/api/bulk-actions', { signal }))).actions,
  refetchInterval: (query) => (query.state.data?.some(isWorkedOn) ? 1000 : 15_000),
});
export const oneBulk = (id: string) => queryOptions({
  queryKey: ['bulk-action', id], queryFn: ({ signal }) => answered(api.GET('/api/bulk-actions/{id}', { params: { path: { id } }, signal })),
  refetchInterval: (query) => (query.state.data && isWorkedOn(query.state.data) ? 700 : false),
});
export const previewBulk = (change: Wanted, { ids, filters }: Chosen) => answered(api.POST('/api/bulk-actions', { body: { change, leads: ids.length > 0 ? { ids: [...ids] } : { filters } } }));
export const decideBulk = (id: string, to: 'running' | 'cancelled' | 'undone') => answered(api.PUT('/api/bulk-actions/{id}/state', { params: { path: { id } }, body: { to } }));

export function useMayChangeLeads(): boolean {
  const { data } = useQuery(session);
  return data?.role === 'admin' || data?.role === 'lead' || data?.role === 'rep';
}
