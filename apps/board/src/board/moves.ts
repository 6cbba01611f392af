import { useMutation, useQuery, useQueryClient, type InfiniteData, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { useCallback } from 'react';
import { answered, api, Problem, type Board, type LeadCard, type LeadDetail, type LeadPage, type Stage } from '../api/client';
import { session, stageTable } from '../api/queries';
import { announce, toast } from '../ui/toasts';
import { stageName } from './stages';

export interface Move { readonly lead: LeadCard; readonly to: Stage; readonly why?: string }

/** The moves a person may make from a stage. Empty until the table has been read. */
export function useMoves(): (stage: Stage) => { to: Stage; needsReason: boolean }[] {
  const { data } = useQuery(stageTable);
  return useCallback((stage) => data?.find((row) => row.stage === stage)?.moves ?? [], [data]);
}

/** Moves a lead at once on screen and then on the server; a refusal puts it back and says why. */
export function useMoveLead() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['move'],
    mutationFn: ({ lead, to, why }: Move) => answered(api.PUT('/api/leads/{id}/stage', { params: { path: { id: lead.id } }, body: { to, version: lead.version, ...(why ? { why } : {}) } })),
    onMutate: async ({ lead, to }) => {
      await Promise.all(['board', 'column', 'leads'].map((key) => client.cancelQueries({ queryKey: [key] })));
      const before = client.getQueriesData<unknown>({ predicate: ({ queryKey }) => ['board', 'column', 'leads', 'lead'].includes(String(queryKey[0])) });
      show(client, lead, { ...lead, stage: to, stageSince: new Date().toISOString(), version: lead.version + 1 });
      return { before };
    },
    onSuccess: (saved, { lead, to }) => {
      show(client, lead, saved);
      announce(`${lead.name} moved to ${stageName[to]}.`);
      toast(`${shortName(lead.name)} moved to ${stageName[to]}`);
    },
    onError: (error, { lead, to }, context) => {
      restore(client, context?.before ?? []);
      const text = error instanceof Problem && error.code === 'lead-changed' ? changedText(lead, error) : `${shortName(lead.name)} stays in ${stageName[lead.stage]}. ${error.message}`;
      toast(text, { tone: 'red' });
      announce(`${lead.name} was not moved to ${stageName[to]}. ${text}`);
    },
    onSettled: (_saved, _error, { lead }) => {
      for (const key of ['board', 'column', 'leads']) void client.invalidateQueries({ queryKey: [key] });
      void client.invalidateQueries({ queryKey: ['lead', lead.id] });
    },
  });
}

/** Gives a lead to somebody, or to nobody. */
export function useAssign() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['assign'],
    mutationFn: ({ lead, ownerId }: { lead: LeadCard; ownerId: string | null }) =>
      answered(api.PUT('/api/leads/{id}/owner', { params: { path: { id: lead.id } }, body: { ownerId, version: lead.version } })),
    onSuccess: (saved, { lead }) => {
      show(client, lead, saved);
      toast(saved.owner ? `${shortName(saved.name)} belongs to ${saved.owner.name} now` : `${shortName(saved.name)} has no owner now`);
    },
    onError: (error, { lead }) => toast(error instanceof Problem && error.code === 'lead-changed' ? changedText(lead, error) : error.message, { tone: 'red' }),
    onSettled: (_saved, _error, { lead }) => {
      for (const key of ['board', 'column', 'leads']) void client.invalidateQueries({ queryKey: [key] });
      void client.invalidateQueries({ queryKey: ['lead', lead.id] });
    },
  });
}

/** `O`: mine when it is not, nobody's when it is mine. */
export function useToggleMine(): (lead: LeadCard) => void {
  const { data: me } = useQuery(session);
  const { mutate } = useAssign();
  return useCallback((lead) => { if (me) mutate({ lead, ownerId: lead.owner?.id === me.id ? null : me.id }); }, [me, mutate]);
}

const shortName = (name: string): string => (name.length > 48 ? `${name.slice(0, 47)}…` : name);
function changedText(lead: LeadCard, error: Problem): string {
  const current = error.body?.current as Partial<LeadCard> | undefined;
  const now = current?.stage ? ` It is in ${stageName[current.stage]} now.` : '';
  return `Somebody else changed ${shortName(lead.name)} meanwhile.${now} Look at it and try again.`;
}

/** Puts `after` where `before` stood, in everything that is on screen. */
function show(client: QueryClient, before: LeadCard, after: LeadCard): void {
  client.setQueriesData<Board>({ queryKey: ['board'] }, (board) => board && moveOnBoard(board, before, after));
  client.setQueriesData<InfiniteData<LeadPage>>({ queryKey: ['column'] }, (pages) => pages && {
    ...pages, pages: pages.pages.map((page) => ({ ...page, leads: page.leads.flatMap((lead) => (lead.id !== before.id ? [lead] : before.stage === after.stage ? [after] : [])) })),
  });
  client.setQueriesData<InfiniteData<LeadPage>>({ queryKey: ['leads'] }, (pages) => pages && {
    ...pages, pages: pages.pages.map((page) => ({ ...page, leads: page.leads.map((lead) => (lead.id === before.id ? after : lead)) })),
  });
  client.setQueryData<LeadDetail>(['lead', before.id], (detail) => detail && { ...detail, ...after });
}

function moveOnBoard(board: Board, before: LeadCard, after: LeadCard): Board {
  const stays = before.stage === after.stage || board.columns.find((column) => column.stage === after.stage)?.cards.some((card) => card.id === after.id);
  return {
    ...board,
    columns: board.columns.map((column) => {
      const without = column.cards.filter((card) => card.id !== after.id);
      if (column.stage === after.stage) {
        // An exit shows a count only, so it holds no cards to stand among.
        const cards = column.cards.length === 0 && column.count > 0 ? [] : [...without, after].sort(byScore);
        return { ...column, count: column.count + (stays ? 0 : 1), cards };
      }
      return without.length === column.cards.length && !(column.stage === before.stage && !stays) ? column : { ...column, count: Math.max(0, column.count - (stays ? 0 : 1)), cards: without };
    }),
  };
}
const byScore = (a: LeadCard, b: LeadCard): number => b.score - a.score || (a.id < b.id ? 1 : -1);

const restore = (client: QueryClient, before: [QueryKey, unknown][]): void => { for (const [key, data] of before) client.setQueryData(key, data); };
