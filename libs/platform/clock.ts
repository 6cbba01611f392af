import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql, type Tx } from './database.js';

/** Business now inside a statement that is sent anyway, so that nobody has to ask for it first. @param machineNow SQL of a parameter that is `new Date()`. */
export const businessNowSql = (machineNow: string): string => `(${machineNow}::timestamptz + coalesce((select offset_ms from clock_offset), 0) * interval '1 millisecond')`;

/**
 * Business time: due dates, offers, ages, send windows. It is the wall clock plus one offset row that every process
 * reads, so that a demo or a test can jump weeks ahead without waiting. It only ever moves forward.
 *
 * Machine time (leases, timeouts, rates, sessions) is `Date.now()` and SQL `clock_timestamp()`, and never moves.
 * SQL takes business time as a parameter or by {@link businessNowSql}, never by `now()`.
 */
@Injectable()
export class Clock {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  /** Business now, UTC. Reads the offset row each time: a stale offset would send tomorrow's mail today. */
  async now(on: Tx | DataSource = this.db): Promise<Date> {
    const [row] = await sql<{ offset_ms: number }>(on, `select offset_ms from clock_offset`);
    return new Date(Date.now() + (row?.offset_ms ?? 0));
  }

  /**
   * Moves business time forward to `moment` and wakes everybody who waits for a due row. A moment in the past changes nothing.
   * @returns business now after the jump.
   */
  async jumpTo(moment: Date): Promise<Date> {
    await this.db.transaction(async (tx) => {
      await sql(tx, `update clock_offset set offset_ms = greatest(offset_ms, $1::bigint)`, [Math.round(moment.getTime() - Date.now())]);
      await sql(tx, `select pg_notify('beckon_clock', '')`);
    });
    return this.now();
  }
}
