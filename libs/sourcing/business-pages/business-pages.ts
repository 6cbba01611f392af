import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Audit } from '#access';
import { Clock, CONFIG, sql, version, type Config, type Tx } from '#platform';
import { BLOBS, type BlobStore } from '../captures/blobs.js';
import { Circuits } from '../circuits.js';
import { AddressGuard } from '../crawler/address-guard.js';
import { HOST_LOCKS } from '../crawler/host-locks.js';
import { HttpClient } from '../crawler/http-client.js';
import { Politeness } from '../crawler/politeness.js';
import { RobotsGate } from '../crawler/robots-gate.js';
import { PageRefused, StopRun } from '../crawler/stop-run.js';
import { PRODUCT_TOKEN } from '../crawls.js';
import { decodeHtml } from '../extraction/index.js';
import { Lists } from '../imports/lists.js';
import { budgetSchema } from '../source.schema.js';
import { BusinessPagesNeedReason } from './business-pages.errors.js';
import { readBusinessPage, type BusinessPage } from './business-page.js';
import { beginVisit, closePage, endVisit, fetchedToday, openPage, type PageEntry } from './business-site.queries.js';

/** FEATURES I5: no more of one website. */
export const PAGES_A_SITE = 3;
/** A website is asked again after so many days of business time. */
export const SITE_AGAIN_DAYS = 90;
export const BUSINESS_PAGES = 'Merchants’ own websites';
const BUDGET = { ...budgetSchema.parse({}), maxBytes: 2_000_000, pagesPerRun: PAGES_A_SITE };
const MAX_REDIRECTS = 3;
const TIMEOUT_MS = 30_000;
const KEPT_DAYS = 14;

export interface SiteContact { readonly kind: 'email' | 'phone'; readonly value: string; readonly sourceUrl: string }
export interface SiteVisit { readonly runId: string; readonly at: Date; readonly contacts: readonly SiteContact[]; readonly pages: number; readonly state: 'ok' | 'failed' | 'blocked' | 'stopped_by_robots'; readonly reason: string | null }
interface Read { readonly entry: PageEntry; readonly page: BusinessPage | null; readonly url: string; readonly html: Buffer | null }

/**
 * Reads imprint and contact pages of merchants' own websites, in plain HTTP, one website at a time: at most {@link PAGES_A_SITE} pages
 * of each, with robots.txt's leave, at the pace that every crawl keeps, each request in the ledger. Off until an admin says by which right.
 */
