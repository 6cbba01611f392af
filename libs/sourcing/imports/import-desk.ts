import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { Audit } from '#access';
import { Bells, LOGGER, sql, type Tx } from '#platform';
import { suggestMapping } from './column-suggestions.js';
import { readCsv, storable, type Charset, type CsvRow, type Separator } from './csv-reader.js';
import { FIELD_NAMES } from './fields.js';
import { importQueue } from './import.jobs.js';
import type { ImportForm, ImportState, ImportSummary } from './import-states.js';
import { FileEmpty, ImportHasBadRows, ImportMoved, ImportNotFound, ImportOutdated, ListNotFound, MappingInvalid } from './imports.errors.js';
import { lastGoodRun, stageRows } from './imports.queries.js';
import { KEYS, lacks, mappingSchema, type Mapping } from './mapping.js';

/** Rows a statement: a window of the file is all that stands in memory. */
const STAGED_AT_ONCE = 2_000;
/** Of what a JSON body may hold; more comes as a file. */
export const MOST_JSON_ROWS = 1_000;

export type JsonCell = string | number | boolean | null;
export interface Brought { readonly id: string; /** False: these very rows were brought before and still wait; that import is the answer. */ readonly fresh: boolean }
interface Held { readonly id: string; readonly sourceId: string; readonly state: ImportState; readonly version: number; readonly columns: string[]; readonly mapping: Mapping | null; readonly summary: ImportSummary | null; readonly against: string | null }

