import type { KeptAnswer } from './answers.js';

/** A script that is larger is seldom one that every page uses. */
const LARGEST = 2 * 1024 * 1024;
const MOST_BYTES = 32 * 1024 * 1024;
/** RFC 9111 4.2.2: where the site says nothing of how long an answer holds, a cache decides. Longer than most runs, shorter than a release. */
const UNSAID_MS = 30 * 60_000;

/**
 * Scripts that the pages of one run share, asked of the site once and not once a page: a cache by RFC 9111, since intercepting requests turns off the browser's own.
 * It belongs to one crawler and ends with it.
 */
export class SharedScripts {
  private readonly kept = new Map<string, { readonly answer: KeptAnswer; readonly until: number }>();
  private bytes = 0;

  find(url: string): KeptAnswer | undefined {
    const found = this.kept.get(url);
    if (!found) return undefined;
    if (found.until > performance.now()) return found.answer;
    this.kept.delete(url);
    this.bytes -= found.answer.body.length;
    return undefined;
  }

  /** Is it worth reading its body? */
  lacks(url: string, head: Pick<KeptAnswer, 'status' | 'headers'>): boolean {
    return !this.kept.has(url) && freshFor(url, head) > 0;
  }

  keep(url: string, answer: KeptAnswer): void {
    const forMs = freshFor(url, answer);
    if (forMs <= 0 || this.kept.has(url) || answer.body.length > LARGEST || this.bytes + answer.body.length > MOST_BYTES) return;
    this.bytes += answer.body.length;
    this.kept.set(url, { answer, until: performance.now() + forMs });
  }
}

/**
 * For how long the answer may be used again, ms. Only what is the same for every page: nothing personal, nothing that depends on more than the encoding, and an
 * address with a query only where the site says how long it holds (it may be data that is written as a script).
 */
export function freshFor(url: string, { status, headers }: Pick<KeptAnswer, 'status' | 'headers'>): number {
  const control = headers['cache-control'] ?? '';
  if (status !== 200 || headers['set-cookie'] !== undefined || /no-store|no-cache|private/i.test(control)) return 0;
  if ((headers.vary ?? '').split(',').some((name) => !/^\s*(accept-encoding)?\s*$/i.test(name))) return 0;
  const age = /max-age\s*=\s*"?(\d{1,9})/i.exec(control)?.[1];
  if (age !== undefined) return Math.max(0, Number(age) - (Number(headers.age) || 0)) * 1000;
  if (headers.expires !== undefined) return Math.max(0, (Date.parse(headers.expires) || 0) - (Date.parse(headers.date ?? '') || Date.now()));
  return new URL(url).search === '' ? UNSAID_MS : 0;
}
