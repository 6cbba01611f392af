import { useQuery } from '@tanstack/react-query';
import { workspace } from '../api/queries';
import { locale, t } from '../i18n/i18n';

/** Ages are shown in minutes at best: a coarser clock lets cards that did not change stay as they are drawn. */
const TICK_MS = 20_000;

/** Business time now, which every age is measured by: the server's answer plus what has passed since. */
export function useBusinessNow(): number {
  const { data } = useQuery(workspace);
  const now = data ? new Date(data.businessNow).getTime() + (Date.now() - data.readAt) : Date.now();
  return Math.ceil(now / TICK_MS) * TICK_MS;
}

/** A span in the one unit that matters: 40 m, 5 h, 12 d, 3 mo. */
export function span(ms: number): string {
  const minutes = Math.max(0, ms) / 60_000;
  if (minutes < 1) return t('now');
  if (minutes < 60) return t('{{n}} m', { n: Math.floor(minutes) });
  if (minutes < 60 * 24) return t('{{n}} h', { n: Math.floor(minutes / 60) });
  if (minutes < 60 * 24 * 60) return t('{{n}} d', { n: Math.floor(minutes / 1440) });
  return t('{{n}} mo', { n: Math.floor(minutes / 43_200) });
}
/** As {@link span}, in words: "5 h ago". */
export const ago = (ms: number): string => (ms < 60_000 ? t('just now') : t('{{span}} ago', { span: span(ms) }));

/** Formats are dear to make and are asked for on every card: one a language and shape. */
const formats = new Map<string, Intl.DateTimeFormat>();
export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale(), options);
  formats.set(key, format);
  return format;
}
const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit' } as const;
export const dayOf = (iso: string): string => dateFormat(DAY).format(new Date(iso));
export const exactly = (iso: string): string => dateFormat({ ...DAY, ...TIME, timeZoneName: 'short' }).format(new Date(iso));
export const shortly = (iso: string): string => dateFormat({ day: 'numeric', month: 'short', ...TIME }).format(new Date(iso));

const counts = new Map<string, Intl.NumberFormat>();
export function number(value: number): string {
  const format = counts.get(locale()) ?? new Intl.NumberFormat(locale());
  counts.set(locale(), format);
  return format.format(value);
}