/** What a person does with an import: brings it, matches its columns, takes it in or puts it away. The worker does the rest. */
@Injectable()
export class ImportDesk {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Audit) private readonly audit: Audit, @Inject(Bells) private readonly bells: Pick<Bells, 'ring'>, @Inject(LOGGER) private readonly log: Logger) {}

  /**
   * Keeps the rows of a CSV file while it arrives. All of it or, when it breaks off or cannot be read, nothing.
   * @param name of the file, for people.
   * @throws ListNotFound and what `readCsv` throws
   */
  async bringFile(sourceId: string, file: { name: string; bytes: AsyncIterable<Uint8Array>; separator?: Separator | undefined; charset?: Charset | undefined }, userId: string): Promise<Brought> {
    await this.list(sourceId);
    const { columns, rows, separator, charset } = await readCsv(file.bytes, file);
    return this.bring({ sourceId, name: file.name, form: 'file', separator, charset, columns, rows, userId });
  }

  /**
   * Keeps rows that a program sends. Keys that are named like fields need no mapping.
   * @throws ListNotFound, FileEmpty, MappingInvalid
   */
  async bringRows(sourceId: string, body: { name: string; rows: ReadonlyArray<Readonly<Record<string, JsonCell>>>; mapping?: Mapping | undefined }, userId: string): Promise<Brought> {
    await this.list(sourceId);
    const columns = [...new Set(body.rows.flatMap((row) => Object.keys(row)))].map(storable);
    if (columns.length === 0) throw new FileEmpty('There are no rows.');
    const rows = (async function* (): AsyncGenerator<CsvRow> {
      for (const [place, row] of body.rows.entries()) yield { line: place + 1, cells: columns.map((column) => (row[column] === null || row[column] === undefined ? '' : storable(String(row[column])))) };
    })();
    return this.bring({ sourceId, name: body.name, form: 'json', separator: null, charset: null, columns, rows, userId, mapping: body.mapping });
  }

  private async bring({ sourceId, name, form, separator, charset, columns, rows, userId, mapping: wanted }: Bringing): Promise<Brought> {
    const list = await this.list(sourceId);
    if (wanted) mustFit(wanted, columns);
    const mapping = wanted ?? suggestMapping(columns, form === 'json' ? identity(columns) : list.mapping);
    // A person looks at a file's columns once; what was matched before, or said by a program, is read at once.
    const settled = lacks(mapping, columns).length === 0 && (wanted !== undefined || form === 'json' || (list.mapping !== null && same(mapping, list.mapping)));
    const [made] = await sql<{ id: string }>(this.db,
      `insert into list_import (source_id, name, form, separator, charset, state, columns, mapping, created_by) values ($1, $2, $3, $4, $5, 'arriving', $6, $7, $8) returning id`,
      [sourceId, storable(name).slice(0, 300), form, separator, charset, JSON.stringify(columns), JSON.stringify(mapping), userId]);
    const id = made!.id;
    try {
      // In commits of a window: a slow line must not hold a transaction open.
      const { count, digest } = await this.stage(id, columns, rows);
      if (count === 0) throw new FileEmpty('There is a header and no row below it.');
      const brought = await this.db.transaction((tx) => this.complete(tx, { id, sourceId, name, count, digest, state: settled ? 'checking' : 'mapping', userId }));
      if (brought.fresh && settled) await this.ring(id);
      return brought;
    } catch (error) {
      await sql(this.db, `delete from list_import where id = $1`, [id]);
      throw error;
    }
  }

  private async complete(tx: Tx, { id, sourceId, name, count, digest, state, userId }: { id: string; sourceId: string; name: string; count: number; digest: string; state: ImportState; userId: string }): Promise<Brought> {
    // Two that bring the same rows at once meet here: the second one finds the first one's import open.
    await sql(tx, `select pg_advisory_xact_lock(hashtextextended('rows of list ' || $1, 0))`, [sourceId]);
    const [open] = await sql<{ id: string }>(tx, `select id from list_import where source_id = $1 and digest = $2 and state in ('mapping', 'checking', 'checked', 'taking')`, [sourceId, digest]);
    if (open) {
      await sql(tx, `delete from list_import where id = $1`, [id]);
      return { id: open.id, fresh: false };
    }
    await sql(tx, `update list_import set state = $2, digest = $3, rows = $4 where id = $1`, [id, state, digest, count]);
    await this.audit.record(tx, { userId, action: 'import.brought', subject: id, after: { sourceId, name, rows: count } });
    return { id, fresh: true };
  }

  private async stage(importId: string, columns: readonly string[], rows: AsyncGenerator<CsvRow>): Promise<{ count: number; digest: string }> {
    const hash = createHash('sha256').update(JSON.stringify(columns));
    let count = 0;
    let window: CsvRow[] = [];
    const flush = async (): Promise<void> => {
      if (window.length > 0) await stageRows(this.db, importId, window);
      window = [];
    };
    for await (const row of rows) {
      hash.update(JSON.stringify(row.cells));
      count++;
      window.push(row);
      if (window.length >= STAGED_AT_ONCE) await flush();
    }
    await flush();
    return { count, digest: hash.digest('hex') };
  }

  /**
   * Says which column is what; the rows are read anew with it, and the list's next file starts with it.
   * @param version that the person saw. @throws ImportNotFound, ImportMoved, MappingInvalid
   */
  async match(importId: string, given: Mapping, version: number, userId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const held = await this.held(tx, importId, version, ['mapping', 'checking', 'checked']);
      const mapping = mustFit(given, held.columns);
      await sql(tx, `update list_import set mapping = $2, state = 'checking', version = version + 1, checked_to = 0, summary = null, against = null where id = $1`, [importId, JSON.stringify(mapping)]);
      await sql(tx, `update list_source set mapping = $2 where source_id = $1`, [held.sourceId, JSON.stringify(mapping)]);
      await this.audit.record(tx, { userId, action: 'import.matched', subject: importId, before: held.mapping, after: mapping });
    });
    await this.ring(importId);
  }

  /**
   * Takes in what was checked. A second press finds it done and changes nothing.
   * @param version that the person saw.
   * @throws ImportNotFound, ImportMoved; ImportHasBadRows unless `withoutBadRows`; ImportOutdated when another list was taken in since: it is compared anew
   */
  async takeIn(importId: string, { version, withoutBadRows, userId }: { version: number; withoutBadRows: boolean; userId: string }): Promise<void> {
    const outdated = await this.db.transaction(async (tx) => {
      const held = await this.held(tx, importId, null, ['checked', 'taking', 'taken', 'unchanged']);
      if (held.state !== 'checked') return false;
      if (held.version !== version) throw moved(held);
      const { bad, conflict, new: fresh, changed, gone } = held.summary!;
      if ((await lastGoodRun(tx, held.sourceId))?.id !== (held.against ?? undefined)) {
        await sql(tx, `update list_import set state = 'checking', version = version + 1, summary = null, against = null where id = $1`, [importId]);
        return true;
      }
      if (bad + conflict > 0 && !withoutBadRows) throw new ImportHasBadRows(`${bad + conflict} rows cannot be taken in. Mend them and bring the file again, or say that the others may go on without them.`, { bad, conflict });
      const nothing = fresh + changed + gone === 0;
      await sql(tx, `update list_import set state = $2, version = version + 1, without_bad_rows = $3, taken_by = $4, taken_at = clock_timestamp() where id = $1`, [importId, nothing ? 'unchanged' : 'taking', withoutBadRows, userId]);
      await this.audit.record(tx, { userId, action: nothing ? 'import.found-unchanged' : 'import.taken-in', subject: importId, after: { withoutBadRows, summary: held.summary } });
      return false;
    });
    await this.ring(importId);
    if (outdated) throw new ImportOutdated('Another list of this source was taken in since this one was checked. It is being compared anew; look at the figures again.', { importId });
  }

  /** Puts an import away that is not to be taken in. @throws ImportNotFound, ImportMoved */
  async discard(importId: string, userId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const held = await this.held(tx, importId, null, ['mapping', 'checking', 'checked', 'discarded']);
      if (held.state === 'discarded') return;
      await sql(tx, `update list_import set state = 'discarded', version = version + 1 where id = $1`, [importId]);
      await this.audit.record(tx, { userId, action: 'import.discarded', subject: importId, before: { state: held.state } });
    });
  }

  private async held(tx: Tx, importId: string, version: number | null, states: readonly ImportState[]): Promise<Held> {
    const [held] = await sql<Held>(tx, `select id, source_id as "sourceId", state, version, columns, mapping, summary, against from list_import where id = $1 for update`, [importId]);
    if (!held) throw new ImportNotFound(`There is no import ${importId}.`, { importId });
    if (!states.includes(held.state) || (version !== null && held.version !== version)) throw moved(held);
    return held;
  }

  private async list(sourceId: string, on: Tx | DataSource = this.db): Promise<{ mapping: Mapping | null }> {
    const [list] = await sql<{ mapping: Mapping | null }>(on, `select mapping from list_source where source_id = $1`, [sourceId]);
    if (!list) throw new ListNotFound('There is no list with this id. Rows can be brought to a list only; other sources are crawled.', { sourceId });
    return list;
  }

  private async ring(importId: string): Promise<void> {
    await this.bells.ring(importQueue, 'import', { importId }, importId).catch((error: unknown) => this.log.warn({ err: error, importId }, 'the bell of an import did not ring; the sweep will ring it'));
  }
}

