import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { judge, parseRobots, ROBOTS_PARSE_LIMIT, type RobotsTxt } from '../robots/robots.js';
import type { AddressGuard } from './address-guard.js';
import { asksForLess, retryAfterMs } from './fetched.js';
import type { HttpClient } from './http-client.js';
import type { Politeness } from './politeness.js';
import { PageHopeless, PageRefused, RunLost, StopRun } from './stop-run.js';

/** RFC 9309 2.4: a copy is used for no more than 24 hours (machine time). */
const FRESH_MS = 24 * 3600 * 1000;
/** RFC 9309 2.3.1.2: at least five consecutive redirects are followed. */
const MAX_REDIRECTS = 5;
/** A host that wants more patience than this is asked all the same whether it allows to be asked: its pages will say that they want none. */
const LONGEST_PAUSE_MS = 120_000;
export const NO_RULE = 'no rule';

interface Fetched { readonly status: number | null; readonly body: string | null; readonly trouble?: string }
interface Copy { readonly robots: RobotsTxt; readonly fetchedAt: number; /** SHA-256 of its text, hexadecimal. */ readonly hash: string }
/** What let a page pass: the line, or `no rule`, and the file in which it stands. */
export interface RobotsPass { readonly rule: string; readonly file: string }

/** Asks robots.txt before every request. Copies live in `robots_file`, shared by all runs. */
export class RobotsGate {
  private readonly copies = new Map<string, Promise<Copy>>();

  constructor(
    private readonly db: pg.Pool, private readonly http: HttpClient, private readonly guard: AddressGuard,
    private readonly politeness: Politeness, private readonly productToken: string,
    /** `name:port` of the run's own site. */
    private readonly home: string,
  ) {}

  /**
   * @returns the line that allows the page, or `no rule`, with the hash of the file that says so.
   * @throws PageRefused with the line that forbids it; StopRun when robots.txt cannot be had (2.3.1.4: then all is forbidden).
   */
  async pass(url: URL): Promise<RobotsPass> {
    const { robots, hash } = await this.copyFor(url.origin);
    const verdict = judge(robots, this.productToken, url.href);
    const rule = verdict.rule === null ? NO_RULE : `${verdict.rule} (line ${verdict.line})`;
    if (!verdict.allowed) throw new PageRefused(rule, hash);
    return { rule, file: hash };
  }

  /**
   * Before the first page of a run: fetches robots.txt anew and asks it for every address that the source used the last time, so that a rule
   * which is new since stops the run before it touches the site (FEATURES W7).
   * @param used addresses that were fetched, hence allowed, in the last good run.
   * @param runStarted a copy since then is new enough: a crawler that was killed before its first page has fetched it already.
   * @returns why the run must stop; null when it may go on.
   */
  async opening(origin: string, used: readonly string[], runStarted: Date): Promise<StopRun | null> {
    try {
      const known = await this.copyInBook(origin);
      const { robots } = known && known.fetchedAt >= runStarted.getTime() ? known : await this.renew(origin);
      const forbidden = used.filter((url) => URL.canParse(url) && new URL(url).origin === origin).map((url) => ({ url, verdict: judge(robots, this.productToken, url) })).filter(({ verdict }) => !verdict.allowed);
      const [first] = forbidden;
      return first && !(await this.isAccepted(origin)) ? new StopRun('stopped_by_robots', `robots.txt of ${origin} now forbids ${forbidden.length} of the pages that this source reads: ${first.verdict.rule} (line ${first.verdict.line}), for example ${first.url}. Nothing was fetched.`) : null;
    } catch (error) {
      if (error instanceof StopRun) return error;
      // Where robots.txt cannot be asked for at all, the pages will say why.
      if (error instanceof PageHopeless) return null;
      throw error;
    }
  }

  /** A person has seen the file as it is now and lets runs go on. */
  private async isAccepted(origin: string): Promise<boolean> {
    const { rows: [file] } = await this.db.query<{ accepted: boolean }>(`select accepted_at is not null and accepted_at >= coalesce(changed_at, '-infinity') as accepted from robots_file where origin = $1`, [origin]);
    return file?.accepted ?? false;
  }

  private async renew(origin: string): Promise<Copy> {
    const copy = this.fetchAndKeep(origin);
    this.copies.set(origin, copy);
    return copy.catch((error: unknown) => {
      if (this.copies.get(origin) === copy) this.copies.delete(origin);
      throw error;
    });
  }

