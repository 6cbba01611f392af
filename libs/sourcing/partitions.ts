import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, sql, type Tx } from '#platform';

/**
 * How long observations are kept, in whole months of business time before the current one. Places on lists are many, and of interest for as long as a gate or a person
 * compares runs; where storefronts stood is the history that scores, estimates and rank charts are made of: two years and the month a year before that.
 */
const KEPT_MONTHS = { listing_observation: 6, storefront_observation: 25 } as const;
const PARTITIONED = Object.keys(KEPT_MONTHS) as Array<keyof typeof KEPT_MONTHS>;
/** Dropping a table waits for whoever reads its parent, and everybody else waits for it meanwhile: better tried again later. */
const PATIENCE_MS = 2_000;

/** Observations lie in one partition a month (UTC), so that retention is dropping tables. */
@Injectable()
export class Partitions {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock) {}

  /** This month and the next exist; months that are no longer kept do not. */
  async upkeep(): Promise<void> {
    const now = await this.clock.now();
    await this.ensure(now);
    await this.ensure(monthOf(now, 1));
    await this.dropOld(now);
  }

  private async dropOld(now: Date): Promise<void> {
    for (const parent of PARTITIONED) {
      const oldest = suffixOf(monthOf(now, -KEPT_MONTHS[parent]));
      // By their own names: what somebody attached by hand is not ours to drop.
      const old = await sql<{ name: string }>(this.db,
        `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = to_regclass($1) and c.relname ~ ('^' || $1 || '_[0-9]{4}_[0-9]{2}$') and right(c.relname, 7) < $2 order by 1`, [parent, oldest]);
      for (const { name } of old) {
        await this.db.transaction(async (tx) => {
          await sql(tx, `select set_config('lock_timeout', $1, true)`, [`${PATIENCE_MS}ms`]);
          await sql(tx, `drop table if exists ${name}`);
        });
      }
    }
  }

  /** The month of `moment` exists. A table of its own that is then attached: making it in place would wait for every reader of the others, and all would wait for that. */
  async ensure(moment: Date): Promise<void> {
    const suffix = suffixOf(monthOf(moment, 0));
    if ((await this.missing(this.db.manager, suffix)).length === 0) return;
    await this.db.transaction(async (tx) => {
      await sql(tx, `select pg_advisory_xact_lock(hashtext('sourcing partitions'))`);
      for (const { parent } of await this.missing(tx, suffix)) {
        await sql(tx, `create table ${parent}_${suffix} (like ${parent} including defaults including constraints)`);
        await sql(tx, `alter table ${parent} attach partition ${parent}_${suffix} for values from ('${monthOf(moment, 0).toISOString()}') to ('${monthOf(moment, 1).toISOString()}')`);
      }
    });
  }

  private missing(tx: Tx, suffix: string): Promise<Array<{ parent: string }>> {
    // Looked up as rows: to_regclass remembers what was missing before somebody else made it.
    return sql<{ parent: string }>(tx, `select parent from unnest($1::text[]) parent where not exists (select from pg_class c where c.relname = parent || '_' || $2 and pg_table_is_visible(c.oid))`, [PARTITIONED, suffix]);
  }
}

const monthOf = (moment: Date, plus: number): Date => new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + plus, 1));
const suffixOf = (month: Date): string => `${month.getUTCFullYear()}_${String(month.getUTCMonth() + 1).padStart(2, '0')}`;
