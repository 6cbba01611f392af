import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bells, Clock, sql, type Tx } from '#platform';
import { crawlQueue } from '../crawl.jobs.js';
import { importQueue } from './import.jobs.js';
import type { ImportState } from './import-states.js';
import { judgeRows, lastGoodRun, makeRun, mappingVersion, saveReading, stagedRows, summaryOf } from './imports.queries.js';
import type { Mapping } from './mapping.js';
import { readRow } from './row-reader.js';

/** Rows a commit: what a killed worker does again at most. */
const READ_AT_ONCE = 2_000;
/** Days of machine time after which rows that wait for nobody any more are dropped; what became of the import stays. */
const ROWS_KEPT_DAYS = 14;

interface Import { readonly state: ImportState; readonly sourceId: string; readonly columns: string[]; readonly mapping: Mapping; readonly checkedTo: number }

interface Step { readonly state: ImportState | null; readonly more: boolean; readonly runId?: string }

/** The worker's part of an import, in short commits: any number of workers may begin it and die in it at any line. */
@Injectable()
export class ImportWork {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(Bells) private readonly bells: Pick<Bells, 'ring'>) {}

  /** Brings an import as far as it goes without a person. @returns the state afterwards; null when there is no such import. */
  async advance(importId: string): Promise<ImportState | null> {
    for (;;) {
      const { state, more, runId } = await this.db.transaction((tx) => this.step(tx, importId));
      // After the commit, or nobody would find it; if this process dies before it rings, the sweep does.
      if (runId) await this.bells.ring(crawlQueue, 'run', { runId }, runId);
      if (!more) return state;
    }
  }

  /** Rings for every import that waits for the worker. */
  async ringOpen(): Promise<void> {
    for (const { id } of await sql<{ id: string }>(this.db, `select id from list_import where state in ('checking', 'taking') order by created_at`)) await this.bells.ring(importQueue, 'import', { importId: id }, id);
  }

  /** Drops rows that are not needed any more; they are other people's data and no archive. What a dead process left half arrived goes, and imports that nobody decided about are put away first. */
  async dropOldRows(): Promise<void> {
    await sql(this.db, `delete from list_import where state = 'arriving' and created_at < clock_timestamp() - interval '1 day'`);
    await sql(this.db, `update list_import set state = 'discarded', version = version + 1 where state in ('mapping', 'checked') and created_at < clock_timestamp() - $1 * interval '1 day'`, [ROWS_KEPT_DAYS]);
    await sql(this.db,
      `with old as (update list_import set rows_dropped_at = clock_timestamp() where state in ('taken', 'unchanged', 'discarded') and rows_dropped_at is null and created_at < clock_timestamp() - $1 * interval '1 day' returning id)
       delete from list_import_row r using old where r.import_id = old.id`, [ROWS_KEPT_DAYS]);
  }

  private async step(tx: Tx, importId: string): Promise<Step> {
    const [held] = await sql<Import>(tx, `select state, source_id as "sourceId", columns, mapping, checked_to as "checkedTo" from list_import where id = $1 for update`, [importId]);
    switch (held?.state) {
      case undefined: return { state: null, more: false };
      case 'checking': return this.check(tx, importId, held);
      case 'taking': return this.take(tx, importId, held);
      default: return { state: held!.state, more: false };
    }
  }

  private async check(tx: Tx, importId: string, { sourceId, columns, mapping, checkedTo }: Import): Promise<Step> {
    const rows = await stagedRows(tx, importId, checkedTo, READ_AT_ONCE);
    if (rows.length > 0) {
      await saveReading(tx, importId, rows.map(({ line, cells }) => ({ line, ...readRow(cells, columns, mapping) })));
      await sql(tx, `update list_import set checked_to = $2 where id = $1`, [importId, rows.at(-1)!.line]);
      return { state: 'checking', more: true };
    }
    const last = await lastGoodRun(tx, sourceId);
    await judgeRows(tx, importId, mapping, last);
    const summary = await summaryOf(tx, importId, last);
    await sql(tx, `update list_import set state = 'checked', summary = $2, against = $3 where id = $1`, [importId, JSON.stringify(summary), last?.id ?? null]);
    return { state: 'checked', more: false };
  }

  /** One transaction: there is a whole run, or none. The gates and what follows are the crawl queue's, as for every run. */
  private async take(tx: Tx, importId: string, { mapping }: Import): Promise<Step> {
    const body = JSON.stringify(mapping, null, 2);
    const version = await mappingVersion(tx, body, createHash('sha256').update(body).digest('hex'));
    const runId = await makeRun(tx, importId, version, await this.clock.now(tx));
    return { state: 'taken', more: false, runId };
  }
}
