import type pg from 'pg';
import type { LinkKind, PageContext, PageResult, PageState } from '../run-states.js';
import type { Budget, SourceEntry } from '../source.schema.js';
import { hostOfSource } from '../host-of-source.js';
import type { ModeCheck } from './mode-check.js';
import { RunLost } from './stop-run.js';

export interface RunToCrawl {
  readonly runId: string;
  readonly host: string;
  readonly marketplace: string;
  readonly entries: readonly SourceEntry[];
  readonly budget: Budget;
  /** Pages that were finished before, by an earlier crawler of this run. */
  readonly finished: number;
  /** Pages that were left out because they ended crawlers. */
  readonly crashed: number;
  /** When the first crawler of this run began. */
  readonly startedAt: Date;
  /** Pages that the source may still fetch in these 24 hours. */
  readonly leftToday: number;
}
export interface PendingPage { readonly id: string; readonly url: string; readonly kind: LinkKind; readonly context: PageContext }
export interface FoundPage { readonly url: string; readonly kind: LinkKind; readonly context: PageContext }
export interface PageOutcome {
  readonly id: string;
  readonly state: Exclude<PageState, 'pending' | 'skipped'>;
  readonly attempts: number;
  readonly rule: string | null;
  /** Hash of the robots.txt in which the rule stands. */
  readonly robotsFile: string | null;
  /** Pages that the run might still fetch when this one was started, by whichever of its budgets ends first. */
  readonly budgetLeft: number;
  readonly modeCheck: ModeCheck | null;
  readonly status: number | null;
  readonly ms: number;
  readonly bytes: number | null;
  readonly items: number | null;
  readonly reason: string | null;
  readonly result: PageResult | null;
  readonly found: readonly FoundPage[];
  readonly captures: readonly KeptBlob[];
}
/** Content that is in the blob store already; its row is written with the outcome of its page. */
export interface KeptBlob { readonly kind: 'html' | 'console'; readonly url: string; readonly blob: string; readonly bytes: number }

/** Pages that may share a commit, and so at most that many fetched again after a kill (besides those under way). */
export const WINDOW = 10;

/** How long what is known of a product's seller, or of a seller, may be reused, in days of business time. */
export interface Freshness { readonly productSeller: number; readonly seller: number }

/** The crawl's book: `run_page` holds both what is to do and what became of it. Every write checks that the run is still held. */
export class Ledger {
  constructor(private readonly db: pg.Pool, private readonly runId: string, private readonly holder: string) {}

  async open(): Promise<RunToCrawl> {
    const { rows: [row] } = await this.db.query<Omit<RunToCrawl, 'runId' | 'leftToday'> & { fetched_today: number }>(
      `select ${hostOfSource('s')} as host, s.marketplace, s.entries, s.budget, r.started_at as "startedAt",
              (select count(*)::int from run_page p where p.run_id = r.id and p.state = 'failed' and p.reason like 'crashed: %') as crashed,
              (select count(*)::int from run_page p where p.run_id = r.id and p.state <> 'pending') as finished,
              (select count(*)::int from run_page p join run other on other.id = p.run_id
                where other.source_id = s.id and p.fetched_at > clock_timestamp() - interval '24 hours') as fetched_today
       from run r join source s on s.id = r.source_id
       where r.id = $1 and r.state = 'running' and r.held_by = $2`, [this.runId, this.holder]);
    if (!row) throw new RunLost();
    return { ...row, runId: this.runId, leftToday: Math.max(0, row.budget.pagesPerDay - row.fetched_today) };
  }

  /** Writes the entries of a run that begins; of one that goes on, nothing. @returns what is to do, oldest first. */
  async frontier(entries: readonly SourceEntry[]): Promise<PendingPage[]> {
    const { rows } = await this.db.query<PendingPage>(
      `with begun as (
         insert into run_page (run_id, url, kind, context)
         select $1, e.url, 'list', jsonb_build_object('list', e.list, 'category', e.category, 'page', 1) from jsonb_to_recordset($2) e (url text, category text, list text)
         where not exists (select from run_page where run_id = $1) on conflict do nothing returning id, url, kind, context)
       select id, url, kind, context from run_page where run_id = $1 and state = 'pending' union all select id, url, kind, context from begun order by id`, [this.runId, JSON.stringify(entries)]);
    return rows;
  }

  /** Pages that the last good run of the source fetched and that this one would fetch again: of lists only those that are still its entries. */
  async usedLastTime(): Promise<string[]> {
    const { rows } = await this.db.query<{ url: string }>(
      `select p.url from run_page p
       join (select o.id, s.entries from run r join source s on s.id = r.source_id join run o on o.source_id = s.id and o.state in ('ok', 'ok_with_warnings') and o.id <> r.id
             where r.id = $1 order by o.queued_at desc limit 1) l on l.id = p.run_id
       where p.state = 'done' and (p.kind <> 'list' or exists (select from jsonb_array_elements(l.entries) e where e->>'list' = p.context->>'list')) order by p.kind <> 'list', p.url limit 5000`, [this.runId]);
    return rows.map((row) => row.url);
  }

  /** Products and sellers that this run has on its list already, as `kind id`. */
  async seen(): Promise<Set<string>> {
    const { rows } = await this.db.query<{ key: string }>(
      `select kind || ' ' || (case kind when 'seller' then context->>'sellerId' else context->>'productId' end) as key from run_page
       where run_id = $1 and kind in ('product', 'offers', 'seller') and (case kind when 'seller' then context->>'sellerId' else context->>'productId' end) is not null`, [this.runId]);
    return new Set(rows.map((row) => row.key));
  }

