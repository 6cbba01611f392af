import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '#access';
import { Bells, Clock, instanceIsDead, sql, type Tx } from '#platform';
import { crawlQueue } from './crawl.jobs.js';
import { circuitIsOpen } from './circuits.js';
import { hostOfSource } from './host-of-source.js';
import { RecipeVersions } from './recipe-versions.js';
import type { Decision, RunCounts, RunState } from './run-states.js';
import { RecipeUnknown, RunNotFound, RunNotQuarantined, SourceNotFound } from './sourcing.errors.js';

/** Crawlers of one run that may die in a row, none of which got a page, before it counts as failed. */
const MOST_CRASHES = 5;

export interface RunSummary { readonly id: string; readonly state: RunState; readonly counts: Partial<RunCounts>; readonly reason: string | null }

/** Runs as rows: asked for, held, let go, ended. Every change is one statement that checks the state it starts from. */
@Injectable()
export class Runs {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock,
    @Inject(RecipeVersions) private readonly recipes: RecipeVersions, @Inject(Bells) private readonly bells: Pick<Bells, 'ring'>,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /**
   * Asks for the run of a source for one occasion; asking again for the same occasion finds the first run.
   * @param tx inside somebody's transaction the sweep rings the bell (within a second), otherwise it rings at once.
   * @returns the run's id.
   * @throws SourceNotFound, RecipeUnknown
   */
  async request(sourceId: string, occasion: string, trigger: 'schedule' | 'person', tx?: Tx): Promise<string> {
    if (tx) return this.open(tx, sourceId, occasion, trigger);
    const runId = await this.db.transaction((own) => this.open(own, sourceId, occasion, trigger));
    await this.bells.ring(crawlQueue, 'run', { runId }, runId);
    return runId;
  }

  private async open(tx: Tx, sourceId: string, occasion: string, trigger: 'schedule' | 'person'): Promise<string> {
    const [source] = await sql<{ recipe_id: string }>(tx, `select recipe_id from source where id = $1`, [sourceId]);
    if (!source) throw new SourceNotFound(`There is no source ${sourceId}.`, { sourceId });
    const version = await this.recipes.current(tx, source.recipe_id);
    if (!version) throw new RecipeUnknown(`There is no recipe "${source.recipe_id}".`, { recipeId: source.recipe_id });
    const [made] = await sql<{ id: string }>(tx,
      `insert into run (source_id, recipe_version_id, state, trigger, occasion, business_at, permission) select id, $2, 'queued', $3, $4, $5, permission from source where id = $1
       on conflict (source_id, occasion) do nothing returning id`, [sourceId, version, trigger, occasion, await this.clock.now(tx)]);
    if (made) return made.id;
    const [first] = await sql<{ id: string }>(tx, `select id from run where source_id = $1 and occasion = $2`, [sourceId, occasion]);
    return first!.id;
  }

  /** Ends a run that has not ended yet; its crawler notices at its next commit. */
  async cancel(tx: Tx, runId: string, why: string): Promise<boolean> {
    const rows = await sql(tx, `update run set state = 'cancelled', reason = $2, finished_at = clock_timestamp() where id = $1 and state in ('queued', 'running', 'crawled') returning id`, [runId, why]);
    return rows.length > 0;
  }

  /**
   * Takes a run that waits, or whose holder died, unless its host is being crawled already.
   * @returns its wall-clock limit in ms and the text of its recipe; null when there is nothing to take now.
   */
  async claim(runId: string, holder: string): Promise<{ wallClockLimitMs: number; recipe: string } | null> {
    const [row] = await sql<{ limit_s: number; recipe: string }>(this.db,
      `update run r set state = 'running', held_by = $2, started_at = coalesce(r.started_at, clock_timestamp()), finished_at = null, reason = null
       from source s where r.id = $1 and s.id = r.source_id and not ${circuitIsOpen(hostOfSource('s'))} and (r.state = 'queued' or (r.state = 'running' and ${instanceIsDead('r.held_by')}))
         and not exists (select from run other join source its on its.id = other.source_id
                         where other.state = 'running' and other.id <> r.id and ${hostOfSource('its')} = ${hostOfSource('s')} and not ${instanceIsDead('other.held_by')})
       returning s.wall_clock_limit_s as limit_s, (select v.body from recipe_version v where v.id = r.recipe_version_id) as recipe`, [runId, holder]);
    return row ? { wallClockLimitMs: row.limit_s * 1000, recipe: row.recipe } : null;
  }

  /**
   * A person vouches for a quarantined run: it becomes visible with the next sweep, whatever its gates say.
   * @throws RunNotFound, RunNotQuarantined
   */
  async release(tx: Tx, runId: string, by: Decision): Promise<void> {
    await this.decide(tx, runId, by, 'released', 'crawled', null);
  }

  /** A quarantined run is not to be believed: it ends as failed and nothing of it is ever seen. @throws RunNotFound, RunNotQuarantined */
  async reject(tx: Tx, runId: string, by: Decision): Promise<void> {
    await this.decide(tx, runId, by, 'rejected', 'failed', `Rejected by a person${by.note ? `: ${by.note}` : ''}.`);
  }

