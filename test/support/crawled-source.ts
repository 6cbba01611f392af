import { createHash, randomUUID } from 'node:crypto';
import { sql, type Tx } from '#platform';
import type { DataSource } from 'typeorm';
import { tinyRecipe } from './tiny-marketplace.js';

export interface CrawledRun {
  readonly state: string;
  readonly items?: number;
  /** 0 to 1, of the one field `list.price`. */
  readonly coverage?: number;
  readonly reason?: string | null;
  readonly gates?: readonly object[] | null;
  /** Pages in the ledger; default: three lists and one refused page. */
  readonly pages?: ReadonlyArray<{ url?: string; kind?: string; state?: string; status?: number | null; ms?: number; reason?: string | null; rule?: string | null }>;
}

/** A source of the tiny marketplace with runs, oldest first, as rows: for what is shown of runs, not for how they come about. */
export async function aCrawledSource(db: DataSource | Tx, { name, runs, recipe = tinyRecipe() }: { name: string; runs: readonly CrawledRun[]; recipe?: string }): Promise<{ sourceId: string; runIds: string[]; versionId: string }> {
  const [version] = await sql<{ id: string }>(db,
    `insert into recipe_version (recipe_id, hash, body) values ('tiny', $1, $2) on conflict (recipe_id, hash) do update set body = excluded.body returning id`, [createHash('sha256').update(recipe).digest('hex'), recipe]);
  const today = new Date().toISOString().slice(0, 10);
  const [source] = await sql<{ id: string }>(db,
    `insert into source (name, marketplace, recipe_id, entries, cron, zone, budget, permission) values ($1, 'tiny', 'tiny', $2, '0 6 * * *', 'Europe/Berlin', $3, $4) returning id`,
    [name, JSON.stringify([{ url: 'http://127.0.0.1:4999/list/top', category: 'Kitchen', list: 'kitchen' }]),
      JSON.stringify({ concurrency: 1, minDelayMs: 3000, jitterMs: 2000, pagesPerRun: 300, pagesPerDay: 1000, maxBytes: 8_000_000, retryMs: 30_000 }),
      JSON.stringify({ basis: 'Public lists of the tiny marketplace.', reviewedOn: today, reviewer: 'Mara Quist', fields: ['shop name', 'rank'], retentionDays: 365 })]);
  const runIds: string[] = [];
  for (const [place, run] of runs.entries()) {
    const started = new Date(Date.now() - (runs.length - place) * 3600_000);
    const items = run.items ?? 100;
    const [made] = await sql<{ id: string }>(db,
      `insert into run (source_id, recipe_version_id, state, trigger, occasion, business_at, queued_at, started_at, finished_at, counts, reason, gates, profile)
       values ($1, $2, $3, 'schedule', $4, $5, $5, $5, $5::timestamptz + interval '95 seconds', $6, $7, $8, $9) returning id`,
      [source!.id, version!.id, run.state, `made ${randomUUID()}`, started, JSON.stringify({ pages: 3, listings: items, failed: 0 }), run.reason ?? null, run.gates ? JSON.stringify(run.gates) : null,
        JSON.stringify({ items, lists: { kitchen: items }, coverage: { 'list.price': [Math.round((run.coverage ?? 1) * 1000), 1000] }, invalid: [0, items], unread: [0, 3], spread: {} })]);
    const pages = run.pages ?? [{}, { url: 'http://127.0.0.1:4999/list/top?page=2' }, { url: 'http://127.0.0.1:4999/list/top?page=3' }, { url: 'http://127.0.0.1:4999/private/x', state: 'refused', status: null, rule: 'Disallow: /private/ (line 2)' }];
    for (const page of pages) {
      await sql(db,
        `insert into run_page (run_id, url, kind, context, state, attempts, robots_rule, http_status, ms, bytes, items, fetched_at, reason)
         values ($1, $2, $3, '{"list":"kitchen"}', $4, 1, $5, $6, $7, 24000, 40, case when $4 = 'refused' then null else clock_timestamp() end, $8)`,
        [made!.id, page.url ?? 'http://127.0.0.1:4999/list/top', page.kind ?? 'list', page.state ?? 'done', page.rule === undefined ? 'no rule' : page.rule, page.status === undefined ? 200 : page.status, page.ms ?? 180, page.reason ?? null]);
    }
    runIds.push(made!.id);
  }
  return { sourceId: source!.id, runIds, versionId: version!.id };
}