  private async copyFor(origin: string): Promise<Copy> {
    const known = this.copies.get(origin) ?? this.load(origin);
    this.copies.set(origin, known);
    const forget = (): void => { if (this.copies.get(origin) === known) this.copies.delete(origin); };
    const copy = await known.catch((error: unknown) => { forget(); throw error; });
    if (Date.now() - copy.fetchedAt < FRESH_MS) return copy;
    forget();
    return this.copyFor(origin);
  }

  private async load(origin: string): Promise<Copy> {
    return await this.copyInBook(origin) ?? this.fetchAndKeep(origin);
  }

  private async copyInBook(origin: string): Promise<Copy | null> {
    const { rows: [row] } = await this.db.query<{ status: number | null; body: string | null; fetched_at: Date }>(
      `select status, body, fetched_at from robots_file where origin = $1 and fetched_at > clock_timestamp() - interval '24 hours' and status < 500`, [origin]);
    return row ? { robots: parseRobots(row.body ?? ''), fetchedAt: row.fetched_at.getTime(), hash: hashOf(row.body) } : null;
  }

  private async fetchAndKeep(origin: string): Promise<Copy> {
    const { status, body, trouble } = await this.fetch(origin);
    const hash = hashOf(body);
    // Kept by its hash too: what the ledger names as its evidence must still be there when somebody asks.
    await this.db.query(
      `with evidence as (insert into robots_text (hash, body) select $4, coalesce($3, '') where $2::int < 500 on conflict do nothing)
       insert into robots_file as known (origin, status, body, fetched_at) values ($1, $2, $3, clock_timestamp())
       on conflict (origin) do update set status = excluded.status, fetched_at = excluded.fetched_at,
         body = case when excluded.status < 500 then excluded.body else known.body end,
         previous_body = case when excluded.status < 500 and known.body is distinct from excluded.body then coalesce(known.body, '') else known.previous_body end,
         changed_at = case when excluded.status < 500 and known.body is distinct from excluded.body then excluded.fetched_at else known.changed_at end`,
      [origin, status, body, hash]);
    if (status === null || status >= 500) {
      const why = `robots.txt of ${origin} could not be read (${trouble ?? `HTTP ${status}`}), which means that nothing may be fetched there (RFC 9309 2.3.1.4)`;
      // A foreign host to which one page redirects is no reason to give up the run.
      throw new URL(origin).host === this.home ? new StopRun('stopped_by_robots', `${why}.`) : new PageHopeless(why);
    }
    return { robots: parseRobots(body ?? ''), fetchedAt: Date.now(), hash };
  }

  /** 2.3.1: 2xx is parsed; 4xx and too many redirects mean that there is none; 5xx and silence mean that everything is forbidden. */
  private async fetch(origin: string): Promise<Fetched> {
    for (let attempt = 1; ; attempt++) {
      const fetched = await this.fetchOnce(origin);
      if (fetched.status !== null || attempt === 3) return fetched;
    }
  }

  private async fetchOnce(origin: string): Promise<Fetched> {
    let url = new URL('/robots.txt', origin);
    try {
      for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
        url = this.guard.check(url.href);
        await this.politeness.turn(url.host, true);
        const answer = await this.http.get(url, { maxBytes: ROBOTS_PARSE_LIMIT, timeoutMs: 30_000, cut: true });
        if (asksForLess(answer.status)) this.politeness.hold(url.host, Math.min(LONGEST_PAUSE_MS, retryAfterMs(answer.headers['retry-after']) ?? 0));
        const location = answer.status >= 300 && answer.status < 400 ? answer.headers.location : undefined;
        if (!location || !URL.canParse(location, url.href)) return { status: answer.status, body: answer.status < 300 ? textOf(answer.body) : null };
        url = new URL(location, url);
      }
      return { status: 404, body: null, trouble: 'too many redirects' };
    } catch (error) {
      if (error instanceof PageHopeless || error instanceof StopRun || error instanceof RunLost) throw error;
      return { status: null, body: null, trouble: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** As text that a database can hold and that means the same octets: what is not UTF-8 is percent-encoded, as is NUL. */
function textOf(body: Buffer): string {
  const text = isUtf8(body) ? body.toString('utf8') : body.toString('latin1').replace(/[\u0080-\u00ff]/g, (octet) => encodeOctet(octet));
  return text.replaceAll('\0', '%00');
}

/** A host without a file counts as one with an empty file: neither forbids anything. */
const hashOf = (body: string | null): string => createHash('sha256').update(body ?? '').digest('hex');

const encodeOctet = (octet: string): string => '%' + octet.charCodeAt(0).toString(16).toUpperCase();