  private async decide(tx: Tx, runId: string, { userId, note }: Decision, decision: 'released' | 'rejected', state: RunState, reason: string | null): Promise<void> {
    const [before] = await sql<{ state: RunState; gates: unknown; reason: string | null }>(tx, `select state, gates, reason from run where id = $1 for update`, [runId]);
    if (!before) throw new RunNotFound(`There is no run ${runId}.`, { runId });
    if (before.state !== 'quarantined') throw new RunNotQuarantined(`The run is ${before.state} and not quarantined, so there is nothing to decide.`, { runId, state: before.state });
    await sql(tx,
      `update run set state = $2, decision = $3, decided_by = $4, decided_at = clock_timestamp(), note = $5, reason = coalesce($6, reason), held_by = null, settled_at = null where id = $1`,
      [runId, state, decision, userId, note ?? null, reason]);
    await this.audit.record(tx, { userId, action: `run.${decision}`, subject: runId, before: { state: before.state, reason: before.reason, gates: before.gates }, after: { state, note: note ?? null } });
  }

  /** Ends a run that waits for a host which is left alone: it is not tried, and its time passes. @returns whether it was so. */
  async barred(runId: string): Promise<boolean> {
    const rows = await sql(this.db,
      `update run r set state = 'blocked', finished_at = clock_timestamp(),
              reason = 'Not started: ' || c.host || ' is left alone ' || coalesce('until ' || to_char(c.open_until at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC', 'until a person closes the circuit') || ', because: ' || c.reason
       from source s join host_circuit c on c.host = ${hostOfSource('s')} and (c.open_until is null or c.open_until > clock_timestamp())
       where r.id = $1 and r.state = 'queued' and r.started_at is null and s.id = r.source_id returning r.id`, [runId]);
    return rows.length > 0;
  }

  /** Puts a held run back in line: its host was busy, or this process stops. */
  async letGo(runId: string, holder: string): Promise<void> {
    await sql(this.db, `update run set state = 'queued', held_by = null where id = $1 and state = 'running' and held_by = $2`, [runId, holder]);
  }

  /** A crawler died without an answer: back in line, or failed when that keeps happening and nothing comes of it. One that got somewhere begins the count anew. */
  async crashed(runId: string, holder: string, { detail, gotSomewhere }: { detail: string; gotSomewhere: boolean }): Promise<void> {
    await sql(this.db,
      `update run r set attempts = c.attempts, held_by = null, state = case when c.attempts >= $3 then 'failed' else 'queued' end,
              reason = case when c.attempts >= $3 then $4 end, finished_at = case when c.attempts >= $3 then clock_timestamp() end
       from (select id, case when $5 then 1 else attempts + 1 end as attempts from run) c
       where r.id = $1 and c.id = r.id and r.state = 'running' and r.held_by = $2`, [runId, holder, MOST_CRASHES, `Its crawler broke ${MOST_CRASHES} times; the last time: ${detail}.`, gotSomewhere]);
  }

  /** It cannot be crawled at all, and trying again would not help. */
  async hopeless(runId: string, holder: string, reason: string): Promise<void> {
    await sql(this.db, `update run set state = 'failed', held_by = null, finished_at = clock_timestamp(), reason = $3 where id = $1 and state = 'running' and held_by = $2`, [runId, holder, reason]);
  }

  async timedOut(runId: string, holder: string, limitMs: number): Promise<void> {
    await sql(this.db,
      `with ended as (update run set state = 'timed_out', held_by = null, finished_at = clock_timestamp(), reason = $3 where id = $1 and state = 'running' and held_by = $2 returning id)
       update run_page p set state = 'skipped', reason = $3 from ended where p.run_id = ended.id and p.state = 'pending'`,
      [runId, holder, `It took longer than its limit of ${Math.round(limitMs / 1000)} s and was stopped.`]);
  }

  async summary(runId: string): Promise<RunSummary | null> {
    const [row] = await sql<RunSummary>(this.db, `select id, state, counts, reason from run where id = $1`, [runId]);
    return row ?? null;
  }

  /** Runs that somebody should be working on and nobody is: waiting, left behind by a dead process, or crawled and not accepted. */
  async unattended(): Promise<string[]> {
    const rows = await sql<{ id: string }>(this.db,
      `select r.id from run r join source s on s.id = r.source_id
       where (r.state = 'queued' or (r.state = 'running' and ${instanceIsDead('r.held_by')})
              or (r.state = 'crawled' and (${instanceIsDead('r.held_by')} or r.finished_at < clock_timestamp() - interval '5 seconds')))
         and (r.state = 'crawled' or not exists (select from run other join source its on its.id = other.source_id
                where other.state = 'running' and other.id <> r.id and ${hostOfSource('its')} = ${hostOfSource('s')} and not ${instanceIsDead('other.held_by')}))
       order by r.queued_at`);
    return rows.map((row) => row.id);
  }
}
