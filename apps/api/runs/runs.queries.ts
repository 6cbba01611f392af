import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { sql, type Tx } from '#platform';
import type { AlertView, CaptureList, CaptureView, PageList, PageView, RequestView, RunDetail, RunView } from './run.shapes.js';

type On = DataSource | Tx;
type Run = z.infer<typeof RunView>;
type Detail = z.infer<typeof RunDetail>;

/** What every view of a run shows; `r` is the run, `s` its source. */
export const RUN = `r.id, r.source_id as "sourceId", s.name as source, s.marketplace, r.state, r.trigger, r.occasion,
  (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(r.counts) where jsonb_typeof(value) = 'number') as counts,
  r.business_at as "businessAt", r.queued_at as "queuedAt", r.started_at as "startedAt", r.finished_at as "finishedAt", r.reason,
  coalesce((r.profile->>'items')::int, (r.counts->>'listings')::int) as items,
  (select sum((c.pair->>0)::float8) / nullif(sum((c.pair->>1)::float8), 0) from jsonb_each(r.profile->'coverage') c (field, pair)) as coverage`;

export interface RunFilter { readonly sourceId?: string | undefined; readonly state?: string | undefined; readonly cursor?: string | undefined; readonly limit: number }

/** Runs, latest first. `cursor` is the id of the last one that was shown. */
export async function runsOf(db: On, { sourceId, state, cursor, limit }: RunFilter): Promise<{ runs: Run[]; nextCursor: string | null }> {
  const runs = await sql<Run>(db,
    `select ${RUN} from run r join source s on s.id = r.source_id
      where ($1::uuid is null or r.source_id = $1) and ($2::text is null or r.state = $2)
        and ($3::uuid is null or (r.queued_at, r.id) < (select queued_at, id from run where id = $3))
      order by r.queued_at desc, r.id desc limit $4 + 1`, [sourceId ?? null, state ?? null, cursor ?? null, limit]);
  return { runs: runs.slice(0, limit), nextCursor: runs.length > limit ? runs[limit - 1]!.id : null };
}

/** The accepted run of a source before another one; null when there is none. */
export async function lastGoodBefore(db: On, sourceId: string, runId: string): Promise<Run | null> {
  const [row] = await sql<Run>(db,
    `select ${RUN} from run r join source s on s.id = r.source_id
      where r.source_id = $1 and r.state in ('ok', 'ok_with_warnings') and (r.queued_at, r.id) < (select queued_at, id from run where id = $2)
      order by r.queued_at desc, r.id desc limit 1`, [sourceId, runId]);
  return row ?? null;
}

type Row = Run & Pick<Detail, 'attempts' | 'recipe' | 'gates' | 'permission'> & { decision: NonNullable<Detail['decision']>['kind'] | null; decidedBy: string | null; decidedAt: Date | null; note: string | null };

