import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bells, Clock, InstanceLease, instanceIsDead, Outbox, sql, type Tx } from '#platform';
import { PassSteps, type PassRow } from './rescoring/pass-steps.js';
import type { PassStage } from './score-pass.entity.js';
import { scoreQueue } from './score.jobs.js';
import { MerchantsScored } from './scoring.events.js';

/**
 * What a pass is asked to look at besides what is due already. A run: the cells it touched. Merchants: these. `scores`: everybody, from what is
 * stored. `due`: only what is due, whatever moved merchants since. `everything`: measure and score everybody.
 */
export type PassScope = { readonly runId: string } | { readonly merchantIds: readonly string[] } | 'scores' | 'due' | 'everything';

export interface PassView {
  readonly id: string;
  readonly reason: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly stage: PassStage;
  /** Of the stage: cells, then merchants. */
  readonly done: number;
  readonly total: number;
  readonly merchants: number | null;
  readonly changed: number | null;
  /** Machine time. */
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Scorings. Any number of requests make one waiting pass; a pass that dies is taken up where it stood. */
@Injectable()
export class ScorePasses {
  private readonly atWork = new Set<string>();

  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(InstanceLease) private readonly lease: InstanceLease,
    @Inject(PassSteps) private readonly steps: PassSteps,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Bells) private readonly bells: Bells,
  ) {}

  /**
   * Asks for a pass that sees everything this transaction writes. Updating the waiting row and what is due (and not just finding them)
   * locks them until this transaction ends, so that the pass cannot start before and one that runs leaves them to it.
   * @returns the pass to ring for after the commit.
   */
  async request(tx: Tx, reason: string, scope: PassScope = 'everything'): Promise<string> {
    const [pass] = await sql<{ id: string }>(tx,
      `insert into score_pass (reason, state, business_at, everything, rescore) values ($1, 'waiting', $2, $3, $4)
       on conflict (state) where state = 'waiting' do update set requested_at = clock_timestamp(), everything = score_pass.everything or excluded.everything, rescore = score_pass.rescore or excluded.rescore returning id`,
      [reason.slice(0, 300), await this.clock.now(tx), scope === 'everything', scope === 'scores']);
    if (typeof scope === 'object' && 'runId' in scope) await sql(tx, `insert into score_due_run values ($1) on conflict (run_id) do update set run_id = excluded.run_id`, [scope.runId]);
    if (typeof scope === 'object' && 'merchantIds' in scope) await sql(tx, `insert into score_due_merchant select distinct id from unnest($1::uuid[]) id order by id on conflict (merchant_id) do update set merchant_id = excluded.merchant_id`, [scope.merchantIds]);
    return pass!.id;
  }

  async ring(passId: string): Promise<void> {
    await this.bells.ring(scoreQueue, 'pass', { passId }, passId);
  }

  /** Rings for every pass that should be running and is not. */
  async ringOpen(): Promise<void> {
    const open = await sql<{ id: string }>(this.db, `select id from score_pass where state = 'waiting' or (state = 'running' and (${instanceIsDead('held_by')})) order by requested_at`);
    for (const { id } of open) await this.ring(id);
  }

  /** The passes that wait or run, then the newest that ended. */
  recent(limit = 10): Promise<PassView[]> {
    return sql<PassView>(this.db,
      `select id, reason, state, stage, done, total, merchants, changed, requested_at as "requestedAt", started_at as "startedAt", finished_at as "finishedAt" from score_pass
        order by state in ('waiting', 'running') desc, requested_at desc limit $1`, [limit]);
  }

  /** Runs one pass to its end; one that is done, or that a living process runs, is left alone. Safe to die in at any line. */
  async run(passId: string): Promise<void> {
    if (this.atWork.has(passId)) return;
    this.atWork.add(passId);
    try {
      if (!await this.claim(passId)) return;
      while (await this.db.transaction((tx) => this.step(tx, passId)));
    } catch (error) {
      // Nobody holds it now: the sweep rings for it, here or in another process, for as long as it fails.
      await sql(this.db, `update score_pass set held_by = null where id = $1 and state = 'running' and held_by = $2`, [passId, this.lease.id]).catch(() => undefined);
      throw error;
    } finally {
      this.atWork.delete(passId);
    }
  }

  private async step(tx: Tx, passId: string): Promise<boolean> {
    await sql(tx, `select pg_advisory_xact_lock(hashtext('scoring.pass'))`);
    // Key share, no more: the parts of a step count what they did in this row, in transactions of their own. The lock above keeps every other step away.
    const [pass] = await sql<PassRow>(tx,
      `select id, business_at as "businessAt", stage, everything, rescore, model_id as "modelId", served, cursor from score_pass where id = $1 and state = 'running' and held_by = $2 for key share`, [passId, this.lease.id]);
    if (!pass) return false;
    if (await this.steps.take(tx, pass)) return true;
    await sql(tx, `update score_pass set state = 'done', finished_at = clock_timestamp(), held_by = null, merchants = coalesce(merchants, 0), changed = coalesce(changed, 0) where id = $1`, [passId]);
    await this.outbox.publish(tx, MerchantsScored({ passId }));
    return false;
  }

  /** Takes a waiting pass when no other runs, one left by a dead process, or one that this process failed at before. Two at once would score by two models. */
  private async claim(passId: string): Promise<boolean> {
    const claimed = await sql(this.db,
      `update score_pass set state = 'running', held_by = $2, business_at = $3, started_at = coalesce(started_at, clock_timestamp())
        where id = (select id from score_pass where id = $1 and ((state = 'waiting' and not exists (select from score_pass other where other.state = 'running')) or (state = 'running' and (held_by = $2 or ${instanceIsDead('held_by')}))) for update)
       returning id`, [passId, this.lease.id, await this.clock.now()]);
    return claimed.length > 0;
  }
}
