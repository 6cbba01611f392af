import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Timeline } from '#leads';
import { Clock, sql } from '#platform';
import { Offers } from './offers.js';

const BATCH = 500;

/** Invitations whose last day is over give their place back. */
@Injectable()
export class InvitationExpiry {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(Timeline) private readonly timeline: Timeline,
  ) {}

  /** Releases every overdue reservation once, however many processes try. @returns how many this call released. */
  async releaseOverdue(): Promise<number> {
    let released = 0;
    for (;;) {
      const batch = await this.db.transaction(async (tx) => {
        const at = await this.clock.now(tx);
        const overdue = await sql<{ id: string; leadId: string; checkCode: string }>(tx,
          `select id, lead_id as "leadId", check_code as "checkCode" from invitation where state = 'open' and expires_at <= $1 order by expires_at limit ${BATCH} for update skip locked`, [at]);
        const done = new Set(await this.offers.release(tx, overdue.map((row) => row.id), 'expired', at));
        await this.timeline.add(tx, overdue.filter((row) => done.has(row.id)).map((row) => (
          { leadId: row.leadId, kind: 'offer_expired', summary: `The offer expired unanswered (${row.checkCode}); its place is free again`, data: { invitationId: row.id }, at })));
        return overdue.length;
      });
      released += batch;
      if (batch < BATCH) return released;
    }
  }
}
