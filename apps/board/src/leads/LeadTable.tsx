import { useVirtualizer } from '@tanstack/react-virtual';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LeadCard } from '../api/client';
import { useSteadyCards } from '../board/useSteadyCards';
import { useScreenKeys, type Key } from '../frame/keys';
import { useTranslation } from '../i18n/i18n';
import { Bone } from '../ui/bits';
import { useBusinessNow } from '../ui/time';
import { useFocusWhenDrawn } from '../ui/useFocusWhenDrawn';
import type { ListColumn } from './columns';
import { LeadRow } from './LeadRow';
import css from './LeadsScreen.module.css';
import { useSelection } from './selection';
import type { useListPages } from './useListPages';

const KEYS: readonly Key[] = [['↑ ↓, J K', 'Walk over the rows'], ['Enter', 'Open the page'], ['X, Space', 'Choose the row; with Shift all between'], ['F', 'Filters'], ['V', 'Views'], ['U', 'Show the news that wait'], ['Esc', 'Choose nothing']];
const ROW = 44;
const HEAD = 34;

/** Rows in sight of a list of any length. Arrows or J K walk, X or Space chooses, with Shift all between, Enter opens, U shows the news that wait, Esc lets go. */
export function LeadTable({ pages: { leads: incoming, more, first, loading, look }, columns, of }: { pages: ReturnType<typeof useListPages>; columns: readonly ListColumn[]; of: string }) {
  const { t } = useTranslation();
  useScreenKeys('Leads', KEYS);
  const navigate = useNavigate();
  const now = useBusinessNow();
  const { cards: leads, gone, waiting, hold, showNow } = useSteadyCards(incoming, { more, of });
  const selection = useSelection();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const anchor = useRef(0);
  const virtual = useVirtualizer({ count: leads.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 12, getItemKey: (index) => leads[index]!.id, scrollPaddingStart: HEAD, paddingStart: HEAD });
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  useEffect(() => { if (leads.length > 0) look(from, to); }, [from, to, look, leads.length]);
  useEffect(() => { setAt(0); anchor.current = 0; scroller.current?.scrollTo({ top: 0 }); }, [of]);

  const focusOn = useFocusWhenDrawn(scroller);
  const focus = useCallback((index: number) => {
    const place = Math.max(0, Math.min(index, leads.length - 1));
    setAt(place);
    if (leads.length > 0) virtual.scrollToIndex(place, { align: 'auto' });
    focusOn(`[data-row="${place}"]`);
  }, [leads.length, virtual, focusOn]);
  const open = useCallback((lead: LeadCard) => void navigate({ to: '/leads/$id', params: { id: lead.id } }), [navigate]);
  const choose = useCallback((index: number, between: boolean) => {
    const [low, high] = [Math.min(index, anchor.current), Math.max(index, anchor.current)];
    if (between) selection.add(leads.slice(low, high + 1).map(({ id }) => id)); else { selection.toggle(leads[index]!.id); anchor.current = index; }
  }, [leads, selection]);

  useEffect(() => {
    // The first key walks into the table, wherever the page was opened from.
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !/^(ArrowDown|j)$/.test(event.key)) return;
      const target = event.target as HTMLElement;
      if (target !== document.body && target.id !== 'screen') return;
      event.preventDefault();
      focus(at);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [focus, at]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const row = event.target as HTMLElement;
    if (row.dataset.row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = Number(row.dataset.row);
    const walk = (next: number) => { focus(next); if (event.shiftKey) choose(Math.max(0, Math.min(next, leads.length - 1)), true); };
    const visible = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 2);
    const act = {
      ArrowDown: () => walk(index + 1), j: () => walk(index + 1), J: () => walk(index + 1), ArrowUp: () => walk(index - 1), k: () => walk(index - 1), K: () => walk(index - 1), PageDown: () => focus(index + visible), PageUp: () => focus(index - visible),
      Home: () => focus(0), End: () => focus(leads.length - 1), Enter: () => open(leads[index]!), ' ': () => choose(index, event.shiftKey), x: () => choose(index, false), X: () => choose(index, true), u: showNow, Escape: () => selection.clear(),
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  };

  const allChosen = leads.length > 0 && leads.every(({ id }) => selection.ids.has(id));
  const widths = `28px ${columns.map(({ width }) => width).join(' ')}`;
  // Narrower than this the table scrolls sideways instead of squeezing names to nothing.
  const least = 28 + columns.reduce((sum, { width }) => sum + Number(/\d+/.exec(width)?.[0]) + 12, 32);
  const total = first?.total ?? undefined;
  return (
    <div className={css.wrap} {...hold}>
      {allChosen && more && <p className={css.whole}>{selection.whole ? t('All leads that fit the filters are chosen.') : <>{t('{{count}} rows that are loaded are chosen.', { count: selection.ids.size })} <button type="button" onClick={selection.chooseWhole}>{t('Choose all that fit the filters')}</button></>}</p>}
      {waiting > 0 && <button type="button" className={css.news} onClick={showNow} aria-keyshortcuts="U">{t('{{count}} new', { count: waiting })}</button>}
      <div ref={scroller} className={css.table} role="grid" aria-multiselectable="true" aria-label={t('Leads')} aria-rowcount={total === undefined || first?.totalIsAtLeast ? -1 : total + 1} style={{ '--columns': widths, '--least': `${least}px` } as React.CSSProperties} onKeyDown={onKeyDown}>
        <div role="rowgroup" className={css.headGroup}>
          <div className={css.headRow} role="row" aria-rowindex={1}>
            <span role="columnheader" className={css.box}><input type="checkbox" aria-label={t('Choose all rows that are loaded')} checked={allChosen} onChange={() => (allChosen ? selection.clear() : selection.add(leads.map(({ id }) => id)))} /></span>
            {columns.map(({ name, label, end }) => <span key={name} role="columnheader" data-col={name} data-end={end} {...(name === 'score' ? { 'aria-sort': 'descending' as const } : {})}>{t(label)}</span>)}
          </div>
        </div>
        {leads.length === 0 && loading ? <div role="rowgroup" aria-busy="true">{Array.from({ length: 14 }, (_, place) => <div key={place} className={css.boneRow} role="row"><span role="gridcell" /><span role="gridcell"><Bone width={26} height={20} /></span><span role="gridcell"><Bone width={`${70 - (place % 4) * 9}%`} /></span></div>)}</div> : (
          <div style={{ height: virtual.getTotalSize() - HEAD, position: 'relative' }} role="rowgroup">
            {items.map((item) => {
              const lead = leads[item.index];
              return lead && <LeadRow key={item.key} lead={lead} index={item.index} top={item.start - HEAD} columns={columns} now={now} focusable={item.index === Math.min(at, leads.length - 1)} chosen={selection.whole || selection.ids.has(lead.id)} gone={gone.has(lead.id)} open={open} choose={choose} focused={setAt} t={t} />;
            })}
          </div>
        )}
      </div>
      {leads.length > 0 && loading && <p className={css.loading} role="status">{t('Loading…')}</p>}
    </div>
  );
}
