import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, api, type Schemas } from '../api/client';
import { toast } from '../ui/toasts';

export type Merchant = Schemas['MerchantDetail'];
export type Fact = Schemas['MerchantFact'];
export type Sourced = Schemas['SourcedValue'];
export type Series = Schemas['MerchantHistory']['series'][number];
export type CustomValue = Schemas['CustomValue'];

export const merchant = (id: string) => queryOptions({ queryKey: ['merchant', id], queryFn: ({ signal }) => answered(api.GET('/api/merchants/{id}', { params: { path: { id } }, signal })) });
export const history = (id: string, days: number) => queryOptions({
  queryKey: ['merchant-history', id, days], staleTime: 60_000, queryFn: ({ signal }) => answered(api.GET('/api/merchants/{id}/history', { params: { path: { id }, query: { days } }, signal })),
});
export const coverage = queryOptions({ queryKey: ['contact-coverage'], staleTime: 60_000, queryFn: ({ signal }) => answered(api.GET('/api/contact-coverage', { signal })) });
export const contactSearch = queryOptions({ queryKey: ['contact-search'], staleTime: 60_000, queryFn: ({ signal }) => answered(api.GET('/api/contact-search', { signal })) });
export const captureText = (id: string) => queryOptions({ queryKey: ['capture', id], staleTime: Infinity, retry: false, queryFn: ({ signal }) => answered(api.GET('/api/captures/{id}', { params: { path: { id } }, signal })) });

export type Change =
  | { kind: 'correct'; name: string; value: string; by: 'merchant' | 'person'; note: string }
  | { kind: 'withdraw'; name: string }
  | { kind: 'field'; key: string; value: string | number | boolean | null }
  | { kind: 'tags'; tags: string[] };

/** Every change of a merchant answers with the merchant as it is now. */
export function useChange(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change): Promise<Merchant> => {
      switch (change.kind) {
        case 'correct': return answered(api.PUT('/api/merchants/{id}/facts/{name}', { params: { path: { id, name: change.name } }, body: { value: change.value, by: change.by, ...(change.note.trim() ? { note: change.note.trim() } : {}) } }));
        case 'withdraw': return answered(api.DELETE('/api/merchants/{id}/facts/{name}', { params: { path: { id, name: change.name } } }));
        case 'field': return answered(api.PUT('/api/merchants/{id}/fields/{key}', { params: { path: { id, key: change.key } }, body: { value: change.value } }));
        case 'tags': return answered(api.PUT('/api/merchants/{id}/tags', { params: { path: { id } }, body: { tags: change.tags } }));
      }
    },
    onSuccess: (now) => {
      queries.setQueryData(merchant(id).queryKey, now);
      for (const key of ['lead', 'board', 'leads']) void queries.invalidateQueries({ queryKey: [key] });
    },
    onError: (error) => toast(error.message, { tone: 'red' }),
  });
}