  /**
   * Books outcomes and what they lead to, in one statement: a page is finished and its links are pending, or neither.
   * Left out is what is known well enough: products whose seller was seen lately, sellers whose page was. A known seller of a
   * known product whose own page is not fresh is put on the list in its place.
   * @param outcomes {@link WINDOW} of them at most.
   * @returns the pages that are new on the list.
   * @throws RunLost when the run is not ours any more; then nothing was written.
   */
  async commit(outcomes: readonly PageOutcome[], marketplace: string, fresh: Freshness): Promise<PendingPage[]> {
    const found = outcomes.flatMap((outcome) => outcome.found);
    // By name: planning it anew takes longer than most windows take to be written.
    const { rows: [row] } = await this.db.query<{ held: boolean; added: PendingPage[] }>({ name: 'commit', text: COMMIT, values: [
      this.runId, this.holder, marketplace,
      jsonOf(outcomes.map(({ found: _found, captures: _captures, result: _result, ...outcome }) => outcome)),
      jsonOf(found),
      fresh.productSeller, fresh.seller,
      jsonOf(outcomes.flatMap(({ id, captures }) => captures.map((capture) => ({ page_id: id, ...capture })))),
      ...Array.from({ length: WINDOW }, (_, n) => { const result = outcomes[n]?.result; return result ? jsonOf(result) : null; }),
    ] });
    if (!row?.held) throw new RunLost();
    return row.added;
  }

  /** Ends the crawl: pages that had no turn are skipped, for the given reason. */
  async finish(state: 'crawled' | 'blocked' | 'stopped_by_robots' | 'failed', reason: string | null, skipped: string): Promise<void> {
    const { rowCount } = await this.db.query(
      `with ended as (
         update run set state = $3, reason = $4, finished_at = clock_timestamp() where id = $1 and state = 'running' and held_by = $2 returning id),
       left_over as (
         update run_page p set state = 'skipped', reason = $5 from ended where p.run_id = ended.id and p.state = 'pending')
       select from ended`, [this.runId, this.holder, state, reason, skipped]);
    if (!rowCount) throw new RunLost();
  }
}

/** Results are the bulk of it: each a parameter of its own, so that it is made into jsonb once and not first as a part of something larger (a quarter of the statement's processor time). */
const RESULTS = Array.from({ length: WINDOW }, (_, n) => `$${n + 9}`).join(', ');
const COMMIT = `
with held as (
  select id, business_at from run where id = $1 and state = 'running' and held_by = $2 for share),
booked as (
  update run_page p set state = o.state, attempts = o.attempts, robots_rule = o.rule, robots_file = o."robotsFile", budget_left = o."budgetLeft", mode_check = o."modeCheck", http_status = o.status, ms = o.ms, bytes = o.bytes, items = o.items,
         reason = o.reason, result = o.result, fetched_at = case when o.state <> 'refused' then clock_timestamp() end
  from held, rows from (jsonb_to_recordset($4::jsonb) as (id bigint, state text, attempts int, rule text, "robotsFile" text, "budgetLeft" int, "modeCheck" text, status int, ms int, bytes int, items int, reason text), unnest(array[${RESULTS}]::jsonb[]))
    o (id, state, attempts, rule, "robotsFile", "budgetLeft", "modeCheck", status, ms, bytes, items, reason, result)
  where p.id = o.id and p.run_id = held.id and p.state = 'pending'),
kept as (
  insert into capture (run_id, page_id, kind, url, blob, bytes)
  select held.id, c.page_id, c.kind, c.url, c.blob, c.bytes from held, jsonb_to_recordset($8::jsonb) c (page_id bigint, kind text, url text, blob text, bytes int)
  on conflict do nothing),
found as (
  select f.url, f.kind, f.context, min(f.ord) as ord
  from rows from (jsonb_to_recordset($5::jsonb) as (url text, kind text, context jsonb)) with ordinality f (url, kind, context, ord)
  group by 1, 2, 3),
known as (
  select f.url, f.ord, s.seller_id, s.url as seller_url, s.profile_seen_at > held.business_at - $7 * interval '1 day' as seller_fresh
  from held cross join found f
  join product_seller ps on ps.marketplace = $3 and ps.product_id = f.context->>'productId' and ps.seen_at > held.business_at - $6 * interval '1 day'
  left join storefront s on s.marketplace = $3 and s.seller_id = ps.seller_id
  where f.kind in ('product', 'offers')),
wanted as (
  select f.url, f.kind, f.context, f.ord from held cross join found f
  where case
    when f.kind in ('product', 'offers') then not exists (select from known k where k.url = f.url)
    when f.kind = 'seller' then not exists (select from storefront s where s.marketplace = $3 and s.seller_id = f.context->>'sellerId'
                                              and s.profile_seen_at > held.business_at - $7 * interval '1 day')
    else true end
  union all
  select k.seller_url, 'seller', jsonb_build_object('sellerId', k.seller_id), k.ord from known k
  where k.seller_url is not null and k.seller_fresh is not true),
added as (
  insert into run_page (run_id, url, kind, context)
  select $1, w.url, w.kind, w.context from (select distinct on (url) * from wanted order by url, ord) w order by w.ord
  on conflict do nothing returning id, url, kind, context)
select exists (select from held) as held,
       coalesce((select json_agg(json_build_object('id', a.id::text, 'url', a.url, 'kind', a.kind, 'context', a.context) order by a.id) from added a), '[]') as added`;

/** JSON that jsonb takes: no NUL, no half surrogate pairs. Pages hold both, seldom: where JSON has written neither (as `\u0000` and `\ud800`), there is nothing to look for value by value. */
function jsonOf(value: unknown): string {
  const json = JSON.stringify(value);
  return /\\u(?:0000|d[89a-f])/.test(json) ? JSON.stringify(value, storable) : json;
}

function storable(_key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.replaceAll('\0', '').replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
