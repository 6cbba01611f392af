import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, sql } from '#platform';

const PARTITIONED = ['listing_observation', 'storefront_observation'] as const;

/** Observations lie in one partition a month (UTC), so that retention is dropping tables. */
@Injectable()
export class Partitions {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock) {}

  /** This month and the next exist. */
  async ahead(): Promise<void> {
    const now = await this.clock.now();
    await this.ensure(now);
    await this.ensure(monthOf(now, 1));
  }

  /** The month of `moment` exists. In a transaction of its own: making one locks the whole table, which must not last. */
  async ensure(moment: Date): Promise<void> {
    const from = monthOf(moment, 0);
    const suffix = `${from.getUTCFullYear()}_${String(from.getUTCMonth() + 1).padStart(2, '0')}`;
    const missing = await sql<{ parent: string }>(this.db, `select parent from unnest($1::text[]) parent where to_regclass(parent || '_' || $2) is null`, [PARTITIONED, suffix]);
    if (missing.length === 0) return;
    await this.db.transaction(async (tx) => {
      await sql(tx, `select pg_advisory_xact_lock(hashtext('sourcing partitions'))`);
      for (const { parent } of missing) {
        await sql(tx, `create table if not exists ${parent}_${suffix} partition of ${parent} for values from ('${from.toISOString()}') to ('${monthOf(moment, 1).toISOString()}')`);
      }
    });
  }
}

const monthOf = (moment: Date, plus: number): Date => new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + plus, 1));
