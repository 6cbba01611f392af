import { useSyncExternalStore } from 'react';
import { t } from '../i18n/i18n';
import { CloseIcon } from './icons';
import css from './toasts.module.css';

interface Toast { readonly id: number; readonly text: string; readonly tone: 'plain' | 'red'; readonly action?: { label: string; run: () => void } | undefined }

let toasts: readonly Toast[] = [];
let next = 1;
let spoken = '';
const watchers = new Set<() => void>();
const changed = (): void => { for (const watcher of watchers) watcher(); };
const watch = (watcher: () => void) => { watchers.add(watcher); return () => { watchers.delete(watcher); }; };

const drop = (id: number): void => { toasts = toasts.filter((toast) => toast.id !== id); changed(); };

/** Shows a sentence at the bottom for a while; a refusal stays longer. */
export function toast(text: string, options: { tone?: 'plain' | 'red'; action?: { label: string; run: () => void } } = {}): void {
  const id = next++;
  toasts = [...toasts.slice(-2), { id, text, tone: options.tone ?? 'plain', action: options.action }];
  changed();
  setTimeout(() => drop(id), options.tone === 'red' ? 9000 : 6000);
}

/** Says something to people who hear the screen. */
export function announce(text: string): void {
  spoken = text === spoken ? `${text}\u00a0` : text;
  changed();
}

export function Toasts() {
  const list = useSyncExternalStore(watch, () => toasts);
  const words = useSyncExternalStore(watch, () => spoken);
  return (
    <>
      <div className="unseen" aria-live="polite" role="status">{words}</div>
      <div className={css.stack}>
        {list.map((item) => (
          <div key={item.id} className={css.toast} data-tone={item.tone} role={item.tone === 'red' ? 'alert' : 'status'}>
            <span>{item.text}</span>
            {item.action && <button type="button" className={css.action} onClick={() => { item.action?.run(); drop(item.id); }}>{item.action.label}</button>}
            <button type="button" className={css.close} onClick={() => drop(item.id)} aria-label={t('Dismiss')}><CloseIcon width={14} height={14} /></button>
          </div>
        ))}
      </div>
    </>
  );
}
