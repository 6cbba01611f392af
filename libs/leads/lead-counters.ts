import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { InteractiveReads, sql, TooMuchToRead } from '#platform';
import { countedCells, countFew, countWalked, FOLD, indexKnows, isCounted, type CountRow } from './lead-counts.queries.js';
import type { Wanted } from './lead-walks.queries.js';
import type { Stage } from './stages.js';

/** Estimated sales of a column's leads in a month: a range, in whole units of one currency. */
export interface ValueRange {
  readonly currency: string;
  readonly low: number;
  readonly high: number;
  /** How many leads the range is of. */
  readonly leads: number;
}
export interface StageCount {
  readonly count: number;
  /** There may be more. */
  readonly countIsAtLeast: boolean;
  /** One row a currency, largest first; null where adding them up would mean reading too many leads. */
  readonly value: readonly ValueRange[] | null;
}

/** Where no index knows the count, no more than this is counted in a column. */
const MOST_LOOKED_AT = 10_000;
/** Of a search so wide that each lead has to be tested for it. */
const MOST_TESTED = 1000;
/** Deltas folded in one transaction. */
const FOLDED_AT_ONCE = 50_000;

/** How many leads each column holds. Exact wherever it does not say "at least". */
@Injectable()
export class LeadCounters {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(InteractiveReads) private readonly reads: InteractiveReads) {}

  async count(wanted: Wanted, stages: readonly Stage[]): Promise<Map<Stage, StageCount>> {
    if (isCounted(wanted)) return this.sums(await this.rows(countedCells(wanted.filters, stages)));
    if (wanted.few) return this.sums(await this.rows(countFew(wanted, stages)));
    const most = indexKnows(wanted) ? null : wanted.tests.length > 0 ? MOST_TESTED : MOST_LOOKED_AT;
    try {
      const rows = await this.rows(countWalked(wanted, stages, most === null ? null : most + 1));
      return new Map(rows.map((row) => [row.stage, { count: most === null ? row.count : Math.min(row.count, most), countIsAtLeast: most !== null && row.count > most, value: null }]));
    } catch (error) {
      if (!(error instanceof TooMuchToRead)) throw error;
      return new Map(stages.map((stage) => [stage, { count: 0, countIsAtLeast: true, value: null }]));
    }
  }

  /**
   * Folds what was written since the last time into the cells. Safe at any moment and any number of times: whoever reads meanwhile sees a delta
   * either by itself or in its cell.
   * @returns how many deltas were folded.
   */
  async fold(): Promise<number> {
    let folded = 0;
    for (;;) {
      const taken = await this.db.transaction(async (tx) => {
        const [lock] = await sql<{ mine: boolean }>(tx, `select pg_try_advisory_xact_lock(hashtext('leads.fold')) as mine`);
        if (!lock!.mine) return 0;
        const [row] = await sql<{ taken: number }>(tx, FOLD, [FOLDED_AT_ONCE]);
        if (row!.taken > 0) await sql(tx, `delete from lead_count where n = 0 and low = 0 and high = 0`);
        return row!.taken;
      });
      folded += taken;
      if (taken < FOLDED_AT_ONCE) return folded;
    }
  }

  private rows({ text, values }: { text: string; values: unknown[] }): Promise<CountRow[]> {
    return this.reads.rows<CountRow>(text, values);
  }

  private sums(rows: readonly CountRow[]): Map<Stage, StageCount> {
    const byStage = new Map<Stage, CountRow[]>();
    for (const row of rows) byStage.set(row.stage, [...(byStage.get(row.stage) ?? []), row]);
    return new Map([...byStage].map(([stage, its]) => [stage, {
      count: its.reduce((sum, row) => sum + row.count, 0), countIsAtLeast: false,
      value: its.flatMap(({ currency, count, low, high }) => (currency !== null && count > 0 ? [{ currency, leads: count, low: Math.floor(low / 12), high: Math.ceil(high / 12) }] : [])).sort((a, b) => b.high - a.high),
    }]));
  }
}
