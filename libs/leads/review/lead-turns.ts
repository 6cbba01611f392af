import { Inject, Injectable } from '@nestjs/common';
import { sql, type Tx } from '#platform';
import { LeadNews } from '../lead-news.js';
import { TALKING } from '../stages.js';
import { ReviewRoutes, type NamedTaker } from './review-routes.js';
import { fitsRoute, hasRoom, isAway, nextInTurn } from './routing.js';

export interface GivenTo {
  readonly userId: string;
  readonly name: string;
  /** `accepted`: by their own accept; `turn`: theirs was the next; `voice`: they talk to this merchant already; `kept`: it was theirs before. */
  readonly how: 'accepted' | 'turn' | 'voice' | 'kept';
}
interface Ownerless {
  readonly id: string;
  readonly merchantId: string;
  readonly country: string | null;
  readonly category: string;
  readonly score: number;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
}
const HOW: Record<'accepted' | 'turn' | 'voice', (name: string) => string> = {
  accepted: (name) => `${name} accepted this lead and looks after it`,
  turn: (name) => `Given to ${name}, whose turn it was`,
  voice: (name) => `Given to ${name}, who talks to this merchant already`,
};

/** Decides who looks after leads that were accepted or picked. */
@Injectable()
export class LeadTurns {
  constructor(@Inject(ReviewRoutes) private readonly routes: ReviewRoutes, @Inject(LeadNews) private readonly news: LeadNews) {}

  /**
   * Gives leads that were just queued to somebody. One voice comes first: who talks to the merchant already goes on talking. Then who
   * accepted it, if it fits what they take and they have room; then whoever is next in turn; and if nobody takes such leads,
   * who accepted it after all. A lead that has an owner who is there keeps them.
   * @param accepter who pressed accept; null for a rule, whose leads stay without an owner when nobody takes turns.
   * @returns to whom each went; leads that went to nobody are left out.
   */
  async give(tx: Tx, leadIds: readonly string[], { accepter, now }: { accepter: string | null; now: Date }): Promise<Map<string, GivenTo>> {
    if (leadIds.length === 0) return new Map();
    // One at a time: two at once would both see the same person's turn, and one place left twice.
    await sql(tx, `select pg_advisory_xact_lock(hashtext('leads.turns'))`);
    const day = await this.routes.day(tx, now);
    const takers = await this.routes.takers(tx, day);
    const absent = await this.routes.absent(tx, now);
    const leads = await sql<Ownerless>(tx,
      `select l.id, l.merchant_id as "merchantId", l.country, l.category, l.score, o.id as "ownerId", o.name as "ownerName" from lead l left join app_user o on o.id = l.owner_id and o.id <> all($2)
        where l.id = any($1::uuid[]) order by array_position($1::uuid[], l.id)`, [leadIds, absent]);
    const voices = await this.voices(tx, leads, absent);
    const [acceptedBy] = accepter === null ? [] : await sql<{ name: string }>(tx, `select name from app_user where id = $1`, [accepter]);
    const turns = new Turns(takers, now);
    const given = new Map<string, GivenTo>();
    for (const lead of leads) {
      const voice = voices.get(lead.merchantId);
      if (lead.ownerId !== null) { given.set(lead.id, { userId: lead.ownerId, name: lead.ownerName!, how: 'kept' }); continue; }
      const to: GivenTo | null = voice ? { ...voice, how: 'voice' }
        : accepter !== null && turns.takesItself(accepter, lead) ? { userId: accepter, name: acceptedBy!.name, how: 'accepted' }
        : turns.next(lead) ?? (accepter === null ? null : { userId: accepter, name: acceptedBy!.name, how: 'accepted' });
      if (!to) continue;
      turns.count(to.userId);
      given.set(lead.id, to);
    }
    await this.write(tx, given, day, now);
    return given;
  }

  /** Whoever talks to the merchant through another lead of it, the furthest one. */
  private async voices(tx: Tx, leads: readonly Ownerless[], absent: readonly string[]): Promise<Map<string, { userId: string; name: string }>> {
    const rows = await sql<{ merchantId: string; userId: string; name: string }>(tx,
      `select distinct on (l.merchant_id) l.merchant_id as "merchantId", o.id as "userId", o.name from lead l join app_user o on o.id = l.owner_id
        where l.merchant_id = any($1::uuid[]) and l.id <> all($2::uuid[]) and l.closed_at is null and l.stage = any($3) and o.id <> all($4::uuid[])
        order by l.merchant_id, array_position($3::text[], l.stage) desc, l.id`, [leads.map((lead) => lead.merchantId), leads.map((lead) => lead.id), TALKING, absent]);
    return new Map(rows.map(({ merchantId, ...who }) => [merchantId, who]));
  }

  private async write(tx: Tx, given: ReadonlyMap<string, GivenTo>, day: string, now: Date): Promise<void> {
    const rows = [...given].flatMap(([leadId, to]) => (to.how === 'kept' ? [] : [{ leadId, userId: to.userId, how: to.how, says: HOW[to.how](to.name) }]));
    if (rows.length === 0) return;
    await sql(tx,
      `with new as (select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) with ordinality as new (lead_id, user_id, how, says, place)),
            owned as (update lead l set owner_id = new.user_id, version = l.version + 1, updated_at = $6 from new where l.id = new.lead_id),
            line as (insert into activity (lead_id, kind, summary, data, at) select lead_id, 'owner', says, jsonb_build_object('to', user_id, 'how', how), $6 from new order by place)
       insert into review_turn (user_id, lead_id, day, how, at) select user_id, lead_id, $5, how, $6 from new order by place`,
      [rows.map((row) => row.leadId), rows.map((row) => row.userId), rows.map((row) => row.how), rows.map((row) => row.says), day, now]);
    this.news.changed(tx, rows.map((row) => row.leadId));
  }
}

/** Turns as they are taken within one transaction. */
class Turns {
  private readonly takers: Array<NamedTaker & { givenToday: number; lastTurn: number }>;
  private latest: number;

  constructor(takers: readonly NamedTaker[], private readonly now: Date) {
    this.takers = takers.map((taker) => ({ ...taker }));
    this.latest = Math.max(0, ...takers.map((taker) => taker.lastTurn));
  }

  /** Somebody without a route takes what they accept only while nobody takes turns: else they sort leads for the others. */
  takesItself(userId: string, lead: Ownerless): boolean {
    const own = this.takers.find((taker) => taker.userId === userId);
    if (!own) return !this.takers.some((taker) => taker.byTurn);
    return !isAway(own, this.now) && hasRoom(own) && fitsRoute(own, lead);
  }

  next(lead: Ownerless): GivenTo | null {
    const taker = nextInTurn(this.takers, lead, this.now);
    return taker && { userId: taker.userId, name: taker.name, how: 'turn' };
  }

  count(userId: string): void {
    const taker = this.takers.find((one) => one.userId === userId);
    if (taker) Object.assign(taker, { givenToday: taker.givenToday + 1, lastTurn: ++this.latest });
  }
}
