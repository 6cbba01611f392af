import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type Ref, useImperativeHandle } from 'react';
import type { BoardColumn, LeadCard, LeadPage, Stage } from '../api/client';
import { leadPage, type Filters } from '../api/queries';
import { Bone, StageDot } from '../ui/bits';
import { number } from '../ui/time';
import css from './Board.module.css';
import { Card, CARD_HEIGHT, type CardActions } from './Card';
import { howHere, stageName } from './stages';

const GAP = 8;
const PAGE = 50;

/** What the board asks of a column: where its cards are is its own business. */
export interface ColumnHandle { focus(index: number): void; readonly length: number }

interface Props {
  readonly column: BoardColumn;
  readonly filters: Filters;
  readonly filtered: boolean;
  readonly now: number;
  readonly actions: CardActions;
  readonly stale: boolean;
  readonly selected: string | undefined;
  readonly focusId: string | null;
  readonly draggedFrom: Stage | null;
  readonly handle: Ref<ColumnHandle>;
  readonly hideHead?: boolean;
}

/** One stage. Scrolls alone, draws only the cards in sight, and fetches further pages as they come near. */
export function Column({ column, filters, filtered, now, actions, stale, selected, focusId, draggedFrom, handle, hideHead = false }: Props) {
  const { cards, more, loadMore, loading } = useCards(column, filters);
  const scroller = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  const virtual = useVirtualizer({
    count: cards.length + (more ? 1 : 0), getScrollElement: () => scroller.current, estimateSize: () => CARD_HEIGHT + GAP, overscan: 5,
    getItemKey: (index) => cards[index]?.id ?? 'more', paddingStart: 2, paddingEnd: 8,
  });
  useKeptInPlace(scroller, cards);
  useImperativeHandle(handle, () => ({
    length: cards.length,
    focus(index) {
      const lead = cards[Math.max(0, Math.min(index, cards.length - 1))];
      if (!lead) return;
      virtual.scrollToIndex(cards.indexOf(lead), { align: 'auto' });
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-card="${lead.id}"]`)?.focus({ preventScroll: true }));
    },
  }), [cards, virtual]);

  useEffect(() => {
    if (!box.current) return;
    return dropTargetForElements({
      element: box.current, getData: () => ({ stage: column.stage }), canDrop: ({ source }) => (source.data.lead as LeadCard).stage !== column.stage,
      onDragEnter: () => setOver(true), onDragLeave: () => setOver(false), onDrop: () => setOver(false),
    });
  }, [column.stage]);

  const items = virtual.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  useEffect(() => { if (more && !loading && lastSeen >= cards.length - 3 && cards.length >= 25 && scroller.current && scroller.current.scrollTop > 0) loadMore(); }, [lastSeen, cards.length, more, loading, loadMore]);

  const refuses = draggedFrom !== null && draggedFrom !== column.stage && !actions.moves(draggedFrom).some((move) => move.to === column.stage);
  return (
    <section ref={box} className={css.column} data-column={column.stage} data-over={over || undefined} data-refuses={refuses || undefined} data-stale={stale || undefined} aria-label={`${stageName[column.stage]}, ${number(column.count)} leads`}>
      {!hideHead && <ColumnHead column={column} />}
      <div ref={scroller} className={css.cards}>
        {cards.length === 0 && column.count === 0
          ? <p className={css.none}>{filtered ? 'No lead here fits the filters.' : howHere[column.stage]}</p>
          : (
            <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="list">
              {items.map((item) => {
                const lead = cards[item.index];
                return (
                  <div key={item.key} role="listitem" style={{ position: 'absolute', insetInline: 0, top: 0, height: CARD_HEIGHT, transform: `translateY(${item.start}px)` }}>
                    {lead
                      ? <Card lead={lead} now={now} actions={actions} menuOpen={actions.menuFor === lead.id} focusable={focusId ? focusId === lead.id : item.index === 0} selected={selected === lead.id} index={item.index} />
                      : <button type="button" className={css.more} onClick={loadMore} disabled={loading}>{loading ? 'Loading…' : `Load more of ${number(column.count - cards.length)}`}</button>}
                  </div>
                );
              })}
            </div>
          )}
      </div>
    </section>
  );
}

export function ColumnHead({ column }: { column: BoardColumn }) {
  return <h2 className={css.head}><StageDot stage={column.stage} /><span className="cut">{stageName[column.stage]}</span><span className={`${css.count} num`}>{number(column.count)}</span></h2>;
}

export function ColumnBones({ count = 4 }: { count?: number }) {
  return (
    <section className={css.column} aria-hidden="true">
      <div className={css.head}><Bone width={8} height={8} round /><Bone width={84} /></div>
      <div className={css.cards}>{Array.from({ length: count }, (_, place) => <div key={place} className={css.bone}><Bone width="70%" /><Bone width="90%" height={10} /><Bone width="55%" height={10} /></div>)}</div>
    </section>
  );
}

/** The board brings the first cards of every column; only a column that is scrolled further asks for its own pages. */
function useCards(column: BoardColumn, filters: Filters) {
  const [deep, setDeep] = useState(false);
  const key = ['column', filters, column.stage] as const;
  const pages = useInfiniteQuery({
    queryKey: key, enabled: deep, initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => leadPage({ ...filters, stage: column.stage }, pageParam, PAGE, signal),
    getNextPageParam: (last: LeadPage) => last.nextCursor,
  });
  const { fetchNextPage, isFetchingNextPage, hasNextPage, data } = pages;
  const cards = useMemo(() => unique(deep && data ? data.pages.flatMap((page) => page.leads) : column.cards), [deep, data, column.cards]);
  const loadMore = useMemo(() => () => { if (deep) void fetchNextPage(); else setDeep(true); }, [deep, fetchNextPage]);
  return { cards, more: deep && data ? hasNextPage : column.nextCursor !== null, loadMore, loading: isFetchingNextPage || (deep && !data) };
}
const unique = (cards: readonly LeadCard[]): LeadCard[] => [...new Map(cards.map((card) => [card.id, card])).values()];

/** While somebody points at, or has scrolled to, a card, news above it must not push it away. */
function useKeptInPlace(scroller: React.RefObject<HTMLDivElement | null>, cards: readonly LeadCard[]): void {
  const before = useRef<readonly LeadCard[]>(cards);
  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = cards;
    if (!element || old === cards || old.length === 0) return;
    if (element.scrollTop < 4 && !element.matches(':hover') && !element.contains(document.activeElement)) return;
    const place = Math.floor(element.scrollTop / (CARD_HEIGHT + GAP));
    for (let index = place; index < Math.min(old.length, place + 5); index++) {
      const now = cards.findIndex((card) => card.id === old[index]!.id);
      if (now < 0) continue;
      if (now !== index) element.scrollTop += (now - index) * (CARD_HEIGHT + GAP);
      return;
    }
  }, [cards, scroller]);
}
