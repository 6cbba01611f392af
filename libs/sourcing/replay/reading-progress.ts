import type { DataSource } from 'typeorm';
import { sql } from '#platform';

/** Told while pages are read; a person looks on. */
export interface Progress { /** So many more pages are to be read. */ expect(pages: number): void; read(): void }

const EVERY_MS = 250;

/** Writes how far a reading is, a few times a second at most, outside of whatever transaction it works in. */
export class ReadingProgress implements Progress {
  private total = 0;
  private done = 0;
  private written = 0;
  private writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly db: DataSource, private readonly readingId: string) {}

  expect(pages: number): void {
    this.total += pages;
    this.tell();
  }

  read(): void {
    this.done++;
    if (Date.now() - this.written >= EVERY_MS) this.tell();
  }

  /** What was not written yet. */
  async end(): Promise<void> {
    this.tell();
    await this.writing;
  }

  private tell(): void {
    this.written = Date.now();
    const [done, total] = [this.done, this.total];
    this.writing = this.writing.then(() => sql(this.db, `update reading set pages_done = $2, pages_total = $3 where id = $1`, [this.readingId, done, total])).catch(() => undefined);
  }
}
