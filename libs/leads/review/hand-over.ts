import { Inject, Injectable } from '@nestjs/common';
import { Clock, sql, type Tx } from '#platform';
import { LeadOwners } from '../lead-owners.js';
import { ReviewRoutes } from './review-routes.js';
import { nextInTurn } from './routing.js';

/** Most leads that one call hands over; call again for the rest. */
const AT_MOST = 500;

/** Gives one person's open leads to whoever takes such leads: for who leaves, or is away for long. */
@Injectable()
export class HandOver {
  constructor(@Inject(Clock) private readonly clock: Clock, @Inject(ReviewRoutes) private readonly routes: ReviewRoutes, @Inject(LeadOwners) private readonly owners: LeadOwners) {}

  /**
   * All leads of a merchant go to the same person, so that it goes on hearing one voice. Capacity is of no account: somebody has to.
   * @returns how many went to whom, and how many stay because nobody takes such leads.
   */
  async handOver(tx: Tx, { from, byUserId }: { from: string; byUserId: string }): Promise<{ given: Array<{ userId: string; name: string; leads: number }>; left: number }> {
    await sql(tx, `select pg_advisory_xact_lock(hashtext('leads.turns'))`);
    const now = await this.clock.now(tx);
    const leads = await sql<{ id: string; merchantId: string; version: number; country: string | null; category: string; score: number }>(tx,
      `select id, merchant_id as "merchantId", version, country, category, score from lead where owner_id = $1 and closed_at is null order by score desc, id limit ${AT_MOST} for no key update`, [from]);
    const takers = (await this.routes.takers(tx, await this.routes.day(tx, now))).filter((taker) => taker.userId !== from).map((taker) => ({ ...taker, dailyCapacity: null }));
    let latest = Math.max(0, ...takers.map((taker) => taker.lastTurn));
    const ofMerchant = new Map<string, (typeof takers)[number]>();
    const given = new Map<string, { userId: string; name: string; leads: number }>();
    let left = 0;
    for (const lead of leads) {
      const to = ofMerchant.get(lead.merchantId) ?? nextInTurn(takers, lead, now);
      if (!to) { left++; continue; }
      if (!ofMerchant.has(lead.merchantId)) { Object.assign(to, { lastTurn: ++latest }); ofMerchant.set(lead.merchantId, to); }
      // Read again: a lead of the same merchant may have come along with the one before.
      const [fresh] = await sql<{ version: number; ownerId: string | null }>(tx, `select version, owner_id as "ownerId" from lead where id = $1`, [lead.id]);
      if (fresh!.ownerId === from) await this.owners.assign(tx, { leadId: lead.id, ownerId: to.userId, version: fresh!.version, byUserId });
      const tally = given.get(to.userId) ?? { userId: to.userId, name: to.name, leads: 0 };
      given.set(to.userId, { ...tally, leads: tally.leads + 1 });
    }
    return { given: [...given.values()], left };
  }
}
