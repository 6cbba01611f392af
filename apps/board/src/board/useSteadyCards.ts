import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { LeadCard } from '../api/client';
import { mine } from './own-moves';
import { steady, type Steady } from './steady';

const FREE: Pick<Steady<LeadCard>, 'gone' | 'waiting'> = { gone: new Set(), waiting: 0 };

/**
 * The cards of a column, held still while somebody points at it or walks in it. `of` names what the cards answer to
 * (filters): another question gets its own answer at once.
 */
export function useSteadyCards(incoming: readonly LeadCard[], { more, of }: { more: boolean; of: string }) {
  const [held, setHeld] = useState({ pointer: false, focus: false });
  const [asked, setAsked] = useState(0);
  const shown = useRef<{ of: string; asked: number; cards: readonly LeadCard[] }>({ of, asked, cards: incoming });
  const still = held.pointer || held.focus;
  const result = useMemo<Steady<LeadCard>>(() => {
    const before = shown.current;
    return still && before.of === of && before.asked === asked && before.cards.length > 0 ? steady(before.cards, incoming, { mine, more }) : { cards: incoming, ...FREE };
  }, [incoming, more, of, still, asked]);
  useLayoutEffect(() => { shown.current = { of, asked, cards: result.cards }; }, [result, of, asked]);

  const hold = useMemo(() => ({
    onPointerEnter: () => setHeld((old) => ({ ...old, pointer: true })),
    onPointerLeave: () => setHeld((old) => ({ ...old, pointer: false })),
    onFocus: () => setHeld((old) => (old.focus ? old : { ...old, focus: true })),
    onBlur: (event: React.FocusEvent) => { if (!event.currentTarget.contains(event.relatedTarget)) setHeld((old) => ({ ...old, focus: false })); },
  }), []);
  /** Shows what waits, where it belongs. */
  const showNow = useCallback(() => setAsked((times) => times + 1), []);
  return { ...result, hold, showNow };
}
