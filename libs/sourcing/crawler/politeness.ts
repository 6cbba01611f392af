import { subscribe } from 'node:diagnostics_channel';
import type pg from 'pg';
import type { Budget } from '../source.schema.js';

interface Told { readonly request: { readonly origin: string | URL } }
/** A request between its turn and its departure; `isBy` is told the first one that is made after the turn. */
interface Leaving { readonly gone: Promise<void>; isBy(request: object): void; go(request: object): void }
const listen = (name: string, told: (message: Told) => void): void => subscribe(name, (message) => told(message as Told));

/** What a host asked for: so many times the distance (1, 2 … 16), and no request before this moment (of `performance.now()`). */
interface Pace { slowness: number; quietUntil: number }

/** Each time a host asks for less it is asked half as often, down to a sixteenth; each day without that gives half of it back. */
const SLOWEST = 16;
const SLOWNESS_NOW = `greatest(1, pace.slowness >> least(10, floor(extract(epoch from clock_timestamp() - pace.slowed_at) / 86400)::int))`;

/** A request that neither leaves nor fails is given up by its client long before. */
const LONGEST_LEAVING_MS = 60_000;

/**
 * The pace at which one host is asked. Moments are booked in the book, so that a run that follows another, in whatever
 * process, keeps the distance too; they are kept in line here, so that a late timer cannot bring two requests together.
 */
export class Politeness {
  private readonly lines = new Map<string, Promise<void>>();
  private readonly lastAt = new Map<string, number>();
  /** Requests that have had their turn and have not left yet: a connection may take longer to come about than the distance is long. */
  private readonly leaving = new Map<string, Leaving>();
  private readonly booked = new Set<string>();
  private readonly paces = new Map<string, Promise<Pace>>();
  private holding: Promise<unknown> = Promise.resolve();
  private writing: Promise<unknown> | null = null;
  private unwritten = false;

  constructor(private readonly db: pg.Pool, private readonly budget: Pick<Budget, 'minDelayMs' | 'jitterMs'>, private readonly stop: AbortSignal) {
    // A request leaves some time after its turn came, and the site sees it somewhere between then and its answer: the distance is
    // kept from the latest of these that is known. A slow site is asked more slowly by that, which is as it should be.
    const hostOf = ({ request }: Told): string => new URL(request.origin).host;
    listen('undici:request:create', (message) => this.leaving.get(hostOf(message))?.isBy(message.request));
    listen('undici:client:sendHeaders', (message) => {
      this.seen(hostOf(message));
      this.leaving.get(hostOf(message))?.go(message.request);
    });
    listen('undici:request:headers', (message) => this.seen(hostOf(message)));
    listen('undici:request:error', (message) => this.leaving.get(hostOf(message))?.go(message.request));
  }

