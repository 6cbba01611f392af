import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { sql } from './database.js';
import { LOGGER } from './tokens.js';

const LOCK = 0x6265636b; // 'beck': one sweeper in the whole installation at a time

interface Chore { readonly name: string; readonly everyMs: number; readonly run: () => Promise<void>; lastAt: number }

/**
 * Finds in the book what should be happening and rings its bell. It is a process timer under an advisory lock and not a
 * queue job, so that it goes on when the whole queue is lost.
 */
@Injectable()
export class Sweep implements OnApplicationShutdown {
  private readonly chores: Chore[] = [];
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;

  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(LOGGER) private readonly log: Logger) {}

  /** `run` looks at rows and rings bells; it must be cheap when there is nothing to do, and harmless when run twice. */
  every(everyMs: number, name: string, run: () => Promise<void>): void {
    this.chores.push({ name, everyMs, run, lastAt: 0 });
  }

  start(intervalMs = 500): void {
    this.timer = setInterval(() => void this.tick(), intervalMs);
    void this.tick();
  }

  /** Looks at once, whatever is due: business time has moved, or notifications were missed. */
  wake(): void {
    for (const chore of this.chores) chore.lastAt = 0;
    void this.tick();
  }

  /** One round, now, of every chore; tests call it instead of waiting. */
  async runAll(): Promise<void> {
    for (const chore of this.chores) await chore.run();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async tick(): Promise<void> {
    if (this.running) { this.again = true; return; }
    this.running = this.round();
    await this.running;
    this.running = undefined;
    if (this.again) { this.again = false; void this.tick(); }
  }

  private async round(): Promise<void> {
    const due = this.chores.filter((chore) => Date.now() - chore.lastAt >= chore.everyMs);
    if (due.length === 0) return;
    const runner = this.db.createQueryRunner();
    try {
      await runner.connect();
      const [row] = await runner.query(`select pg_try_advisory_lock($1) as mine`, [LOCK]) as [{ mine: boolean }];
      if (!row.mine) return;
      try {
        for (const chore of due) {
          chore.lastAt = Date.now();
          await chore.run().catch((error: unknown) => this.log.error({ err: error, chore: chore.name }, 'a sweep chore failed; it runs again'));
        }
      } finally {
        await runner.query(`select pg_advisory_unlock($1)`, [LOCK]);
      }
    } catch (error) {
      this.log.warn({ err: error }, 'the sweep could not reach the database; it tries again');
    } finally {
      await runner.release().catch(() => undefined);
    }
  }
}

/** Says whether a statement finds a row: for sweeps that only ask "is there anything to do". */
export async function any(db: DataSource, text: string, params: unknown[] = []): Promise<boolean> {
  return (await sql(db, `${text} limit 1`, params)).length > 0;
}
