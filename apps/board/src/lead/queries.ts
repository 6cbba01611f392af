import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, api, Problem, type LeadDetail } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { toast } from '../ui/toasts';

export const TYPES = ['notes', 'mails', 'offers', 'stages', 'tasks', 'people', 'scores', 'changes'] as const;
export type TimelineType = (typeof TYPES)[number];
export type Repeat = 'daily' | 'weekly' | 'monthly';
export interface TaskPlan { title: string; ownerId: string; dueLocal: string; zone: string | null; repeat: Repeat | null }

/** The first page comes with the lead. */
export const timeline = (lead: LeadDetail, types: readonly TimelineType[]) => infiniteQueryOptions({
  queryKey: ['timeline', lead.id, types], initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) => answered(api.GET('/api/leads/{id}/timeline', { params: { path: { id: lead.id }, query: { limit: 30, ...(types.length > 0 ? { types: types.join(',') } : {}), ...(pageParam ? { cursor: pageParam } : {}) } as never }, signal })),
  getNextPageParam: (last) => last.nextCursor,
  ...(types.length === 0 ? { initialData: { pages: [{ entries: lead.timeline, nextCursor: lead.timelineCursor }], pageParams: [null] } } : {}),
});

/** Everything that is done on a lead: afterwards what is on screen is read anew; a refusal says why and keeps what was typed. */
export function useDesk(lead: { id: string; version: number }) {
  const client = useQueryClient();
  const { t } = useTranslation();
  const path = { path: { id: lead.id } };
  const act = useMutation({
    mutationKey: ['desk', lead.id],
    mutationFn: (work: () => Promise<unknown>) => work(),
    onError: (error: Error) => toast(error instanceof Problem && error.code === 'lead-changed' ? t('Somebody else changed this lead meanwhile. Look at it and try again.') : error.message, { tone: 'red' }),
    // Not waited for: what was sent is saved, and whoever sent it goes on.
    onSettled: () => { for (const queryKey of [['lead', lead.id], ['timeline', lead.id], ['today'], ['board'], ['column'], ['leads']]) void client.invalidateQueries({ queryKey }); },
  });
  const done = (text: string) => (value: unknown) => { toast(text); return value; };
  return {
    busy: act.isPending,
    write: (id: string, text: string, mentions: string[]) => act.mutateAsync(() => answered(api.POST('/api/leads/{id}/notes', { params: path, body: { id, text, mentions } }))),
    reword: (id: string, version: number, text: string, mentions: string[]) => act.mutateAsync(() => answered(api.PUT('/api/notes/{id}', { params: { path: { id } }, body: { text, mentions, version } }))),
    unwrite: (id: string, version: number) => act.mutateAsync(() => answered(api.DELETE('/api/notes/{id}', { params: { path: { id }, query: { version } } })).then(done(t('The note is gone')))),
    plan: (id: string, plan: TaskPlan) => act.mutateAsync(() => answered(api.POST('/api/leads/{id}/tasks', { params: path, body: { id, ...plan } }))),
    replan: (id: string, version: number, plan: TaskPlan) => act.mutateAsync(() => answered(api.PUT('/api/tasks/{id}', { params: { path: { id } }, body: { ...plan, version } }))),
    finish: (id: string, version: number, finished: boolean) => act.mutateAsync(() => answered(api.PUT('/api/tasks/{id}/done', { params: { path: { id } }, body: { done: finished, version } }))),
    cancel: (id: string, version: number) => act.mutateAsync(() => answered(api.DELETE('/api/tasks/{id}', { params: { path: { id }, query: { version } } }))),
    sleep: (until: string, note: string) => act.mutateAsync(() => answered(api.PUT('/api/leads/{id}/snooze', { params: path, body: { until, note, version: lead.version } })).then(done(t('It sleeps until then, and comes back with its reason')))),
    wake: () => act.mutateAsync(() => answered(api.DELETE('/api/leads/{id}/snooze', { params: { ...path, query: { version: lead.version } } }))),
    dealtWith: () => act.mutateAsync(() => answered(api.DELETE('/api/leads/{id}/waiting-reply', { params: path }))),
    ask: (id: string, note: string) => act.mutateAsync(() => answered(api.POST('/api/leads/{id}/hand-over-requests', { params: path, body: { id, note } })).then(done(t('The owner is asked. It is in their day now.')))),
    answer: (id: string, version: number, accept: boolean, answer: string) => act.mutateAsync(() => answered(api.PUT('/api/hand-over-requests/{id}/answer', { params: { path: { id } }, body: { accept, answer, version } }))),
    withdraw: (id: string) => act.mutateAsync(() => answered(api.DELETE('/api/hand-over-requests/{id}', { params: { path: { id } } }))),
  };
}
export type Desk = ReturnType<typeof useDesk>;
