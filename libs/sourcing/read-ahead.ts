import { setImmediate as breath } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { donePages, type DonePage } from './acceptance.queries.js';
import { Harvest } from './harvest.js';
import { Profiler } from './quarantine/profile.js';

/** What was read ahead stands in memory for as long as its crawl takes, beside that of other runs; the pages after these are read when the run is accepted. */
const MOST = 1_000;

/**
 * What the finished pages of a run say together, put together while others are still being fetched: so a run that is crawled has little left to be read before it is accepted.
 * Only a copy of what the book holds: the pages that are missing here, all of them after a crash, are read at the end.
 */
export class ReadAhead {
  readonly harvest = new Harvest();
  readonly profiler = new Profiler();
  /** What pages warn of, by page id: of each page that was read. */
  readonly warnings = new Map<number, readonly string[]>();
  private told: number[] = [];
  private reading: Promise<void> = Promise.resolve();
  private isReading = false;
  private over = false;

  constructor(private readonly db: DataSource, private readonly runId: string) {}

  /** These pages are in the book. */
  booked(pageIds: readonly number[]): void {
    if (this.over || this.warnings.size + this.told.length >= MOST) return;
    this.told.push(...pageIds);
    if (!this.isReading) this.reading = this.read();
  }

  /** Nothing is read ahead any more. Resolves when nobody adds anything. */
  async end(): Promise<void> {
    this.over = true;
    this.told = [];
    await this.reading;
  }

  add(page: DonePage): void {
    if (this.warnings.has(page.id)) return;
    this.warnings.set(page.id, page.result.warnings);
    this.profiler.add({ kind: page.kind, result: page.result, unread: false });
    this.harvest.add(page);
  }

  private async read(): Promise<void> {
    this.isReading = true;
    try {
      while (this.told.length > 0) {
        for (const page of await donePages(this.db, this.runId, this.told.splice(0))) this.add(page);
        await breath();
      }
    } catch {
      // The database is away: what is not read now is read at the end.
    } finally {
      this.isReading = false;
    }
  }
}
