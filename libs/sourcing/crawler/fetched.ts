/** A page as it came, whether by HTTP or from a browser. */
export interface Fetched {
  /** Where the redirects ended. */
  readonly url: string;
  readonly status: number;
  /** Bytes, or text where a browser has drawn it. */
  readonly html: Buffer | string;
  readonly bytes: number;
  /** The line of robots.txt that allowed it, or `no rule`. */
  readonly rule: string;
  /** Hash of the robots.txt in which that line stands. */
  readonly robotsFile: string;
  /** Of a page that a browser has drawn: what the site answered before any script ran, where that was asked for. */
  readonly plain?: string | undefined;
  /** What a browser complained of while it drew the page. */
  readonly complaints?: readonly string[];
  /** The server's `Retry-After`, as sent. */
  readonly retryAfter: string | undefined;
}

/** RFC 9110 10.2.3: seconds or an HTTP date. @returns ms from now, null when absent or unreadable. */
export function retryAfterMs(value: string | undefined, now = Date.now()): number | null {
  if (value === undefined) return null;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** 429 and 503: the host has too much to do (FEATURES S6). */
export const asksForLess = (status: number): boolean => status === 429 || status === 503;

/** FEATURES S4: how often a page is tried that is answered badly or not at all. */
export const TRIES = 3;
/** Most redirects of one page; each hop is checked like a first request. */
export const MAX_REDIRECTS = 5;
/** FEATURES S4: longest time for one page, waiting for its turn not counted. */
export const PAGE_TIMEOUT_MS = 45_000;
