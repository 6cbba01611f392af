import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { isOverlaid, showKeys, typing } from './keys';
import { PLACES } from './places';

/** How long a `g` waits for its second letter. */
const SECOND_KEY_MS = 1200;

/** Keys that work on every screen: Ctrl-K for the palette, `?` for the keys, `g` and a letter to go somewhere. */
export function useKeysEverywhere(openPalette: () => void): void {
  const navigate = useNavigate();
  const latest = useRef(openPalette);
  latest.current = openPalette;
  useEffect(() => {
    let goUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key === 'k') { event.preventDefault(); latest.current(); return; }
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
      if (performance.now() < goUntil) {
        goUntil = 0;
        const place = PLACES.find(({ go }) => go === key);
        // The letter belongs to the `g` before it: no screen may take it for its own.
        if (place) { event.preventDefault(); event.stopImmediatePropagation(); void navigate({ to: place.to }); }
        return;
      }
      if (key === 'g') goUntil = performance.now() + SECOND_KEY_MS;
      else if (key === '?' && !isOverlaid()) { event.preventDefault(); showKeys(true); }
    };
    // Before the screens' own handlers, which stand on the window too.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [navigate]);
}
