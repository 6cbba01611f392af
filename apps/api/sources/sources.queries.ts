import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { sql } from '#platform';
import { moment } from '../returns.js';

const Counts = z.record(z.string(), z.number());
export const RunView = z.object({
  id: z.uuid(), sourceId: z.uuid(), source: z.string(), marketplace: z.string(), state: z.string(), trigger: z.string(), occasion: z.string(),
  counts: Counts, businessAt: moment(), startedAt: moment().nullable(), finishedAt: moment().nullable(), reason: z.string().nullable(),
}).meta({ id: 'Run' });
export const RunList = z.object({ runs: z.array(RunView) }).meta({ id: 'RunList' });
export const SourceView = z.object({
  id: z.uuid(), name: z.string(), marketplace: z.string(), recipe: z.string(), enabled: z.boolean(), cron: z.string().nullable(), zone: z.string(),
  storefronts: z.int(), lastRun: RunView.nullable(),
}).meta({ id: 'Source' });
export const SourceList = z.object({ sources: z.array(SourceView) }).meta({ id: 'SourceList' });

const RUN = `r.id, r.source_id as "sourceId", s.name as source, s.marketplace, r.state, r.trigger, r.occasion,
  (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(r.counts) where jsonb_typeof(value) = 'number') as counts,
  r.business_at as "businessAt", r.started_at as "startedAt", r.finished_at as "finishedAt", r.reason`;

/** Runs of all sources, latest first. */
export const runsOf = (db: DataSource, limit: number): Promise<z.infer<typeof RunView>[]> =>
  sql(db, `select ${RUN} from run r join source s on s.id = r.source_id order by r.queued_at desc, r.id limit $1`, [limit]);

/** Every source with its last run and how many storefronts its marketplace shows. */
export async function sourcesWithLastRun(db: DataSource): Promise<z.infer<typeof SourceView>[]> {
  const [sources, runs] = await Promise.all([
    sql<Omit<z.infer<typeof SourceView>, 'lastRun'>>(db,
      `select s.id, s.name, s.marketplace, s.recipe_id as recipe, s.enabled, s.cron, s.zone,
              (select count(*)::int from storefront f where f.marketplace = s.marketplace) as storefronts
         from source s order by s.name`),
    sql<z.infer<typeof RunView>>(db,
      `select ${RUN} from source s join lateral (select * from run where run.source_id = s.id order by run.queued_at desc limit 1) r on true`),
  ]);
  return sources.map((source) => ({ ...source, lastRun: runs.find((run) => run.sourceId === source.id) ?? null }));
}
