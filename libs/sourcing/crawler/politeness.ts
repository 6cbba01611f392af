import { subscribe } from 'node:diagnostics_channel';
import type pg from 'pg';
import type { Budget } from '../source.schema.js';

/**
 * The pace at which one host is asked. Moments are booked in the book, so that a run that follows another, in whatever
 * process, keeps the distance too; they are kept in line here, so that a late timer cannot bring two requests together.
 */
export class Politeness {
  private readonly lines = new Map<string, Promise<void>>();
  private readonly lastAt = new Map<string, number>();
  private notBefore = 0;
  private slowness = 1;

  constructor(private readonly db: pg.Pool, private readonly budget: Pick<Budget, 'minDelayMs' | 'jitterMs'>, private readonly stop: AbortSignal) {
    // A request leaves some time after its turn came, and the site sees it somewhere between then and its answer: the distance is
    // kept from the latest of these that is known. A slow site is asked more slowly by that, which is as it should be.
    const seen = (message: unknown): void => void this.lastAt.set(new URL((message as { request: { origin: string | URL } }).request.origin).host, performance.now());
    subscribe('undici:client:sendHeaders', seen);
    subscribe('undici:request:headers', seen);
  }

  /** Resolves when the host (`name:port`) may be asked the next time. @throws the reason for stopping, when the run stops meanwhile. */
  async turn(host: string): Promise<void> {
    const mine = (this.lines.get(host) ?? Promise.resolve()).then(() => this.wait(host));
    this.lines.set(host, mine.catch(() => undefined));
    await mine;
  }

  /** Takes a turn for what somebody else asks of the host on our behalf: nobody else has one until that is over. @throws like {@link turn}, and what the work throws. */
  async alone<Result>(host: string, work: () => Promise<Result>): Promise<Result> {
    const mine = (this.lines.get(host) ?? Promise.resolve()).then(async () => {
      await this.wait(host);
      try {
        return await work();
      } finally {
        this.lastAt.set(host, performance.now());
      }
    });
    this.lines.set(host, mine.then(() => undefined, () => undefined));
    return mine;
  }

  /** The host asked for a pause: nobody asks it again before, and from now on half as often (FEATURES S6). */
  hold(ms: number): void {
    this.notBefore = Math.max(this.notBefore, performance.now() + ms);
    this.slowness = Math.min(16, this.slowness * 2);
  }

  private async wait(host: string): Promise<void> {
    this.stop.throwIfAborted();
    const least = this.budget.minDelayMs * this.slowness;
    const gap = least + Math.random() * this.budget.jitterMs;
    const booked = gap > 0 ? await this.book(host, gap) : 0;
    const bookedAt = performance.now() + booked;
    for (let left = this.earliest(host, least, bookedAt) - performance.now(); left > 0; left = this.earliest(host, least, bookedAt) - performance.now()) await pause(left, this.stop);
    this.lastAt.set(host, performance.now());
  }

  private earliest(host: string, least: number, bookedAt: number): number {
    return Math.max(bookedAt, (this.lastAt.get(host) ?? -Infinity) + least, this.notBefore);
  }

  private async book(host: string, gapMs: number): Promise<number> {
    const { rows } = await this.db.query<{ wait_ms: number }>(
      `insert into rate_bucket as bucket (key, booked_at) values ($1, clock_timestamp())
       on conflict (key) do update set booked_at = greatest(bucket.booked_at + $2 * interval '1 millisecond', clock_timestamp())
       returning extract(epoch from booked_at - clock_timestamp())::float8 * 1000 as wait_ms`, [`host:${host}`, gapMs]);
    return rows[0]?.wait_ms ?? 0;
  }
}

/** Waits at least `ms`; timers may fire a little early, so it looks at the clock. */
export async function pause(ms: number, stop: AbortSignal): Promise<void> {
  const until = performance.now() + ms;
  for (let left = ms; left > 0; left = until - performance.now()) {
    stop.throwIfAborted();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, Math.ceil(left));
      stop.addEventListener('abort', done, { once: true });
      function done(): void {
        clearTimeout(timer);
        stop.removeEventListener('abort', done);
        resolve();
      }
    });
  }
  stop.throwIfAborted();
}
