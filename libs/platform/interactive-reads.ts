import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import type { Config } from './config.js';
import { Refusal } from './errors.js';
import { CONFIG } from './tokens.js';

/** What was asked for takes longer than anybody wants to wait. */
export class TooMuchToRead extends Refusal {
  readonly code = 'too-much-to-read';
}

/** No read that a person waits for may hold a connection longer. Machine time. */
const LONGEST_MS = 2000;
const CONNECTIONS = 8;
/**
 * Reads only, and by an index: each of these statements was written for one, and a planner that guesses wrong about a filter must not
 * read a million rows to show 25. A word counts as similar from half of its trigrams on.
 */
const SETTINGS = '-c default_transaction_read_only=on -c enable_seqscan=off -c jit=off -c pg_trgm.word_similarity_threshold=0.5';

/** A small pool of its own for what screens and programs read: bounded in time, and never queued behind writes. */
@Injectable()
export class InteractiveReads implements OnApplicationShutdown {
  private pool: pg.Pool | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * @param name of a statement whose text never changes: each connection plans it once, where planning is most of what it costs.
   * @throws TooMuchToRead when it took longer than two seconds.
   */
  async rows<Row>(text: string, values: unknown[] = [], name?: string): Promise<Row[]> {
    try {
      return (await this.connections().query({ text, values, ...(name ? { name } : {}) })).rows as Row[];
    } catch (error) {
      if ((error as { code?: unknown }).code === '57014') throw new TooMuchToRead('This takes too long to look up. Add a filter, or a longer word to search for.');
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.end();
  }

  private connections(): pg.Pool {
    if (!this.pool) {
      this.pool = new pg.Pool({ connectionString: this.config.database.url, max: CONNECTIONS, statement_timeout: LONGEST_MS, application_name: 'beckon-read', options: SETTINGS, keepAlive: true });
      // An idle connection that the server closed is replaced by the next read; unheard, the error would end the process.
      this.pool.on('error', () => undefined);
    }
    return this.pool;
  }
}
