import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { Audit } from '#access';
import { CustomFields, ListIdentity } from '#merchants';
import { Bells, LOGGER, sql, type Tx } from '#platform';
import { FileEmpty, readCsv, storable, type Charset, type CsvRow, type Separator } from '#sourcing';
import { deskQueue } from '../desk.jobs.js';
import { revived } from './cells.js';
import type { LeadMapping } from './columns.js';
import type { LeadImportState, LeadImportSummary } from './lead-import.entity.js';
import { LeadImportHasBadRows, LeadImportMoved, LeadImportNotFound, LeadMappingInvalid, RowNotDoubtful } from './lead-import.errors.js';
import { guess, lacks, targetsOf } from './lead-mapping.js';
import { readLines } from './lines-reader.js';
import { LONGEST_CELL } from './row-values.js';

/** A cell of a megabyte is one bad row, not a file that cannot be read; of a longer one the beginning is kept, which tells that it is too long. */
const MOST_CHARACTERS_A_ROW = 4 * 1024 * 1024;
/** Rows a statement: a window of the file is all that stands in memory. */
const STAGED_AT_ONCE = 500;

interface Held { readonly state: LeadImportState; readonly version: number; readonly columns: string[]; readonly mapping: LeadMapping | null; readonly summary: LeadImportSummary | null; readonly name: string; readonly rows: number }

