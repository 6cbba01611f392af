import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { LIST_RECIPE } from '../imports/list-recipe.js';

/** What became of one request to a website. */
export interface PageEntry {
  readonly url: string;
  readonly state: 'done' | 'failed' | 'refused' | 'blocked';
  readonly rule: string | null;
  readonly robotsFile: string | null;
  readonly status: number | null;
  readonly ms: number;
  readonly bytes: number | null;
  readonly budgetLeft: number;
  readonly reason: string | null;
}

/** Booked as failed before the first request: if this process dies, the book says so by itself, and the site is not asked again in the same period. @returns null when it was asked already. */
export async function beginVisit(tx: Tx, sourceId: string, occasion: string, at: Date): Promise<string | null> {
  const body = '{"reads":"business pages"}';
  const [version] = await sql<{ id: string }>(tx, `insert into recipe_version (recipe_id, hash, body, promoted_at) values ($1, $2, $3, null) on conflict (recipe_id, hash) do update set body = excluded.body returning id`, [LIST_RECIPE, createHash('sha256').update(body).digest('hex'), body]);
  const [run] = await sql<{ id: string }>(tx,
    `insert into run (source_id, recipe_version_id, state, trigger, occasion, business_at, started_at, finished_at, settled_at, reason)
     values ($1, $2, 'failed', 'schedule', $3, $4, clock_timestamp(), clock_timestamp(), clock_timestamp(), 'whoever read it died') on conflict on constraint run_occasion_unique do nothing returning id`, [sourceId, version!.id, occasion, at]);
  return run?.id ?? null;
}

export async function endVisit(db: DataSource, runId: string, state: 'ok' | 'failed' | 'blocked' | 'stopped_by_robots', reason: string | null, counts: { pages: number; refused: number; failed: number }): Promise<void> {
  await sql(db, `update run set state = $2, reason = $3, counts = $4, finished_at = clock_timestamp() where id = $1`, [runId, state, reason, JSON.stringify({ ...counts, listings: 0, storefronts: 0, newStorefronts: 0 })]);
}

/** In the book before the request leaves, with what became of it afterwards. */
export async function openPage(db: DataSource, runId: string, url: string): Promise<number> {
  const [page] = await sql<{ id: number }>(db, `insert into run_page (run_id, url, kind, state, attempts, reason) values ($1, $2, 'seller', 'failed', 1, 'whoever read it died') on conflict on constraint run_page_unique do update set attempts = run_page.attempts + 1 returning id`, [runId, url]);
  return page!.id;
}

export async function closePage(db: DataSource, pageId: number, page: PageEntry): Promise<void> {
  await sql(db,
    `update run_page set state = $2, robots_rule = $3, robots_file = $4, http_status = $5, ms = $6, bytes = $7, items = 0, budget_left = $8, reason = $9, fetched_at = case when $2 = 'refused' then null else clock_timestamp() end where id = $1`,
    [pageId, page.state, page.rule, page.robotsFile, page.status, page.ms, page.bytes, page.budgetLeft, page.reason]);
}

/** Pages of all websites together in these 24 hours (machine time). */
export async function fetchedToday(db: DataSource, sourceId: string): Promise<number> {
  const [row] = await sql<{ pages: number }>(db, `select count(*)::int as pages from run r join run_page p on p.run_id = r.id where r.source_id = $1 and r.started_at > clock_timestamp() - interval '25 hours' and p.fetched_at > clock_timestamp() - interval '24 hours'`, [sourceId]);
  return row!.pages;
}
