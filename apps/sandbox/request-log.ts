import { performance } from 'node:perf_hooks';

export interface LoggedRequest {
  /** Milliseconds since 1970 on a clock that never steps back; fractions count. */
  at: number;
  marketplace: string;
  method: string;
  url: string;
  /** 0 while the answer is not yet sent. */
  status: number;
  userAgent: string;
}

const KINDS: readonly [RegExp, string][] = [
  [/^\/robots\.txt$/, 'robots'], [/^\/(bestsellers|top|hitlists)\/?$/, 'hub'], [/^\/(bestsellers|top|hitlists)\//, 'list'], [/^\/api\//, 'api'],
  [/^\/(item|product|goods)\//, 'product'], [/^\/(seller|shop|traders)\//, 'seller'], [/^\/(admin|cart|account|checkout)/, 'forbidden'], [/^\/(assets|img)\//, 'asset'],
];

/** What the marketplaces' doormen wrote down: every request when it arrived, and how many were being answered at once. */
export class RequestLog {
  private entries: LoggedRequest[] = [];
  private open = new Map<string, number>();
  private most = new Map<string, number>();

  arrive(marketplace: string, method: string, url: string, userAgent: string): LoggedRequest {
    const entry = { at: performance.timeOrigin + performance.now(), marketplace, method, url, status: 0, userAgent };
    this.entries.push(entry);
    const now = (this.open.get(marketplace) ?? 0) + 1;
    this.open.set(marketplace, now);
    this.most.set(marketplace, Math.max(now, this.most.get(marketplace) ?? 0));
    return entry;
  }

  leave(entry: LoggedRequest, status: number): void {
    entry.status = status;
    this.open.set(entry.marketplace, (this.open.get(entry.marketplace) ?? 1) - 1);
  }

  list(marketplace: string | null): LoggedRequest[] {
    return marketplace === null ? this.entries : this.entries.filter((entry) => entry.marketplace === marketplace);
  }

  /** `{ alderbay: { total, byKind: { list: 43, … }, byStatus: { 200: … }, maxConcurrent } }`. */
  summary(): Record<string, { total: number; byKind: Record<string, number>; byStatus: Record<string, number>; maxConcurrent: number }> {
    const result: ReturnType<RequestLog['summary']> = {};
    for (const { marketplace, url, status } of this.entries) {
      const sum = (result[marketplace] ??= { total: 0, byKind: {}, byStatus: {}, maxConcurrent: this.most.get(marketplace) ?? 0 });
      const path = url.split('?')[0] ?? url;
      const kind = KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? 'other';
      sum.total += 1;
      sum.byKind[kind] = (sum.byKind[kind] ?? 0) + 1;
      sum.byStatus[status] = (sum.byStatus[status] ?? 0) + 1;
    }
    return result;
  }

  clear(): void {
    this.entries = [];
    this.most = new Map(this.open);
  }
}
