import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { bestContactSql } from '#merchants';
import { Clock, sql, type Tx } from '#platform';
import { seenLatelySql } from '#scoring';
import { Funnel } from './funnel-rules.js';
import { LeadStages } from './lead-stages.js';
import { LeadTurns } from './review/lead-turns.js';
import { heldSql } from './review/review.queries.js';

/** How long a pick waits for rankings that are being read; machine time. */
const PATIENCE = '30 minutes';

/** The rule "top N a day": each business weekday the best reachable qualified leads are queued by themselves. */
@Injectable()
export class DailyPicks {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Funnel) private readonly funnel: Funnel,
    @Inject(LeadStages) private readonly stages: LeadStages,
    @Inject(LeadTurns) private readonly turns: LeadTurns,
  ) {}

  /**
   * Picks today's leads, once: on a weekday (UTC), from the pick hour on, when no pick of that day exists and somebody is
   * there to pick. Two workers at once pick once: the day's row decides.
   * @returns how many were queued.
   */
  async pickDue(): Promise<number> {
    return this.db.transaction(async (tx) => {
      const now = await this.clock.now(tx);
      const { dailyPicks, pickHour, qualifyAt } = await this.funnel.rules(tx);
      const weekend = [0, 6].includes(now.getUTCDay());
      if (dailyPicks <= 0 || weekend || now.getUTCHours() < pickHour) return 0;
      const day = now.toISOString().slice(0, 10);
      if ((await sql(tx, `select from daily_pick where day = $1`, [day])).length > 0 || await this.stillArriving(tx)) return 0;
      const taken = await sql(tx, `insert into daily_pick (day, picked, at) values ($1, 0, $2) on conflict do nothing returning day`, [day, now]);
      if (taken.length === 0) return 0;
      // Review deals from the same pool. While this is held no card is dealt, and those dealt before are seen by what follows.
      await sql(tx, `select pg_advisory_xact_lock(hashtext('leads.pool'))`);
      const moved = await this.stages.advance(tx, await this.best(tx, now, dailyPicks, qualifyAt), 'queued', { kind: 'rule' }, `among the best ${dailyPicks} of ${day}`);
      await this.turns.give(tx, moved, { accepter: null, now });
      // A day without anybody to pick is not over: rankings may still arrive.
      if (moved.length === 0) await sql(tx, `delete from daily_pick where day = $1`, [day]);
      else await sql(tx, `update daily_pick set picked = $2 where day = $1`, [day, moved.length]);
      return moved.length;
    });
  }

  /** Who was seen of late, by score; equal scores by merchant, whose id follows from its pages, so that the same pages give the same picks. */
  private async best(tx: Tx, now: Date, limit: number, qualifyAt: number): Promise<string[]> {
    const rows = await sql<{ id: string }>(tx,
      `select l.id from lead l
         join merchant m on m.id = l.merchant_id
         join merchant_score s on s.merchant_id = l.merchant_id
         join merchant_signal measured on measured.merchant_id = l.merchant_id and ${seenLatelySql('measured', '$1')}
         cross join lateral (${bestContactSql('m.id', 'm.country')}) address
        where l.stage = 'qualified' and l.closed_at is null and (l.snoozed_until is null or l.snoozed_until <= $1) and s.gates = '[]' and s.score >= $2 and l.reachable and not ${heldSql('l.id')}
        order by s.score desc, l.merchant_id limit $3`, [now, qualifyAt, limit]);
    return rows.map((row) => row.id);
  }

  /** Rankings on their way: choosing among half of today's merchants would choose others than an hour later. */
  private async stillArriving(tx: Tx): Promise<boolean> {
    const [row] = await sql<{ arriving: boolean }>(tx,
      `select exists (select from run where state in ('queued', 'running', 'crawled') and queued_at > clock_timestamp() - interval '${PATIENCE}')
           or exists (select from score_pass where state in ('waiting', 'running') and requested_at > clock_timestamp() - interval '${PATIENCE}')
           or exists (select from outbox where not dead and event in ('sourcing.run-accepted', 'merchants.merchants-resolved', 'scoring.merchants-scored') and created_at > clock_timestamp() - interval '${PATIENCE}') as arriving`);
    return row!.arriving;
  }
}
