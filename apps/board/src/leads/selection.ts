import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { keyOf, type Filters } from '../filters/filters';

/** Which leads of the list are chosen. `filters` is what the list shows; with `whole` everything that fits them is meant, loaded or not. */
export interface Selection { readonly ids: ReadonlySet<string>; readonly whole: boolean; readonly filters: Filters }

const NONE: ReadonlySet<string> = new Set();
let state: Selection = { ids: NONE, whole: false, filters: {} };
const watchers = new Set<() => void>();
const set = (next: Partial<Selection>): void => { state = { ...state, ...next }; for (const watcher of watchers) watcher(); };
const watch = (watcher: () => void) => { watchers.add(watcher); return () => { watchers.delete(watcher); }; };

const edits = {
  toggle(id: string): void {
    const ids = new Set(state.ids);
    if (!ids.delete(id)) ids.add(id);
    set({ ids, whole: false });
  },
  add: (more: Iterable<string>): void => set({ ids: new Set([...state.ids, ...more]), whole: false }),
  chooseWhole: (): void => set({ whole: true }),
  clear: (): void => set({ ids: NONE, whole: false }),
};

/** What is chosen in the list, and ways to change it. */
export function useSelection(): Selection & typeof edits {
  const now = useSyncExternalStore(watch, () => state);
  return useMemo(() => ({ ...now, ...edits }), [now]);
}

/** Ties the selection to what the list shows: other filters, or another screen, begin with nothing chosen. */
export function useSelectionOver(filters: Filters): void {
  const key = keyOf(filters);
  useEffect(() => {
    set({ filters, ids: NONE, whole: false });
    return edits.clear;
  }, [key]);
}