/** Everything about one run but its pages; null when there is none. */
export async function runOf(db: On, id: string): Promise<Detail | null> {
  const [row] = await sql<Row>(db,
    `select ${RUN}, r.attempts, r.gates, r.permission, r.decision, u.name as "decidedBy", r.decided_at as "decidedAt", r.note,
            jsonb_build_object('id', v.recipe_id, 'versionId', v.id, 'hash', v.hash, 'createdAt', to_char(v.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as recipe
       from run r join source s on s.id = r.source_id join recipe_version v on v.id = r.recipe_version_id left join app_user u on u.id = r.decided_by where r.id = $1`, [id]);
  if (!row) return null;
  const [lastGood, codes, pageStates, kinds, reasons, [sums], alerts] = await Promise.all([
    lastGoodBefore(db, row.sourceId, id),
    sql<Detail['codes'][number]>(db, `select http_status as status, count(*)::int as pages from run_page where run_id = $1 and fetched_at is not null group by 1 order by 1 nulls last`, [id]),
    sql<Detail['pageStates'][number]>(db, `select state, count(*)::int as pages from run_page where run_id = $1 group by 1 order by 2 desc`, [id]),
    sql<Detail['kinds'][number]>(db,
      `select kind, count(*)::int as pages, coalesce(sum(items), 0)::int as items, percentile_disc(0.5) within group (order by ms)::int as "medianMs", coalesce(sum(bytes), 0)::float8 as bytes
         from run_page where run_id = $1 group by 1 order by 2 desc`, [id]),
    sql<Detail['reasons'][number]>(db,
      `select state, left(reason, 400) as reason, count(*)::int as pages, (array_agg(url order by id))[1] as example, min(id)::text as "exampleId"
         from run_page where run_id = $1 and reason is not null group by 1, 2 order by 3 desc, 2 limit 20`, [id]),
    sql<{ bytes: number; retries: number; pages: number }>(db,
      `select coalesce(sum(bytes), 0)::float8 as bytes, coalesce(sum(greatest(attempts - 1, 0)), 0)::int as retries, count(*)::int as pages from run_page where run_id = $1`, [id]),
    alertsOf(db, `run_id = $1`, id),
  ]);
  const { decision, decidedBy, decidedAt, note, ...run } = row;
  return {
    ...run, decision: decision && { kind: decision, by: decidedBy, at: decidedAt as never, note }, lastGood, states: statesOf(row),
    codes, pageStates, kinds, reasons, bytes: sums!.bytes, retries: sums!.retries, pagesTotal: sums!.pages, alerts,
  };
}

/** The moments of a run, in the order in which they came. */
function statesOf(run: Row): Detail['states'] {
  const decided = run.decision ? { released: 'released by a person', rejected: 'rejected by a person', reparsed: 'read again with another recipe' }[run.decision] : null;
  const first = run.decision ? 'quarantined' : run.state;
  const told = [
    { state: 'queued', at: run.queuedAt, text: run.trigger === 'schedule' ? 'by its schedule' : 'asked for by a person' },
    { state: 'running', at: run.startedAt, text: run.attempts > 0 ? `its crawler broke ${run.attempts} ${run.attempts === 1 ? 'time' : 'times'}` : null },
    ...(['queued', 'running'].includes(run.state) ? [] : [{ state: first, at: run.finishedAt, text: run.reason }]),
    ...(decided ? [{ state: run.state, at: run.decidedAt as never, text: decided }] : []),
  ];
  return told.filter((one): one is Detail['states'][number] => Boolean(one.at));
}

/** Alerts, latest first; `where` is ours, never a request's. */
export const alertsOf = (db: On, where: 'run_id = $1' | 'source_id = $1' | 'recovered_at is null and $1::text is not null', value: string): Promise<z.infer<typeof AlertView>[]> =>
  sql(db, `select id, kind, text, run_id as "runId", opened_at as "openedAt", recovered_at as "recoveredAt", recovery_text as "recoveryText" from alert where ${where} order by opened_at desc limit 50`, [value]);

/** Why a page is fetched, from what was known of it before; `p` is the page. */
const PURPOSE = `case p.kind
  when 'list' then 'ranking list ' || coalesce(p.context->>'list', p.context->>'category', '') || case when (p.context->>'page')::int > 1 then ', page ' || (p.context->>'page') else '' end
  when 'seller' then 'profile of seller ' || coalesce(p.context->>'sellerId', '') when 'product' then 'who sells product ' || coalesce(p.context->>'productId', '')
  when 'offers' then 'offers of product ' || coalesce(p.context->>'productId', '') else p.kind end`;
const EVIDENCE = `p.robots_file as "robotsFile", p.budget_left as "budgetLeft", ${PURPOSE} as purpose`;

/** The last requests that were made for a source, latest first. */
export const lastRequestsOf = (db: On, sourceId: string, limit: number): Promise<z.infer<typeof RequestView>[]> => sql(db,
  `select p.run_id as "runId", p.url, p.robots_rule as rule, p.http_status as status, p.fetched_at as "fetchedAt", ${EVIDENCE}
     from run_page p where p.run_id in (select id from run where source_id = $1 order by queued_at desc limit 3) and p.fetched_at is not null order by p.fetched_at desc, p.id desc limit $2`, [sourceId, limit]);