interface Bringing { readonly sourceId: string; readonly name: string; readonly form: ImportForm; readonly separator: string | null; readonly charset: string | null; readonly columns: string[]; readonly rows: AsyncGenerator<CsvRow>; readonly userId: string; readonly mapping?: Mapping | undefined }

const moved = (held: Held): ImportMoved => new ImportMoved(`The import is ${held.state} by now. Look at it again.`, { importId: held.id, state: held.state, version: held.version });

function mustFit(given: Mapping, columns: readonly string[]): Mapping {
  const parsed = mappingSchema.safeParse(given);
  const errors = parsed.success ? lacks(parsed.data, columns) : parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  if (!parsed.success || errors.length > 0) throw new MappingInvalid(`The columns are not matched yet: ${errors.map(({ message }) => message).join(' ')}`, { errors });
  return parsed.data;
}

/** Columns that are called what our fields are called. */
const identity = (columns: readonly string[]): Mapping => mappingSchema.parse({
  columns: Object.fromEntries(columns.filter((column) => (FIELD_NAMES as readonly string[]).includes(column)).map((column) => [column, column])), key: KEYS.find((key) => columns.includes(key)) ?? 'sellerId', decimal: '.',
});
const same = (a: Mapping, b: Mapping): boolean => isDeepStrictEqual(a.columns, b.columns) && a.key === b.key;
