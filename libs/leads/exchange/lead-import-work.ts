import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ListIdentity, type SaidCounts } from '#merchants';
import { Bells, sql, type Tx } from '#platform';
import { LeadsBusy } from '../bulk/index.js';
import { deskQueue } from '../desk.jobs.js';
import { LeadImportMatch } from './lead-import-match.js';
import { LeadImportTaking } from './lead-import-taking.js';
import type { LeadMapping } from './columns.js';
import { ROW_VERDICTS, type LeadImportState } from './lead-import.entity.js';
import { givenOf, listingOf, type Fault, type Given, type Known } from './row-values.js';

/** Rows a commit: what a killed worker does again at most, and little enough that what they leave behind in memory dies young. */
const ROWS_AT_ONCE = 50;
/** Days of machine time after which rows that wait for nobody any more are dropped; what became of the import stays. */
const ROWS_KEPT_DAYS = 14;

interface Held { readonly state: LeadImportState; readonly columns: string[]; readonly mapping: LeadMapping; readonly reached: number; readonly takenBy: string; readonly name: string }
/** Looked up once a job. */
interface Desk { known?: Known; said?: SaidCounts }

/** The worker's part of a lead import, in short commits: any number of workers may begin it and die in it at any line. */
@Injectable()
export class LeadImportWork {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Bells) private readonly bells: Pick<Bells, 'ring'>, @Inject(ListIdentity) private readonly identity: ListIdentity,
    @Inject(LeadImportMatch) private readonly match: LeadImportMatch, @Inject(LeadImportTaking) private readonly taking: LeadImportTaking,
  ) {}

  /** Brings an import as far as it goes without a person. @returns the state afterwards; null when there is no such import. @throws LeadsBusy */
  async advance(importId: string): Promise<LeadImportState | null> {
    const desk: Desk = {};
    for (;;) {
      const { state, more } = await this.db.transaction((tx) => this.step(tx, importId, desk)).catch(busy);
      if (!more) return state;
    }
  }

  async ringOpen(): Promise<void> {
    for (const { id } of await sql<{ id: string }>(this.db, `select id from lead_import where state in ('reading', 'matching', 'taking') order by created_at`)) await this.bells.ring(deskQueue, 'lead-import', { importId: id }, id);
  }

  /** Drops rows that are not needed any more: they are other people's data and no archive. Imports that nobody decided about are put away first. */
  async dropOldRows(): Promise<void> {
    await sql(this.db, `delete from lead_import where state = 'arriving' and created_at < clock_timestamp() - interval '1 day'`);
    await sql(this.db, `update lead_import set state = 'discarded', version = version + 1 where state in ('mapping', 'checked') and created_at < clock_timestamp() - $1 * interval '1 day'`, [ROWS_KEPT_DAYS]);
    await sql(this.db, `delete from said_party p using lead_import i where p.import_id = i.id and p.merchant_id is null and i.state in ('taken', 'discarded')`);
    await sql(this.db,
      `with old as (update lead_import set rows_dropped_at = clock_timestamp() where state in ('taken', 'discarded') and rows_dropped_at is null and created_at < clock_timestamp() - $1 * interval '1 day' returning id)
       delete from lead_import_row r using old where r.import_id = old.id`, [ROWS_KEPT_DAYS]);
  }

  private async step(tx: Tx, importId: string, desk: Desk): Promise<{ state: LeadImportState | null; more: boolean }> {
    const [held] = await sql<Held>(tx, `select state, columns, mapping, reached, taken_by as "takenBy", name from lead_import where id = $1 for update`, [importId]);
    switch (held?.state) {
      case 'reading': return this.read(tx, importId, held);
      case 'matching': return this.compare(tx, importId, held, desk);
      case 'taking': return this.take(tx, importId, held, desk);
      default: return { state: held?.state ?? null, more: false };
    }
  }

  /** What every cell is, and who the row says it is about: written down before the first is compared, so that what many rows share counts for none. */
  private async read(tx: Tx, importId: string, { columns, mapping, reached }: Held): Promise<{ state: LeadImportState; more: true }> {
    const rows = await sql<{ line: number; cells: string[] }>(tx, `select line, cells from lead_import_row where import_id = $1 and line > $2 order by line limit $3`, [importId, reached, ROWS_AT_ONCE]);
    if (rows.length === 0) {
      await sql(tx, `update lead_import set state = 'matching', reached = 0 where id = $1`, [importId]);
      return { state: 'matching', more: true };
    }
    const read = rows.map(({ line, cells }) => ({ line, ...givenOf(cells, columns, mapping) }));
    await sql(tx, `update lead_import_row r set facts = n.facts, faults = n.faults, verdict = null, outcome = null from unnest($2::int[], $3::jsonb[], $4::jsonb[]) as n (line, facts, faults) where r.import_id = $1 and r.line = n.line`,
      [importId, read.map((row) => row.line), read.map((row) => JSON.stringify(row.given)), read.map((row) => JSON.stringify(row.faults))]);
    await this.identity.keep(tx, importId, read.filter(({ given, faults }) => !given['lead_id'] && !given['merchant_id'] && faults.length === 0).map(({ line, given }) => ({ line, listing: listingOf(line, given) })));
    return this.reached(tx, importId, 'reading', rows.at(-1)!.line);
  }

  private async compare(tx: Tx, importId: string, { mapping, reached }: Held, desk: Desk): Promise<{ state: LeadImportState; more: boolean }> {
    const rows = await sql<{ line: number; facts: Given; faults: Fault[]; decision: 'same' | 'other' | null }>(tx, `select line, facts, faults, decision from lead_import_row where import_id = $1 and line > $2 order by line limit $3`, [importId, reached, ROWS_AT_ONCE]);
    if (rows.length > 0) {
      desk.known ??= await this.match.known(tx);
      desk.said ??= await this.match.counts(tx, importId);
      await this.match.judge(tx, importId, rows, mapping, desk.known, desk.said);
      return this.reached(tx, importId, 'matching', rows.at(-1)!.line);
    }
    await sql(tx, `update lead_import set state = 'checked', summary = (select jsonb_build_object(${ROW_VERDICTS.map((verdict) => `'${verdict}', count(*) filter (where verdict = '${verdict}')`).join(', ')}) from lead_import_row where import_id = $1) where id = $1`, [importId]);
    return { state: 'checked', more: false };
  }

  private async take(tx: Tx, importId: string, held: Held, desk: Desk): Promise<{ state: LeadImportState; more: boolean }> {
    const lines = await sql<{ line: number }>(tx, `select line from lead_import_row where import_id = $1 and line > $2 and verdict in ('new', 'changed') order by line limit $3`, [importId, held.reached, ROWS_AT_ONCE]);
    if (lines.length > 0) {
      await sql(tx, `set local lock_timeout = '400ms'`);
      desk.known ??= await this.match.known(tx);
      await this.taking.take(tx, { importId, name: held.name, mapping: held.mapping, lines: lines.map((row) => row.line), userId: held.takenBy, known: desk.known });
      return this.reached(tx, importId, 'taking', lines.at(-1)!.line);
    }
    await this.identity.forget(tx, importId);
    await sql(tx, `update lead_import set state = 'taken', finished_at = clock_timestamp() where id = $1`, [importId]);
    return { state: 'taken', more: false };
  }

  private async reached<State extends LeadImportState>(tx: Tx, importId: string, state: State, line: number): Promise<{ state: State; more: true }> {
    await sql(tx, `update lead_import set reached = $2 where id = $1`, [importId, line]);
    return { state, more: true };
  }
}

/** Postgres gave up waiting: somebody is at work on one of these merchants. */
function busy(error: unknown): never {
  const code = (error as { code?: string; driverError?: { code?: string } }).driverError?.code;
  if (code === '55P03' || code === '40P01') throw new LeadsBusy('One of these merchants is being written at this moment.', 500);
  throw error;
}
