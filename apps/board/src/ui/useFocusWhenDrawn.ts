import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * Puts the focus on an element of `box` that may not be drawn yet: at once where it is, else with the drawing that brings
 * it, however late. Who has gone elsewhere meanwhile is left there.
 */
export function useFocusWhenDrawn(box: React.RefObject<HTMLElement | null>): (selector: string) => void {
  const wanted = useRef<{ readonly selector: string; readonly from: Element | null } | null>(null);
  const tryIt = useCallback((): void => {
    if (!wanted.current) return;
    const { selector, from } = wanted.current;
    const at = document.activeElement;
    const found = at === from || at === document.body ? box.current?.querySelector<HTMLElement>(selector) : undefined;
    if (found === null) return;
    wanted.current = null;
    found?.focus({ preventScroll: true });
  }, [box]);
  // After every drawing: rows come with data and with scrolling alike.
  useLayoutEffect(tryIt);
  return useCallback((selector) => {
    wanted.current = { selector, from: document.activeElement };
    tryIt();
  }, [tryIt]);
}