@Injectable()
export class BusinessPages implements OnApplicationShutdown {
  private readonly stopping = new AbortController();
  /** One for the life of the process: it listens to every request that leaves. */
  private parts: { pool: pg.Pool; guard: AddressGuard; http: HttpClient; politeness: Politeness } | undefined;

  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(CONFIG) private readonly config: Pick<Config, 'database' | 'http' | 'allowHosts' | 'stop'>, @Inject(Clock) private readonly clock: Clock,
    @Inject(BLOBS) private readonly blobs: BlobStore, @Inject(Circuits) private readonly circuits: Pick<Circuits, 'of'>, @Inject(Lists) private readonly lists: Lists, @Inject(Audit) private readonly audit: Audit,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort(new StopRun('failed', 'Beckon was stopped.'));
    await this.parts?.http.close();
    await this.parts?.pool.end();
  }

  /** @returns by which right and since when; null: it was never switched on. */
  async state(on: Tx | DataSource = this.db): Promise<{ id: string; on: boolean; reason: string; reviewer: string; reviewedOn: string } | null> {
    const [row] = await sql<{ id: string; on: boolean; reason: string; reviewer: string; reviewedOn: string }>(on,
      `select id, enabled as "on", permission->>'basis' as reason, permission->>'reviewer' as reviewer, permission->>'reviewedOn' as "reviewedOn" from source where name = $1`, [BUSINESS_PAGES]);
    return row ?? null;
  }

  /** Keeps the reason as the permission record that a merchant may ask for. @throws BusinessPagesNeedReason */
  async switch(tx: Tx, { on, reason, by }: { on: boolean; reason: string; by: { userId: string; name: string } }): Promise<void> {
    const said = reason.trim();
    if (on && said.length < 10) throw new BusinessPagesNeedReason('Say by which right merchants’ websites are read, in a sentence: who asks may see it.', { fields: ['reason'] });
    const known = await this.state(tx);
    const permission = { basis: said, reviewer: by.name, reviewedOn: (await this.clock.now(tx)).toISOString().slice(0, 10), fields: ['business mail address', 'business phone number'], retentionDays: 365 };
    if (!known && !on) return;
    const id = known?.id ?? await this.lists.create(tx, { name: BUSINESS_PAGES, marketplace: 'websites', category: 'Business pages', origin: 'Imprint and contact pages of merchants’ own websites', permission });
    await sql(tx, `update source set enabled = $2, budget = $3, permission = case when $2 then $4::jsonb else permission end, version = version + 1 where id = $1`, [id, on, JSON.stringify(BUDGET), JSON.stringify(permission)]);
    await this.audit.record(tx, { userId: by.userId, action: on ? 'business-pages.switched-on' : 'business-pages.switched-off', subject: `source ${id}`, after: { reason: said } });
  }

  /** Whether a website may be read now. */
  async mayRead(): Promise<boolean> {
    const state = this.config.stop.crawling ? null : await this.state();
    return state !== null && state.on && await fetchedToday(this.db, state.id) + PAGES_A_SITE <= BUDGET.pagesPerDay;
  }

  /** The name under which a website's visit is booked: once in {@link SITE_AGAIN_DAYS} days. */
  static occasion(host: string, at: Date): string {
    return `${host.toLowerCase()} ${Math.floor(at.getTime() / (SITE_AGAIN_DAYS * 86_400_000))}`;
  }

  /** @returns null when it may not be read, was read already, or somebody else is asking its host. */
  async visit(website: URL): Promise<SiteVisit | null> {
    const state = await this.state();
    if (!state || !(await this.mayRead()) || await this.circuits.of(website.host)) return null;
    const parts = this.open();
    const lock = await parts.pool.connect();
    try {
      const { rows: [held] } = await lock.query<{ mine: boolean }>(`select pg_try_advisory_lock($1, hashtext($2)) as mine`, [HOST_LOCKS, website.host]);
      if (!held?.mine) return null;
      try {
        const at = await this.clock.now();
        const runId = await this.db.transaction((tx) => beginVisit(tx, state.id, BusinessPages.occasion(website.host, at), at));
        return runId ? await this.walk(website, runId, at) : null;
      } finally {
        await lock.query(`select pg_advisory_unlock($1, hashtext($2))`, [HOST_LOCKS, website.host]);
      }
    } finally {
      lock.release();
    }
  }

  private async walk(website: URL, runId: string, at: Date): Promise<SiteVisit> {
    const robots = new RobotsGate(this.open().pool, this.open().http, this.open().guard, this.open().politeness, PRODUCT_TOKEN, website.host);
    const queue = [website.href];
    const contacts = new Map<string, SiteContact>();
    const counts = { pages: 0, refused: 0, failed: 0 };
    let end: Pick<SiteVisit, 'state' | 'reason'> = { state: 'ok', reason: null };
    const asked = new Set<string>();
    try {
      while (queue.length > 0 && asked.size < PAGES_A_SITE) {
        const url = queue.shift()!;
        if (asked.has(url)) continue;
        asked.add(url);
        const pageId = await openPage(this.db, runId, url);
        const read = await this.read(robots, url, PAGES_A_SITE - asked.size);
        await closePage(this.db, pageId, read.entry);
        counts[read.entry.state === 'done' ? 'pages' : read.entry.state === 'refused' ? 'refused' : 'failed']++;
        if (read.entry.state === 'blocked') { end = { state: 'blocked', reason: `${url}: ${read.entry.reason ?? 'blocked'}` }; break; }
        if (!read.page) continue;
        if (read.html) await this.keep(runId, pageId, read.url, read.html);
        for (const [kind, values] of [['email', read.page.emails], ['phone', read.page.phones]] as const) for (const value of values) if (!contacts.has(`${kind} ${value}`)) contacts.set(`${kind} ${value}`, { kind, value, sourceUrl: read.url });
        queue.push(...read.page.links);
      }
    } catch (error) {
      end = { state: error instanceof StopRun ? error.state : 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
    if (end.state === 'ok' && counts.pages === 0) end = { state: 'failed', reason: counts.refused > 0 ? 'robots.txt forbids what was asked for' : 'no page could be read' };
    await endVisit(this.db, runId, end.state, end.reason, counts);
    return { runId, at, contacts: [...contacts.values()], pages: counts.pages, ...end };
  }

  /** One page with its redirects; every hop asks robots.txt, the guard and the host's pace. @throws StopRun when robots.txt cannot be had. */
  private async read(robots: RobotsGate, from: string, budgetLeft: number): Promise<Read> {
    const { guard, http, politeness } = this.open();
    const began = performance.now();
    let rule: string | null = null;
    let robotsFile: string | null = null;
    const nothing = (state: PageEntry['state'], status: number | null, reason: string): Read => ({ entry: { url: from, state, rule, robotsFile, status, ms: Math.round(performance.now() - began), bytes: null, budgetLeft, reason }, page: null, url: from, html: null });
    try {
      let url = guard.check(from);
      const home = url.host.replace(/^www\./, '');
      for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
        const pass = await robots.pass(url);
        rule ??= pass.rule;
        robotsFile ??= pass.file;
        const answer = await politeness.alone(url.host, () => http.get(url, { maxBytes: BUDGET.maxBytes, timeoutMs: TIMEOUT_MS, signal: this.stopping.signal }));
        const target = answer.status >= 300 && answer.status < 400 ? answer.headers.location : undefined;
        if (target !== undefined) {
          url = guard.check(new URL(target, url).href);
          if (url.host.replace(/^www\./, '') !== home) return nothing('failed', answer.status, `it redirects to another website, ${url.host}`);
          continue;
        }
        if ([401, 403, 429, 503].includes(answer.status)) return nothing('blocked', answer.status, `HTTP ${answer.status}`);
        if (answer.status >= 400) return nothing('failed', answer.status, `HTTP ${answer.status}`);
        if (!/html/i.test(answer.headers['content-type'] ?? 'text/html')) return nothing('failed', answer.status, 'it is no page');
        const page = readBusinessPage(decodeHtml(answer.body, /charset\s*=\s*"?([\w:-]{2,40})/i.exec(answer.headers['content-type'] ?? '')?.[1]), url.href);
        return { entry: { url: from, state: 'done', rule, robotsFile, status: answer.status, ms: Math.round(performance.now() - began), bytes: answer.body.length, budgetLeft, reason: null }, page, url: url.href, html: answer.body };
      }
      return nothing('failed', null, `it redirects more than ${MAX_REDIRECTS} times`);
    } catch (error) {
      if (error instanceof StopRun) throw error;
      if (error instanceof PageRefused) {
        [rule, robotsFile] = [error.rule, error.file];
        return nothing('refused', null, error.message);
      }
      return nothing('failed', null, error instanceof Error ? error.message : String(error));
    }
  }

  private async keep(runId: string, pageId: number, url: string, html: Buffer): Promise<void> {
    const blob = await this.blobs.put(runId, html);
    await sql(this.db, `insert into capture (run_id, page_id, kind, url, blob, bytes, expires_at) values ($1, $2, 'html', $3, $4, $5, clock_timestamp() + $6 * interval '1 day') on conflict (run_id, page_id, kind) do nothing`, [runId, pageId, url, blob, html.length, KEPT_DAYS]);
  }

  private open() {
    if (this.parts) return this.parts;
    const pool = new pg.Pool({ connectionString: this.config.database.url, max: 3, application_name: 'beckon-business-pages', keepAlive: true });
    pool.on('error', () => undefined); // the next statement says what is wrong
    const guard = new AddressGuard(this.config.allowHosts);
    const http = new HttpClient(guard, `${PRODUCT_TOKEN}/${version} (+${this.config.http.publicUrl}/bot)`, 1);
    this.parts = { pool, guard, http, politeness: new Politeness(pool, BUDGET, this.stopping.signal) };
    return this.parts;
  }
}
