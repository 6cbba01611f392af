import { Inject, Injectable } from '@nestjs/common';
import { sql, type Tx } from '#platform';
import { LeadNews } from './lead-news.js';

export interface TimelineEntry {
  readonly leadId: string;
  /** What it is, for the filter: `mail-out`, `mail-in`, `offer`, `visit`, `note`, … */
  readonly kind: string;
  /** One line for people. */
  readonly summary: string;
  readonly data?: Record<string, unknown>;
  /** Business time. */
  readonly at: Date;
}

/** What happened to a lead, besides its moves and scores, which are kept by themselves. */
@Injectable()
export class Timeline {
  constructor(@Inject(LeadNews) private readonly news: LeadNews) {}

  async add(tx: Tx, entries: readonly TimelineEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await sql(tx, `insert into activity (lead_id, kind, summary, data, at) select * from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[])`,
      [entries.map((one) => one.leadId), entries.map((one) => one.kind), entries.map((one) => one.summary), entries.map((one) => JSON.stringify(one.data ?? {})), entries.map((one) => one.at)]);
    this.news.changed(tx, entries.map((one) => one.leadId));
  }
}
