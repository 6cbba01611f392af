import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { DataSource } from 'typeorm';
import { Audit, type Role } from '#access';
import { CustomFields, type CustomFieldRow } from '#merchants';
import { sql } from '#platform';
import { everyLead } from '../every-lead.queries.js';
import { Params, type LeadFilters } from '../lead-filters.js';
import { StageLimits } from '../stage-limits.js';
import { harmless } from './cells.js';
import { COLUMNS, columnsFor } from './columns.js';
import { cellOf, EXCHANGE, EXCHANGE_FROM, valueOf, type ExchangeRow } from './exchange-rows.js';

export const EXPORT_FORMATS = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
/** Who is told how a merchant is reached. Who runs the crawls, or only reads, takes no addresses out of the house. */
const CONTACT_ROLES: readonly Role[] = ['admin', 'lead', 'rep', 'compliance'];
/** Rows in memory. */
const AT_ONCE = 200;

export interface ExportWanted {
  readonly format: ExportFormat;
  readonly filters: LeadFilters;
  /** The filters as they were asked for, for the audit log. */
  readonly said: Record<string, unknown>;
  readonly by: { readonly userId: string; readonly role: Role };
}

/** Leads as a file that can be brought back: docs/exports.md. */
@Injectable()
export class LeadExport {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Audit) private readonly audit: Audit, @Inject(CustomFields) private readonly fields: CustomFields, @Inject(StageLimits) private readonly limits: StageLimits) {}

  /**
   * The file in pieces, one moment of the database, in the order of the list. A cursor on the server hands out a window at a time, so that a million
   * leads take no more memory than a thousand. That it began and how many rows left the house stands in the audit log, also when whoever asked breaks off.
   */
  async *file({ format, filters, said, by }: ExportWanted): AsyncGenerator<string> {
    const fields = (await this.fields.all(this.db)).filter((field) => !field.retired);
    const contacts = CONTACT_ROLES.includes(by.role);
    const columns = columnsFor(fields, contacts);
    const subject = `leads as ${format}`;
    await this.db.transaction((tx) => this.audit.record(tx, { userId: by.userId, action: 'leads.export-begun', subject, after: { format, filters: said, contacts } }));
    let rows = 0;
    let complete = false;
    try {
      if (format === 'csv') yield `\ufeff${line(columns)}`;
      for await (const window of this.windows(filters)) {
        rows += window.length;
        yield window.map((row) => (format === 'csv' ? line(columns.map((column) => harmless(cellOf(row, column)))) : `${JSON.stringify(objectOf(row, columns, fields))}\n`)).join('');
      }
      complete = true;
    } finally {
      await this.db.transaction((tx) => this.audit.record(tx, { userId: by.userId, action: 'leads.exported', subject, after: { format, filters: said, contacts, rows, complete } }));
    }
  }

  private async *windows(filters: LeadFilters): AsyncGenerator<ExchangeRow[]> {
    const params = new Params();
    const from = everyLead(filters, await this.limits.clock(), params, `join merchant m on m.id = l.merchant_id ${EXCHANGE_FROM}`);
    const runner = this.db.createQueryRunner();
    try {
      await runner.startTransaction('REPEATABLE READ');
      await runner.query(`declare leads_out no scroll cursor for select ${EXCHANGE} from ${from} order by l.score desc, l.id desc`, params.values);
      for (;;) {
        const window = await sql<ExchangeRow>(runner.manager, `fetch ${AT_ONCE} from leads_out`);
        if (window.length > 0) yield window;
        if (window.length < AT_ONCE) break;
      }
    } finally {
      // Nothing was written: giving the moment up is all there is to do.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
    }
  }
}

const line = (cells: readonly string[]): string => stringify([[...cells]], { record_delimiter: 'windows' });

const objectOf = (row: ExchangeRow, columns: readonly string[], fields: readonly CustomFieldRow[]): Record<string, unknown> => ({
  ...Object.fromEntries(columns.filter((column) => column in COLUMNS).map((column) => [column, valueOf(row, column) ?? null])),
  fields: Object.fromEntries(fields.map(({ key }) => [key, row.fields[key] ?? null])),
});
