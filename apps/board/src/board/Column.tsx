import { useVirtualizer } from '@tanstack/react-virtual';
import type { TFunction } from 'i18next';
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react';
import type { BoardColumn, LeadCard, Stage } from '../api/client';
import { keyOf, type Filters } from '../filters/filters';
import { useTranslation } from '../i18n/i18n';
import { number } from '../ui/time';
import { useFocusWhenDrawn } from '../ui/useFocusWhenDrawn';
import css from './Board.module.css';
import { Card, CARD_HEIGHT } from './Card';
import type { CardActions, MenuKind } from './card-actions';
import { useColumnCards } from './column-cards';
import { ColumnHead } from './ColumnHead';
import { howHere, stageName } from './stages';
import { useDropTarget } from './useDropTarget';
import { useSteadyCards } from './useSteadyCards';

const GAP = 8;
/** Cards that are drawn beyond the edges, so that a turn of the wheel finds them there. */
const BEYOND = 5;
/** After this a frame is on the screen: painting goes on for a while when the page has nothing more to do. */
const PAINTED_MS = 300;

/** What the board asks of a column: where its cards are is its own business. */
export interface ColumnHandle { focus(index: number): void; showNow(): void; readonly length: number }

export interface ColumnProps {
  readonly column: BoardColumn;
  readonly filters: Filters;
  readonly filtered: boolean;
  readonly now: number;
  readonly actions: CardActions;
  readonly menuFor: { readonly id: string; readonly kind: MenuKind } | null;
  /** What is shown answers to filters that were left. */
  readonly stale: boolean;
  readonly selected: string | undefined;
  readonly focusId: string | null;
  readonly draggedFrom: Stage | null;
  readonly handle: Ref<ColumnHandle>;
  /** The card with the focus has gone. */
  readonly lostFocus: () => void;
  readonly hideHead?: boolean;
}

/** One stage. Scrolls alone, draws only the cards in sight, fetches further pages as they come near, and holds still under the pointer. */
export function Column({ column, filters, filtered, now, actions, menuFor, stale, selected, focusId, draggedFrom, handle, lostFocus, hideHead = false }: ColumnProps) {
  const { t } = useTranslation();
  const { cards: incoming, more, loading, look, loadMore } = useColumnCards(column, filters, stale);
  const { cards, gone, waiting, hold, showNow } = useSteadyCards(incoming, { more, of: stale ? 'stale' : keyOf(filters) });
  const scroller = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLElement>(null);
  const { over, refuses } = useDropTarget(box, column.stage, draggedFrom, actions);
  const painted = usePainted();
  const virtual = useVirtualizer({
    count: cards.length + (more ? 1 : 0), getScrollElement: () => scroller.current, estimateSize: () => CARD_HEIGHT + GAP, overscan: painted ? BEYOND : 0,
    // Before anything is measured: as many as the window holds at most.
    initialRect: { width: 0, height: window.innerHeight }, getItemKey: (index) => cards[index]?.id ?? 'more', paddingStart: 2, paddingEnd: 8,
  });
  useKeptInPlace(scroller, cards);
  const focusOn = useFocusWhenDrawn(scroller);
  useImperativeHandle(handle, () => ({
    length: cards.length, showNow,
    focus(index) {
      const place = Math.max(0, Math.min(index, cards.length - 1));
      const lead = cards[place];
      if (!lead) return;
      virtual.scrollToIndex(place, { align: 'auto' });
      // Mostly it is drawn already; focus then follows the key at once, and a quick second key meets it there.
      focusOn(`[data-card="${lead.id}"]`);
    },
  }), [cards, showNow, virtual, focusOn]);
  // While columns are being drawn their handles are old or away; right after, each of them can take the focus.
  useLayoutEffect(() => { if (focusId && !cards.some((card) => card.id === focusId) && document.activeElement === document.body) queueMicrotask(lostFocus); }, [cards, focusId, lostFocus]);

  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  // Whoever has not scrolled looks at what the board brought. Asking the element itself would lay out the page once more.
  useEffect(() => { if ((virtual.scrollOffset ?? 0) > 0) look(from, to); }, [from, to, look, virtual]);

  return (
    <section ref={box} className={css.column} data-column={column.stage} data-over={over || undefined} data-refuses={refuses || undefined} data-stale={stale || undefined}
      aria-label={t('{{stage}}, {{count}} leads', { stage: t(stageName[column.stage]), count: column.count })}>
      {!hideHead && <ColumnHead column={column} t={t} />}
      <div ref={scroller} className={css.cards} {...hold}>
        {waiting > 0 && <button type="button" className={css.news} onClick={showNow} aria-keyshortcuts="U">{t('{{count}} new', { count: waiting })}</button>}
        {cards.length === 0 && column.count === 0
          ? <p className={css.none}>{filtered ? t('No lead here fits the filters.') : t(howHere[column.stage])}</p>
          : (
            <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="list">
              {items.map((item) => {
                const lead = cards[item.index];
                return (
                  <div key={item.key} role="listitem" aria-setsize={column.count} aria-posinset={item.index + 1} style={{ position: 'absolute', insetInline: 0, top: 0, height: CARD_HEIGHT, transform: `translateY(${item.start}px)` }}>
                    {lead
                      ? <Card lead={lead} now={now} actions={actions} menu={menuFor?.id === lead.id ? menuFor.kind : undefined} focusable={focusId ? focusId === lead.id : item.index === 0} selected={selected === lead.id} gone={gone.has(lead.id)} index={item.index} t={t} />
                      : <More left={column.count - cards.length} loading={loading} load={loadMore} t={t} />}
                  </div>
                );
              })}
            </div>
          )}
      </div>
    </section>
  );
}

function More({ left, loading, load, t }: { left: number; loading: boolean; load: () => void; t: TFunction }) {
  return <button type="button" className={css.more} onClick={load} disabled={loading}>{loading ? t('Loading…') : t('Load more of {{number}}', { number: number(left) })}</button>;
}

/** False until the first frame is on the screen: it waits for no card that nobody sees yet. */
function usePainted(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setPainted(true), PAINTED_MS);
    return () => clearTimeout(timer);
  }, []);
  return painted;
}

/** While somebody points at, or has scrolled to, a card, what is laid above it must not push it away. */
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
