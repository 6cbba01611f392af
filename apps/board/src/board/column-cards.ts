import { useCallback, useMemo, useState } from 'react';
import type { BoardColumn, LeadPage } from '../api/client';
import { PAGE, usePages } from '../api/pages';
import { leadPage } from '../api/queries';
import { keyOf, type Filters } from '../filters/filters';

const NOWHERE = { from: 1, to: 0 };

/** The board brings the first cards of every column; only a column that is scrolled further asks for pages of its own. */
export function useColumnCards(column: BoardColumn, filters: Filters, stale: boolean) {
  const [sight, setSight] = useState(NOWHERE);
  const own = useMemo<Filters>(() => ({ ...filters, stage: [column.stage] }), [filters, column.stage]);
  const first = useMemo<LeadPage>(() => ({ leads: column.cards, nextCursor: column.nextCursor, total: null, totalIsAtLeast: false, search: null }), [column.cards, column.nextCursor]);
  const head = column.cards.length;
  const { leads, more, loading, count } = usePages({
    key: ['column', column.stage, own], of: keyOf(own), first, sight: stale ? NOWHERE : sight, fetch: (cursor, signal) => leadPage(own, cursor, PAGE, signal),
  });
  /** Says which cards are in sight; the page after the last is read ahead. */
  const look = useCallback((from: number, to: number) => {
    const page = (index: number) => (index < head ? 0 : 1 + Math.floor((index - head) / PAGE));
    const next = { from: Math.max(1, page(from)), to: page(to + 8) };
    setSight((old) => (old.from === next.from && old.to === next.to ? old : next));
  }, [head]);
  const loadMore = useCallback(() => setSight((old) => ({ ...old, to: count })), [count]);
  return { cards: leads, more, loading, look, loadMore };
}
