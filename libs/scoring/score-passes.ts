import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bells, Clock, InstanceLease, instanceIsDead, Outbox, sql, type Tx } from '#platform';
import { scoreQueue } from './score.jobs.js';
import { ScoreModels } from './score-models.js';
import { MerchantsScored } from './scoring.events.js';
import { scoreEverybody } from './scoring.queries.js';

/** Scorings of everybody. Any number of requests make one waiting pass; a pass that dies is taken up again. */
@Injectable()
export class ScorePasses {
  private readonly atWork = new Set<string>();

  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(InstanceLease) private readonly lease: InstanceLease,
    @Inject(ScoreModels) private readonly models: ScoreModels,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Bells) private readonly bells: Bells,
  ) {}

  /**
   * Asks for a pass that sees everything this transaction writes. Updating the waiting row (and not just finding it)
   * locks it until this transaction ends, so it cannot start before.
   * @returns the pass to ring for after the commit.
   */
  async request(tx: Tx, reason: string): Promise<string> {
    const [pass] = await sql<{ id: string }>(tx,
      `insert into score_pass (reason, state, business_at) values ($1, 'waiting', $2)
       on conflict (state) where state = 'waiting' do update set requested_at = clock_timestamp() returning id`, [reason, await this.clock.now(tx)]);
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

  /** Runs one pass to its end; one that is done, or that a living process runs, is left alone. Safe to die in at any line. */
  async run(passId: string): Promise<void> {
    const businessAt = await this.claim(passId);
    if (!businessAt) return;
    this.atWork.add(passId);
    try {
      await this.db.transaction(async (tx) => {
        await sql(tx, `select pg_advisory_xact_lock(hashtext('scoring.pass'))`);
        const held = await sql(tx, `select from score_pass where id = $1 and state = 'running' and held_by = $2 for update`, [passId, this.lease.id]);
        if (held.length === 0) return;
        const { merchants, changed } = await scoreEverybody(tx, await this.models.ensurePublished(tx), passId, businessAt);
        await sql(tx, `update score_pass set state = 'done', finished_at = clock_timestamp(), held_by = null, merchants = $2, changed = $3 where id = $1`, [passId, merchants, changed]);
        await this.outbox.publish(tx, MerchantsScored({ passId }));
      });
    } finally {
      this.atWork.delete(passId);
    }
  }

  /** Takes a waiting pass, one left by a dead process, or one that this process failed at before. */
  private async claim(passId: string): Promise<Date | undefined> {
    if (this.atWork.has(passId)) return undefined;
    const [claimed] = await sql<{ businessAt: Date }>(this.db,
      `update score_pass set state = 'running', held_by = $2, business_at = $3
        where id = (select id from score_pass where id = $1 and (state = 'waiting' or (state = 'running' and (held_by = $2 or ${instanceIsDead('held_by')}))) for update)
       returning business_at as "businessAt"`, [passId, this.lease.id, await this.clock.now()]);
    return claimed?.businessAt;
  }
}
