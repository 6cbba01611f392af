import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, api, Problem, type Schemas } from '../api/client';
import { t } from '../i18n/i18n';
import { toast } from '../ui/toasts';

export type Pair = Schemas['IdentityPair'];
export type Side = Pair['one'];

export const pairs = infiniteQueryOptions({
  queryKey: ['identity-pairs'], initialPageParam: '', staleTime: 15_000,
  queryFn: ({ pageParam, signal }) => answered(api.GET('/api/identity/pairs', { params: { query: pageParam ? { cursor: pageParam, limit: 25 } : { limit: 25 } }, signal })),
  getNextPageParam: (last) => last.nextCursor ?? undefined,
});

const TOUCHED = [['identity-pairs'], ['merchant'], ['leads'], ['board'], ['lead']];

/** What a person says of a pair; a join can be taken back from the sentence that confirms it. */
export function useVerdict(done: (pair: Pair) => void) {
  const client = useQueryClient();
  const refresh = () => Promise.all(TOUCHED.map((queryKey) => client.invalidateQueries({ queryKey })));
  const undo = async (mergeId: string) => {
    try {
      await answered(api.POST('/api/merges/{id}/undo', { params: { path: { id: mergeId } } }));
      toast(t('Taken apart again.'));
    } catch (error) {
      toast((error as Error).message, { tone: 'red' });
    }
    await refresh();
  };
  return useMutation({
    mutationFn: ({ pair, verdict, why, winnerId }: { pair: Pair; verdict: 'link' | 'apart'; why: string; winnerId?: string }) =>
      answered(api.POST('/api/identity/pairs/{id}/decision', { params: { path: { id: pair.id } }, body: { verdict, why, ...(winnerId ? { winnerId } : {}) } })),
    onSuccess: ({ mergeId }, { pair, verdict }) => {
      done(pair);
      toast(verdict === 'apart' ? t('Kept apart. This pair is never asked again.') : mergeId ? t('Joined into one merchant.') : t('Right as it is.'), mergeId ? { action: { label: t('Undo'), run: () => void undo(mergeId) } } : {});
      void refresh();
    },
    onError: (error, { pair }) => {
      toast(error.message, { tone: 'red' });
      // Somebody else has decided: the pair is gone, the rest stays where it is.
      if (error instanceof Problem && error.status === 409) { done(pair); void refresh(); }
    },
  });
}
