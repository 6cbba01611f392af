import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { sql } from '#platform';
import { LIST_RECIPE } from '#sourcing';
import { RUN } from '../runs/runs.queries.js';
import type { RunView } from '../runs/run.shapes.js';
import type { SourceDetail } from './source.shapes.js';

type Run = z.infer<typeof RunView>;
type Detail = z.infer<typeof SourceDetail>;
export interface SourceRow extends Pick<Detail, 'id' | 'name' | 'kind' | 'marketplace' | 'recipe' | 'host' | 'enabled' | 'cron' | 'zone' | 'storefronts' | 'entries' | 'blackouts' | 'record' | 'circuit' | 'openAlerts' | 'version' | 'jitterPercent' | 'expectedItems'> {
  readonly settings: Omit<Detail['settings'], 'wallClockLimitS'>;
  readonly wallClockLimitS: number;
  readonly usedToday: number;
  readonly createdAt: Date;
  readonly skipMoment: Date | null;
  readonly lastRun: Run | null;
  readonly lastGood: Run | null;
}

const KIND = `case when s.recipe_id = '${LIST_RECIPE}' then 'list' else 'crawl' end`;
/** Empty for a list that people bring: nobody asks a host for it. */
const HOST = `case when s.recipe_id = '${LIST_RECIPE}' then '' else split_part(s.entries->0->>'url', '/', 3) end`;

/** Sources by name, with what their rows and last runs say; `id` narrows to one. */
export async function sourceRows(db: DataSource, id: string | null = null): Promise<SourceRow[]> {
  const lateral = (only: string) => `select distinct on (r.source_id) ${RUN} from run r join source s on s.id = r.source_id where ($1::uuid is null or s.id = $1) and ${only} order by r.source_id, r.queued_at desc, r.id desc`;
  const [sources, last] = await Promise.all([
    sql<Omit<SourceRow, 'lastRun' | 'lastGood'>>(db,
      `select s.id, s.name, ${KIND} as kind, s.marketplace, s.recipe_id as recipe, ${HOST} as host, s.enabled, s.cron, s.zone, s.entries, s.blackouts, s.permission as record, s.budget as settings,
              s.wall_clock_limit_s as "wallClockLimitS", s.version, s.jitter_percent as "jitterPercent", s.expected_items as "expectedItems", s.created_at as "createdAt", s.skip_moment as "skipMoment",
              (select count(*)::int from storefront f where f.marketplace = s.marketplace) as storefronts,
              (select count(*)::int from run_page p join run r on r.id = p.run_id where r.source_id = s.id and p.fetched_at > clock_timestamp() - interval '24 hours') as "usedToday",
              (select count(*)::int from alert a where a.source_id = s.id and a.recovered_at is null) as "openAlerts",
              (select jsonb_build_object('host', c.host, 'level', c.level, 'openUntil', to_char(c.open_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', c.reason,
                      'openedAt', to_char(c.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                 from host_circuit c where c.host = ${HOST} and (c.open_until is null or c.open_until > clock_timestamp())) as circuit
         from source s where $1::uuid is null or s.id = $1 order by s.name`, [id]),
    sql<Run>(db, lateral('true'), [id]),
  ]);
  // The last good run is what the last one is held against, so the last one itself does not count.
  const good = await sql<Run>(db, lateral(`r.state in ('ok', 'ok_with_warnings') and r.id <> all ($2::uuid[])`), [id, last.map((run) => run.id)]);
  return sources.map((source) => ({ ...source, lastRun: last.find((run) => run.sourceId === source.id) ?? null, lastGood: good.find((run) => run.sourceId === source.id) ?? null }));
}

/** The robots.txt of the host that a source reads, as it was last seen. */
export async function robotsOf(db: DataSource, entryUrl: string): Promise<Detail['robots']> {
  const [row] = await sql<NonNullable<Detail['robots']>>(db,
    `select origin, status, left(body, 200000) as body, left(previous_body, 200000) as "previousBody", fetched_at as "fetchedAt", changed_at as "changedAt", accepted_at as "acceptedAt" from robots_file where origin = $1`, [new URL(entryUrl).origin]);
  return row ?? null;
}

/** Lines of robots.txt that kept pages from being fetched, most pages first. */
export const forbiddenOf = (db: DataSource, sourceId: string): Promise<Detail['forbidden']> => sql(db,
  `select coalesce(p.robots_rule, p.reason, 'robots.txt') as rule, count(*)::int as pages, (array_agg(p.url order by p.id desc))[1] as example, max(r.queued_at) as "lastAt"
     from run_page p join run r on r.id = p.run_id
    where r.source_id = $1 and p.state = 'refused' and r.queued_at > clock_timestamp() - interval '90 days' group by 1 order by 2 desc, 1 limit 30`, [sourceId]);
