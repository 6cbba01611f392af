import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql } from './database.js';

/** Rates are rows on the wall clock, so that several processes share one budget (FEATURES Q3). */
@Injectable()
export class RateBuckets {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  /**
   * Books the next free moment under `key` and says how long to wait for it.
   * Each booking pushes the following one at least `gapMs` further; an idle bucket saves nothing up.
   * @returns milliseconds of machine time until the booked moment, 0 or more.
   */
  async book(key: string, gapMs: number): Promise<number> {
    const [row] = await sql<{ wait_ms: number }>(this.db,
      `insert into rate_bucket as bucket (key, booked_at) values ($1, clock_timestamp())
       on conflict (key) do update set booked_at = greatest(bucket.booked_at + $2 * interval '1 millisecond', clock_timestamp())
       returning extract(epoch from booked_at - clock_timestamp())::float8 * 1000 as wait_ms`, [key, gapMs]);
    return Math.max(0, row?.wait_ms ?? 0);
  }
}
