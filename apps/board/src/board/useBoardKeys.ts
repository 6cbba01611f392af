import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LeadCard, Stage } from '../api/client';
import type { CardActions } from './card-actions';
import type { ColumnHandle } from './Column';
import { FUNNEL } from './stages';

/** Keys belong to fields, menus and dialogs first. */
const elsewhere = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="listbox"]') !== null;
/** Cards leave their lead on their element, so that one listener serves the whole board. */
const leadOf = (card: HTMLElement): LeadCard | undefined => (card as HTMLElement & { lead?: LeadCard }).lead;
const WALKS: Record<string, 'down' | 'up' | 'right' | 'left'> = { ArrowDown: 'down', j: 'down', ArrowUp: 'up', k: 'up', ArrowRight: 'right', l: 'right', ArrowLeft: 'left', h: 'left' };

interface Place { readonly id: string; readonly stage: Stage; readonly index: number }

/**
 * The board by keyboard. Arrows or h j k l walk over cards and columns, Enter opens the page, Space or O the drawer, M
 * moves, A assigns, U shows the news that wait. `step` goes to the neighbouring stage where only one is on screen.
 */
export function useBoardKeys(actions: CardActions, { step, paused }: { step?: ((by: 1 | -1) => void) | undefined; paused: boolean }) {
  const [focusId, setFocusId] = useState<string | null>(null);
  const last = useRef<Place | null>(null);
  const columns = useRef(new Map<Stage, ColumnHandle>());
  const setters = useRef(new Map<Stage, (handle: ColumnHandle | null) => void>());
  const handleOf = useCallback((stage: Stage) => {
    let set = setters.current.get(stage);
    if (!set) setters.current.set(stage, set = (handle) => { if (handle) columns.current.set(stage, handle); else columns.current.delete(stage); });
    return set;
  }, []);

  const onFocus = useCallback((event: React.FocusEvent): void => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-card]');
    if (!card) return;
    last.current = { id: card.dataset.card!, stage: card.dataset.stage as Stage, index: Number(card.dataset.index) };
    setFocusId(card.dataset.card!);
  }, []);

  const walk = useMemo(() => {
    const drawn = () => FUNNEL.filter((stage) => columns.current.has(stage));
    const into = (stage: Stage, index: number): boolean => {
      const column = columns.current.get(stage);
      if (!column || column.length === 0) return false;
      column.focus(index);
      document.querySelector(`[data-column="${stage}"]`)?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
      return true;
    };
    return {
      in: into,
      first: () => drawn().some((stage) => into(stage, 0)),
      sideways(from: Stage, by: 1 | -1, index: number): boolean {
        const stages: Stage[] = drawn();
        for (let place = stages.indexOf(from) + by; place >= 0 && place < stages.length; place += by) if (into(stages[place]!, index)) return true;
        return false;
      },
    };
  }, []);

  /** Puts the focus back on the board when its card went away, or a dialog closed: on the card, else on the next one. */
  const comeBack = useCallback((): void => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const place = last.current;
    if (!place) return;
    const card = document.querySelector<HTMLElement>(`[data-card="${place.id}"]`);
    if (card && card.dataset.stage === place.stage) card.focus({ preventScroll: true });
    else if (!walk.in(place.stage, place.index)) walk.sideways(place.stage, 1, 0);
  }, [walk]);

  useEffect(() => {
    if (paused) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || elsewhere(event.target)) return;
      const target = event.target as HTMLElement;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const done = (): void => event.preventDefault();
      if (!target.dataset.card) {
        // Nothing is walked in yet: the first key starts at the first card. A button or link keeps its arrows.
        if (WALKS[key] && (target === document.body || target.id === 'screen') && (last.current ? (comeBack(), true) : walk.first())) done();
        return;
      }
      const stage = target.dataset.stage as Stage;
      const index = Number(target.dataset.index);
      const lead = leadOf(target);
      const by = WALKS[key];
      if (by === 'down' || by === 'up') { walk.in(stage, index + (by === 'down' ? 1 : -1)); done(); }
      else if (by) { if (step) step(by === 'right' ? 1 : -1); else walk.sideways(stage, by === 'right' ? 1 : -1, index); done(); }
      else if (key === 'Home' || key === 'End') { walk.in(stage, key === 'Home' ? 0 : Number.MAX_SAFE_INTEGER); done(); }
      else if (key === 'u') { columns.current.get(stage)?.showNow(); done(); }
      else if (lead) {
        const act = { Enter: () => actions.page(lead), ' ': () => actions.open(lead), o: () => actions.open(lead), m: () => actions.menu(lead, 'move'), a: () => actions.menu(lead, 'assign') }[key];
        if (act) { act(); done(); }
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [actions, walk, comeBack, step, paused]);

  return { focusId, handleOf, onFocus, comeBack };
}
