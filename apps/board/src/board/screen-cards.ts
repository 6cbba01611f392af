import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Board, LeadCard, LeadDetail, LeadPage } from '../api/client';

/** Queries that hold cards: the board, further pages of its columns, pages of the list. */
export const lists = ['board', 'column', 'leads'] as const;

/** Everything on screen that may show a lead, to be put back when a change is refused. */
export const laid = (client: QueryClient): [QueryKey, unknown][] => client.getQueriesData<unknown>({ predicate: ({ queryKey }) => [...lists, 'lead'].includes(String(queryKey[0])) });

/** Puts `after` where `before` stood, in everything that is on screen. */
export function layEverywhere(client: QueryClient, before: LeadCard, after: LeadCard): void {
  client.setQueriesData<Board>({ queryKey: ['board'] }, (board) => board && onBoard(board, before, after));
  client.setQueriesData<LeadPage>({ queryKey: ['column'] }, (page) => page && { ...page, leads: page.leads.flatMap((lead) => (lead.id !== before.id ? [lead] : before.stage === after.stage ? [after] : [])) });
  client.setQueriesData<LeadPage>({ queryKey: ['leads'] }, (page) => page && { ...page, leads: page.leads.map((lead) => (lead.id === before.id ? after : lead)) });
  client.setQueryData<LeadDetail>(['lead', before.id], (detail) => detail && { ...detail, ...after });
}

function onBoard(board: Board, before: LeadCard, after: LeadCard): Board {
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
