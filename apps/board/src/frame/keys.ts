import { useEffect, useSyncExternalStore } from 'react';

/** One key of a screen: how it is pressed and, as a key of the catalogs, what it does. */
export type Key = readonly [press: string, does: string];
interface ScreenKeys { readonly title: string; readonly keys: readonly Key[] }

let shown: readonly ScreenKeys[] = [];
let open = false;
let palette = false;
const watchers = new Set<() => void>();
const watch = (watcher: () => void) => { watchers.add(watcher); return () => { watchers.delete(watcher); }; };
const changed = (): void => { for (const watcher of watchers) watcher(); };

/** Whether somebody is writing: then letters are letters. */
export const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Lets the help on `?` say what this screen's keys do, as long as the screen is there. @param keys must keep its identity between drawings. */
export function useScreenKeys(title: string, keys: readonly Key[]): void {
  useEffect(() => {
    const mine = { title, keys };
    shown = [...shown, mine];
    changed();
    return () => { shown = shown.filter((one) => one !== mine); changed(); };
  }, [title, keys]);
}

export const useShownKeys = (): readonly ScreenKeys[] => useSyncExternalStore(watch, () => shown);
export const useKeysOpen = (): boolean => useSyncExternalStore(watch, () => open);
export const showKeys = (show: boolean): void => { open = show; changed(); };
export const usePaletteOpen = (): boolean => useSyncExternalStore(watch, () => palette);
export const showPalette = (show: boolean): void => { palette = show; changed(); };
/** Whether the help or the palette lies over the screen: its keys are theirs then. */
export const isOverlaid = (): boolean => open || palette;
