import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, sql } from '#platform';
import { nextActionSql, type NextKind } from './next-action.queries.js';

export interface NextAction {
  readonly kind: NextKind;
  readonly at: Date | null;
  readonly detail: string | null;
  readonly who: string | null;
}

/** What happens next on leads, when, and by whom. Reads only. */
@Injectable()
export class NextActions {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock) {}

  /** One statement, whatever the number. */
  async of(leadIds: readonly string[]): Promise<Map<string, NextAction>> {
    if (leadIds.length === 0) return new Map();
    const rows = await sql<NextAction & { leadId: string }>(this.db,
      `select l.id as "leadId", next.* from lead l cross join lateral (${nextActionSql('l', '$2::timestamptz')}) next where l.id = any($1::uuid[])`, [leadIds, await this.clock.now()]);
    return new Map(rows.map(({ leadId, ...next }) => [leadId, next]));
  }

  /** As cards say it: "mail 2 Tue 12 May 09:00", "waits for you: reply". Leads of which nothing is planned are absent. */
  async inWords(leadIds: readonly string[]): Promise<Map<string, string>> {
    const [{ zone } = { zone: 'UTC' }] = await sql<{ zone: string }>(this.db, `select coalesce((select zone from workspace), 'UTC') as zone`);
    return new Map([...await this.of(leadIds)].flatMap(([id, next]) => { const text = words(next, zone); return text ? [[id, text] as const] : []; }));
  }
}

export function words({ kind, at, detail }: NextAction, zone: string): string | null {
  const day = at && new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' }).format(at).replace(',', '');
  const hour = at && new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);
  switch (kind) {
    case 'reply': return 'waits for you: reply';
    case 'settle': return 'a mail waits to be settled';
    case 'back': return `waits for you: back${detail ? `, ${detail}` : ''}`;
    case 'task': return `task ${day} ${hour}: ${detail}`;
    case 'mail_due': return `mail ${detail} is due`;
    case 'mail': return `mail ${detail} ${day} ${hour}`;
    case 'snoozed': return `snoozed until ${day}`;
    case 'merchant_asked': return `merchant asked: not before ${day}`;
    case 'nothing': return null;
  }
}