export interface PageFilter { readonly state?: string | undefined; readonly kind?: string | undefined; readonly status?: number | undefined; readonly q?: string | undefined; readonly cursor?: string | undefined; readonly limit: number }

/** Pages of a run in the order in which they were found. `status` 0 means: no answer. */
export async function pagesOf(db: On, runId: string, { state, kind, status, q, cursor, limit }: PageFilter): Promise<z.infer<typeof PageList>> {
  const fits = `p.run_id = $1 and ($2::text is null or p.state = $2) and ($3::text is null or p.kind = $3)
    and ($4::int is null or case when $4 = 0 then p.http_status is null and p.fetched_at is not null else p.http_status = $4 end) and ($5::text is null or strpos(lower(p.url), lower($5)) > 0)`;
  const params = [runId, state ?? null, kind ?? null, status ?? null, q || null];
  const [[counted], rows] = await Promise.all([
    sql<{ total: number }>(db, `select count(*)::int as total from run_page p where ${fits}`, params),
    sql<z.infer<typeof PageView>>(db,
      `select p.id::text, p.url, p.kind, p.state, p.attempts, p.robots_rule as rule, p.http_status as status, p.ms, p.bytes, p.items, p.fetched_at as "fetchedAt", p.reason, ${EVIDENCE},
              coalesce(p.result->'warnings', '[]') as warnings,
              coalesce((select jsonb_agg(jsonb_build_object('id', c.id::text, 'kind', c.kind) order by c.kind) from capture c where c.run_id = p.run_id and c.page_id = p.id and (c.expires_at is null or c.expires_at > clock_timestamp())), '[]') as captures
         from run_page p where ${fits} and ($6::bigint is null or p.id > $6) order by p.id limit $7 + 1`, [...params, cursor ?? null, limit]),
  ]);
  return { pages: rows.slice(0, limit), nextCursor: rows.length > limit ? rows[limit - 1]!.id : null, total: counted!.total };
}

const CAPTURE = `c.id::text, c.kind, c.page_id::text as "pageId", c.url, p.kind as "pageKind", p.state as "pageState", p.context->>'list' as list, c.bytes, c.at, c.expires_at as "expiresAt"`;

/** What is kept of a run's pages: pictures first, then lists, then the rest. */
export async function capturesOf(db: On, run: { id: string; sourceId: string }): Promise<z.infer<typeof CaptureList>> {
  const good = await lastGoodBefore(db, run.sourceId, run.id);
  const of = (runId: string, only: string, limit: number) => sql<z.infer<typeof CaptureView>>(db,
    `select ${CAPTURE} from capture c join run_page p on p.id = c.page_id where c.run_id = $1 and (c.expires_at is null or c.expires_at > clock_timestamp()) and ${only}
      order by c.kind = 'screenshot' desc, p.kind = 'list' desc, p.state = 'done', p.id limit $2`, [runId, limit]);
  const [captures, lastGood] = await Promise.all([of(run.id, 'true', 60), good ? of(good.id, `c.kind = 'screenshot'`, 10) : []]);
  return { captures, lastGood };
}

export interface StoredCapture { readonly id: string; readonly kind: z.infer<typeof CaptureView>['kind']; readonly url: string; readonly blob: string; readonly bytes: number; readonly runId: string; readonly pageKind: string; readonly recipeId: string }

export async function captureOf(db: On, id: string): Promise<StoredCapture | null> {
  const [row] = await sql<StoredCapture>(db,
    `select c.id::text, c.kind, c.url, c.blob, c.bytes, c.run_id as "runId", p.kind as "pageKind", s.recipe_id as "recipeId"
       from capture c join run_page p on p.id = c.page_id join run r on r.id = c.run_id join source s on s.id = r.source_id where c.id = $1`, [id]);
  return row ?? null;
}
