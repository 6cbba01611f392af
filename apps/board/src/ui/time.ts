import { useQuery } from '@tanstack/react-query';
import { workspace } from '../api/queries';

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
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${Math.floor(minutes)} m`;
  if (minutes < 60 * 24) return `${Math.floor(minutes / 60)} h`;
  if (minutes < 60 * 24 * 60) return `${Math.floor(minutes / 1440)} d`;
  return `${Math.floor(minutes / 43_200)} mo`;
}
/** As {@link span}, in words: "5 h ago". */
export const ago = (ms: number): string => (ms < 60_000 ? 'just now' : `${span(ms)} ago`);
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
export const dayOf = (iso: string): string => day.format(new Date(iso));
export const exactly = (iso: string): string => exact.format(new Date(iso));
export const shortly = (iso: string): string => short.format(new Date(iso));
export const number = (value: number): string => value.toLocaleString('en-GB');
