import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api, type Schemas } from '../api/client';
import { session } from '../api/queries';
import { t } from '../i18n/i18n';
import { toast } from '../ui/toasts';

export type Source = Schemas['Source'];
export type SourceDetail = Schemas['SourceDetail'];

export const source = (id: string) => queryOptions({ queryKey: ['source', id], queryFn: ({ signal }) => answered(api.GET('/api/sources/{id}', { params: { path: { id } }, signal })), refetchInterval: 15_000 });
/** The next moments of a timetable. What was shown before stays while a new one is asked for, so that nothing jumps under the typing. */
export const timetable = ({ cron, zone, blackouts }: { cron: string; zone: string; blackouts: ReadonlyArray<{ from: string; to: string }> }) => queryOptions({
  queryKey: ['timetable', cron, zone, blackouts], enabled: cron.trim() !== '', staleTime: 60_000, retry: false, placeholderData: keepPreviousData,
  queryFn: async ({ signal }) => (await answered(api.GET('/api/timetable', { params: { query: { cron, zone, ...(blackouts.length > 0 ? { blackouts: blackouts.map(({ from, to }) => `${from}-${to}`).join(',') } : {}) } }, signal }))).moments,
});
export const robotsText = (hash: string) => queryOptions({ queryKey: ['robots-text', hash], queryFn: ({ signal }) => answered(api.GET('/api/robots-texts/{hash}', { params: { path: { hash } }, signal })), staleTime: Infinity });

/** Whether this person may switch sources and decide on runs. */
export function useMayOperate(): boolean {
  const { data } = useQuery(session);
  return data?.role === 'admin' || data?.role === 'operator';
}

/** Run now, pause, resume, skip: each says what it did, and the screens follow. */
export function useSwitches() {
  const client = useQueryClient();
  const settled = async () => {
    await Promise.all([['sources'], ['source'], ['runs'], ['run']].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const onError = (error: Error) => toast(error.message, { tone: 'red' });
  const runNow = useMutation({
    mutationFn: ({ id }: { id: string; name: string }) => answered(api.POST('/api/sources/{id}/runs', { params: { path: { id } } })),
    onSuccess: (_, { name }) => { toast(t('{{name}}: a run was asked for. It begins when its host is free.', { name })); return settled(); }, onError,
  });
  const enable = useMutation({
    mutationFn: ({ id, enabled }: { id: string; name: string; enabled: boolean }) => answered(api.PUT('/api/sources/{id}/enabled', { params: { path: { id } }, body: { enabled } })),
    onSuccess: (_, { name, enabled }) => { toast(enabled ? t('{{name}} runs by itself again.', { name }) : t('{{name}} is paused.', { name })); return settled(); }, onError,
  });
  const skip = useMutation({
    mutationFn: ({ id, moment }: { id: string; name: string; moment: string | null }) => answered(api.PUT('/api/sources/{id}/skipped-moment', { params: { path: { id } }, body: { moment } })),
    onSuccess: (_, { name, moment }) => { toast(moment ? t('{{name}}: the next run is left out.', { name }) : t('{{name}}: no run is left out.', { name })); return settled(); }, onError,
  });
  const goOn = useMutation({
    mutationFn: ({ id, after }: { id: string; after: 'block' | 'robots' }) => (after === 'block'
      ? answered(api.DELETE('/api/sources/{id}/circuit', { params: { path: { id } } }))
      : answered(api.PUT('/api/sources/{id}/robots-accepted', { params: { path: { id } } }))),
    onSuccess: (_, { after }) => { toast(after === 'block' ? t('The host may be asked again.') : t('Sources of this host go on. What robots.txt forbids stays untouched.')); return settled(); }, onError,
  });
  return { runNow, enable, skip, goOn };
}
