import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { DataSource } from 'typeorm';
import { auditActions, auditPage, type AuditFilter, type AuditLine } from './audit.queries.js';

const COLUMNS = ['id', 'at', 'person', 'person_id', 'api_key', 'action', 'subject', 'before', 'after', 'request_id'] as const;
const AT_ONCE = 1000;

/** Reads the audit log. Nothing changes or removes a line, in the database too. */
@Injectable()
export class AuditLog {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  async page(filter: AuditFilter, cursor: number | null, limit: number): Promise<{ events: AuditLine[]; nextCursor: number | null }> {
    const events = await auditPage(this.db, filter, cursor, limit + 1);
    return { events: events.slice(0, limit), nextCursor: events.length > limit ? events[limit - 1]!.id : null };
  }

  actions(): Promise<string[]> {
    return auditActions(this.db);
  }

  /** The same lines as CSV (RFC 4180), read a thousand at a time while they are sent. A cell that a spreadsheet would run begins with an apostrophe. */
  async *csv(filter: AuditFilter): AsyncGenerator<string> {
    yield stringify([[...COLUMNS]]);
    for (let cursor: number | null = null; ;) {
      const lines: AuditLine[] = await auditPage(this.db, filter, cursor, AT_ONCE);
      if (lines.length > 0) yield stringify(lines.map((line) => [line.id, line.at.toISOString(), line.person?.name, line.person?.id, line.key, line.action, line.subject, json(line.before), json(line.after), line.requestId]), { escape_formulas: true });
      if (lines.length < AT_ONCE) return;
      cursor = lines.at(-1)!.id;
    }
  }
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
