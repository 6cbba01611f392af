import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '#platform';
import { acting } from './acting.js';

export interface AuditEntry {
  readonly userId: string | null;
  /** `noun.past-participle`, for example `sending.armed`. */
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Writes who did what, in the transaction that does it, under the request that asked for it. The one path into the log. */
@Injectable()
export class Audit {
  async record(tx: Tx, entry: AuditEntry): Promise<void> {
    const request = acting.getStore();
    await sql(tx, `insert into audit_event (user_id, action, subject, before, after, request_id, api_key_id) values ($1, $2, $3, $4, $5, $6, $7)`,
      [entry.userId, entry.action, entry.subject, json(entry.before), json(entry.after), request?.requestId ?? null, request?.apiKeyId ?? null]);
    if (request) request.recorded++;
  }
}

const json = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));