  /**
   * Resolves when the host (`name:port`) may be asked the next time.
   * @param byHttp the turn is for a request of our own HTTP client: nobody else has one before it has left or failed.
   * @throws the reason for stopping, when the run stops meanwhile.
   */
  async turn(host: string, byHttp = false): Promise<void> {
    const mine = (this.lines.get(host) ?? Promise.resolve()).then(() => this.wait(host)).then(() => { if (byHttp && this.budget.minDelayMs > 0) this.awaitLeaving(host); });
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
        this.seen(host);
      }
    });
    this.lines.set(host, mine.then(() => undefined, () => undefined));
    return mine;
  }

  /**
   * The host asked for less (429, 503): nobody asks it again for `ms`, and from now on half as often (FEATURES S6). It stands in the book, so that it holds for the
   * next run too, whichever worker crawls it; a day without a complaint doubles the rate again.
   */
  hold(host: string, ms: number): void {
    const before = this.paceOf(host);
    const held = before.then(({ slowness, quietUntil }) => ({ slowness: Math.min(SLOWEST, slowness * 2), quietUntil: Math.max(quietUntil, performance.now() + ms) }));
    this.paces.set(host, held);
    const written = held.then(() => this.db.query(
      `insert into host_pace as pace (host, slowness, slowed_at, quiet_until) values ($1, 2, clock_timestamp(), clock_timestamp() + $2 * interval '1 millisecond')
       on conflict (host) do update set slowness = least(${SLOWEST}, 2 * ${SLOWNESS_NOW}), slowed_at = excluded.slowed_at, quiet_until = greatest(pace.quiet_until, excluded.quiet_until)`, [host, ms]));
    this.holding = Promise.allSettled([this.holding, written]);
  }

  /** The book knows when each host was last asked, for the run that comes next. To be called when this run asks no more. */
  async settled(): Promise<void> {
    while (this.writing) await this.writing;
    await this.holding;
  }

  /** Asked of the book once a run. */
  private paceOf(host: string): Promise<Pace> {
    const known = this.paces.get(host);
    if (known) return known;
    const asked = this.db.query<{ slowness: number; quiet_ms: number }>(
      `select ${SLOWNESS_NOW} as slowness, extract(epoch from pace.quiet_until - clock_timestamp())::float8 * 1000 as quiet_ms from host_pace pace where pace.host = $1`, [host])
      .then(({ rows: [row] }) => ({ slowness: row?.slowness ?? 1, quietUntil: performance.now() + (row?.quiet_ms ?? 0) }));
    this.paces.set(host, asked);
    return asked;
  }

  private awaitLeaving(host: string): void {
    let release = (): void => undefined;
    const gone = new Promise<void>((resolve) => (release = resolve));
    const timer = setTimeout(release, LONGEST_LEAVING_MS);
    timer.unref();
    this.stop.addEventListener('abort', release, { once: true });
    let mine: object | undefined;
    this.leaving.set(host, {
      gone: gone.finally(() => { clearTimeout(timer); this.stop.removeEventListener('abort', release); }),
      isBy: (request) => { mine ??= request; },
      // Earlier requests may still be under way, and fail.
      go: (request) => { if (request === mine) release(); },
    });
  }

  /** It was just asked, or has just answered. */
  private seen(host: string): void {
    this.lastAt.set(host, performance.now());
    if (this.booked.has(host)) this.write();
  }

  /** Moments were booked before they came; what really happened may be later, and the next run must know. One statement at a time, as few as need be. */
  private write(): void {
    if (this.writing) {
      this.unwritten = true;
      return;
    }
    this.unwritten = false;
    this.writing = this.db.query(`update rate_bucket b set booked_at = greatest(b.booked_at, clock_timestamp() - l.ago * interval '1 millisecond') from unnest($1::text[], $2::float8[]) l (key, ago) where b.key = l.key`,
      [[...this.booked].map((host) => `host:${host}`), [...this.booked].map((host) => performance.now() - (this.lastAt.get(host) ?? performance.now()))])
      .catch(() => undefined).then(() => {
        this.writing = null;
        if (this.unwritten) this.write();
      });
  }

  private async wait(host: string): Promise<void> {
    await this.leaving.get(host)?.gone;
    this.stop.throwIfAborted();
    const least = this.budget.minDelayMs * (await this.paceOf(host)).slowness;
    const gap = least + Math.random() * this.budget.jitterMs;
    const booked = gap > 0 ? await this.book(host, gap) : 0;
    if (gap > 0) this.booked.add(host);
    const bookedAt = performance.now() + booked;
    // Looked at again after each wait: the host may have asked for a pause meanwhile.
    for (let left = await this.left(host, least, bookedAt); left > 0; left = await this.left(host, least, bookedAt)) await pause(left, this.stop);
    this.lastAt.set(host, performance.now());
  }

  private async left(host: string, least: number, bookedAt: number): Promise<number> {
    const { quietUntil } = await this.paceOf(host);
    return Math.max(bookedAt, (this.lastAt.get(host) ?? -Infinity) + least, quietUntil) - performance.now();
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