/** What a person does with a file of leads: brings it, matches its columns, decides about likely duplicates, takes it in or puts it away. */
@Injectable()
export class LeadImportDesk {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Audit) private readonly audit: Audit, @Inject(Bells) private readonly bells: Pick<Bells, 'ring'>,
    @Inject(LOGGER) private readonly log: Logger, @Inject(CustomFields) private readonly fields: CustomFields, @Inject(ListIdentity) private readonly identity: ListIdentity,
  ) {}

  /** Keeps the rows of a CSV file while it arrives: all of it or, when it breaks off or cannot be read, nothing. @returns its id. @throws what `readCsv` throws, FileEmpty */
  async bringCsv(file: { name: string; bytes: AsyncIterable<Uint8Array>; separator?: Separator | undefined; charset?: Charset | undefined }, userId: string): Promise<string> {
    const { columns, rows, separator, charset } = await readCsv(file.bytes, { ...file, mostCharactersARow: MOST_CHARACTERS_A_ROW });
    return this.bring({ name: file.name, form: 'csv', separator, charset, columns, rows: plain(rows) }, userId);
  }

  /** The same for one JSON object a line. @throws what `readLines` throws */
  async bringLines(file: { name: string; bytes: AsyncIterable<Uint8Array> }, userId: string): Promise<string> {
    const columns: string[] = [];
    return this.bring({ name: file.name, form: 'ndjson', separator: null, charset: null, columns, rows: readLines(file.bytes, columns) }, userId);
  }

  private async bring({ name, form, separator, charset, columns, rows }: { name: string; form: 'csv' | 'ndjson'; separator: string | null; charset: string | null; columns: string[]; rows: AsyncGenerator<CsvRow> }, userId: string): Promise<string> {
    const [made] = await sql<{ id: string }>(this.db, `insert into lead_import (name, form, separator, charset, state, created_by) values ($1, $2, $3, $4, 'arriving', $5) returning id`, [storable(name).slice(0, 300), form, separator, charset, userId]);
    const id = made!.id;
    try {
      let [count, window]: [number, CsvRow[]] = [0, []];
      const flush = async (): Promise<void> => {
        await sql(this.db, `insert into lead_import_row (import_id, line, cells) select $1, line, cells from unnest($2::int[], $3::jsonb[]) as r (line, cells)`, [id, window.map((row) => row.line), window.map((row) => JSON.stringify(row.cells))]);
        window = [];
      };
      for await (const row of rows) {
        count++;
        window.push(row);
        if (window.length >= STAGED_AT_ONCE) await flush();
      }
      if (window.length > 0) await flush();
      if (count === 0) throw new FileEmpty('There is a header and no row below it.');
      const mapping = guess(columns, targetsOf(await this.fields.all(this.db)));
      await this.db.transaction(async (tx) => {
        await sql(tx, `update lead_import set state = 'mapping', columns = $2, mapping = $3, rows = $4 where id = $1`, [id, JSON.stringify(columns), JSON.stringify(mapping), count]);
        await this.audit.record(tx, { userId, action: 'lead-import.brought', subject: id, after: { name, rows: count } });
      });
      return id;
    } catch (error) {
      await sql(this.db, `delete from lead_import where id = $1`, [id]);
      throw error;
    }
  }

  /** Says which column is what; the rows are read and compared with it. @param version that the person saw. @throws LeadImportNotFound, LeadImportMoved, LeadMappingInvalid */
  async match(id: string, mapping: LeadMapping, version: number, userId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const held = await this.held(tx, id, version, ['mapping', 'reading', 'matching', 'checked']);
      const errors = lacks(mapping, held.columns, targetsOf(await this.fields.all(tx)));
      if (errors.length > 0) throw new LeadMappingInvalid(`The columns are not matched yet: ${errors.map(({ message }) => message).join(' ')}`, { errors });
      await this.identity.forget(tx, id);
      await sql(tx, `update lead_import_row set verdict = null, decision = null where import_id = $1 and verdict is not null`, [id]);
      await sql(tx, `update lead_import set mapping = $2, state = 'reading', version = version + 1, reached = 0, summary = null where id = $1`, [id, JSON.stringify(mapping)]);
      await this.audit.record(tx, { userId, action: 'lead-import.matched', subject: id, before: held.mapping, after: mapping });
    });
    await this.ring(id);
  }

  /** Says whether a likely row is the merchant that it is like. The rows below are compared anew with what follows from it. @throws LeadImportNotFound, LeadImportMoved, RowNotDoubtful */
  async decide(id: string, lines: readonly number[], decision: 'same' | 'other', version: number, userId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await this.held(tx, id, version, ['checked']);
      const asked = await sql<{ line: number }>(tx, `update lead_import_row set decision = $3, verdict = null where import_id = $1 and line = any($2::int[]) and (verdict = 'likely' or decision is not null) returning line`, [id, lines, decision]);
      if (asked.length < new Set(lines).size) throw new RowNotDoubtful('There is nothing to decide about one of these rows. Look at the import again.', { lines });
      await sql(tx, `update lead_import set state = 'matching', version = version + 1, reached = $2, summary = null where id = $1`, [id, Math.min(...asked.map((row) => row.line)) - 1]);
      await sql(tx, `update lead_import_row set verdict = null where import_id = $1 and line > $2`, [id, Math.min(...asked.map((row) => row.line))]);
      await this.audit.record(tx, { userId, action: 'lead-import.decided', subject: id, after: { lines, decision } });
    });
    await this.ring(id);
  }

  /** Takes in what was checked. A second press changes nothing. @throws LeadImportNotFound, LeadImportMoved; LeadImportHasBadRows unless `withoutOthers` */
  async takeIn(id: string, { version, withoutOthers, userId }: { version: number; withoutOthers: boolean; userId: string }): Promise<void> {
    await this.db.transaction(async (tx) => {
      const held = await this.held(tx, id, null, ['checked', 'taking', 'taken']);
      if (held.state !== 'checked') return;
      if (held.version !== version) throw moved(id, held);
      const { bad, conflict, likely } = held.summary!;
      if (bad + conflict + likely > 0 && !withoutOthers) throw new LeadImportHasBadRows(`${bad + conflict + likely} rows cannot be taken in as they are. Mend them and bring the file again, or say that the others may go on without them.`, { bad, conflict, likely });
      await sql(tx, `update lead_import set state = 'taking', version = version + 1, reached = 0, taken_by = $2, taken_at = clock_timestamp() where id = $1`, [id, userId]);
      await this.audit.record(tx, { userId, action: 'lead-import.taken-in', subject: id, after: { name: held.name, summary: held.summary, withoutOthers } });
    });
    await this.ring(id);
  }

  /** Puts an import away that is not to be taken in. @throws LeadImportNotFound, LeadImportMoved */
  async discard(id: string, userId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const held = await this.held(tx, id, null, ['mapping', 'reading', 'matching', 'checked', 'discarded']);
      if (held.state === 'discarded') return;
      await this.identity.forget(tx, id);
      await sql(tx, `update lead_import set state = 'discarded', version = version + 1 where id = $1`, [id]);
      await this.audit.record(tx, { userId, action: 'lead-import.discarded', subject: id, before: { state: held.state } });
    });
  }

  private async held(tx: Tx, id: string, version: number | null, states: readonly LeadImportState[]): Promise<Held> {
    const [held] = await sql<Held>(tx, `select state, version, columns, mapping, summary, name, rows from lead_import where id = $1 and state <> 'arriving' for update`, [id]);
    if (!held) throw new LeadImportNotFound('There is no such import.', { importId: id });
    if (!states.includes(held.state) || (version !== null && held.version !== version)) throw moved(id, held);
    return held;
  }

  private async ring(id: string): Promise<void> {
    await this.bells.ring(deskQueue, 'lead-import', { importId: id }, id).catch((error: unknown) => this.log.warn({ err: error, importId: id }, 'the bell of an import did not ring; the sweep will ring it'));
  }
}

const moved = (id: string, held: Held): LeadImportMoved => new LeadImportMoved(`The import is ${held.state} by now. Look at it again.`, { importId: id, state: held.state, version: held.version });
/** Undoes what made cells harmless on their way out. */
async function* plain(rows: AsyncGenerator<CsvRow>): AsyncGenerator<CsvRow> {
  for await (const row of rows) yield { line: row.line, cells: row.cells.map((cell) => revived(cell.slice(0, LONGEST_CELL + 2))) };
}
