import { infiniteQueryOptions, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api, Problem, type Schemas } from '../api/client';
import { session } from '../api/queries';
import { t } from '../i18n/i18n';
import { toast } from '../ui/toasts';

export type UnsettledMail = Schemas['UnsettledMail'];
export type Fate = Schemas['MailFateName'];
export type Order = 'oldest' | 'newest';
/** What a verdict is about. */
export type Doubt = Pick<UnsettledMail, 'id' | 'version'>;

/** The API takes this many verdicts at once. */
const AT_ONCE = 500;

export const unsettled = (order: Order, leadId: string | undefined) => infiniteQueryOptions({
  queryKey: ['unsettled', order, leadId ?? null], initialPageParam: '', staleTime: 5_000,
  queryFn: ({ pageParam, signal }) => answered(api.GET('/api/messages/unsettled', { params: { query: { order, limit: 50, ...(leadId ? { leadId } : {}), ...(pageParam ? { cursor: pageParam } : {}) } }, signal })),
  getNextPageParam: (last) => last.nextCursor ?? undefined,
});
const waiting = queryOptions({ queryKey: ['unsettled', 'count'], queryFn: async () => (await answered(api.GET('/api/messages/unsettled', { params: { query: { limit: 1 } } }))).total, staleTime: 15_000, refetchInterval: 30_000 });

/** Who may look, and who may settle. */
export function useRights(): { looks: boolean; settles: boolean } {
  const { data: me } = useQuery(session);
  return { looks: me !== null && me !== undefined && me.role !== 'operator', settles: me?.role === 'admin' || me?.role === 'lead' || me?.role === 'rep' };
}

/** How many mails wait for a person; 0 for those who may not look. */
export function useWaiting(): number {
  const { looks } = useRights();
  return useQuery({ ...waiting, enabled: looks }).data ?? 0;
}

const TOUCHED = [['unsettled'], ['lead'], ['leads'], ['board'], ['column']];

/** Says what became of mails. What is refused is told in a sentence; everything else is settled all the same. */
export function useSettle(done: (ids: readonly string[]) => void = () => undefined) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ mails, fate }: { mails: readonly Doubt[]; fate: Fate }) => {
      const all = { settled: [] as Schemas['MailFate'][], refused: [] as Schemas['MailFates']['refused'] };
      for (let from = 0; from < mails.length; from += AT_ONCE) {
        const verdicts = mails.slice(from, from + AT_ONCE).map(({ id, version }) => ({ id, version, fate }));
        const { settled, refused } = await answered(api.PUT('/api/messages/fates', { body: { verdicts } }));
        all.settled.push(...settled);
        all.refused.push(...refused);
      }
      return all;
    },
    onSuccess: ({ settled, refused }, { fate }) => {
      done([...settled, ...refused].map(({ id }) => id));
      const unsent = settled.filter((one) => one.state === 'cancelled').length;
      if (settled.length > 0) {
        toast(fate === 'arrived' ? t('{{count}} mails count as sent', { count: settled.length })
          : fate === 'bounced' ? t('{{count}} addresses are given up', { count: settled.length })
          : unsent === settled.length ? t('{{count}} mails stay unsent: their sequences have ended', { count: unsent }) : t('{{count}} mails go out once more', { count: settled.length - unsent }));
      }
      if (refused[0]) toast(refused.length === 1 ? refused[0].detail : t('{{count}} mails were not settled. The first: {{why}}', { count: refused.length, why: refused[0].detail }), { tone: 'red' });
    },
    onError: (error) => toast(error instanceof Problem ? error.message : String(error), { tone: 'red' }),
    onSettled: () => Promise.all(TOUCHED.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
