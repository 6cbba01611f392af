import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Workspaces } from '#access';
import { sql, type Tx } from '#platform';
import { InvitationTokens } from './invitation-tokens.js';
import type { InvitationState } from './invitation.entity.js';
import { balanceOf, lockRoom, type OfferBalance } from './ledger.queries.js';
import { OfferExhausted, OfferMissing } from './offer.errors.js';
import { freeze, type FrozenTerms, type OfferTerms } from './terms.js';

export interface NewOffer {
  readonly name: string;
  readonly currency: string;
  /** Decimal string. */
  readonly budget: string;
  readonly maxUses: number;
  readonly terms: OfferTerms;
  /** What one place is thought to cost; decimal string. */
  readonly reserveAmount: string;
  readonly validDays?: number;
  readonly at: Date;
}
export interface Recipient {
  readonly merchantId: string;
  readonly leadId: string;
  readonly contactId: string;
}
export interface Reservation {
  readonly invitationId: string;
  readonly token: string;
  readonly checkCode: string;
  readonly expiresAt: Date;
  readonly terms: FrozenTerms;
}
export interface InvitationView extends Recipient {
  readonly id: string;
  readonly generation: number;
  readonly state: InvitationState;
  readonly checkCode: string;
  readonly terms: FrozenTerms;
  readonly termsHash: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  readonly answer: Record<string, unknown> | null;
}

const VIEW = `id, merchant_id as "merchantId", lead_id as "leadId", contact_id as "contactId", generation, state, check_code as "checkCode", terms, terms_hash as "termsHash",
  issued_at as "issuedAt", expires_at as "expiresAt", answered_at as "answeredAt", answer`;

/** Offers, their ledger and the invitations that promise them to one merchant each. */
@Injectable()
export class Offers {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(InvitationTokens) private readonly tokens: InvitationTokens,
  ) {}

  /** Makes an offer with its first version. One with that name already there is returned as it is. */
  async create(tx: Tx, offer: NewOffer): Promise<{ offerId: string }> {
    const [made] = await sql<{ id: string }>(tx,
      `insert into offer (name, currency, budget, max_uses, created_at) values ($1, $2, $3, $4, $5) on conflict (name) do nothing returning id`,
      [offer.name, offer.currency, offer.budget, offer.maxUses, offer.at]);
    if (!made) {
      const [there] = await sql<{ id: string }>(tx, `select id from offer where name = $1`, [offer.name]);
      return { offerId: there!.id };
    }
    await sql(tx, `insert into offer_version (offer_id, version, headline, terms, reserve_amount, valid_days, published_at) values ($1, 1, $2, $3, $4, $5, $6)`,
      [made.id, offer.terms.headline, JSON.stringify(offer.terms), offer.reserveAmount, offer.validDays ?? 21, offer.at]);
    return { offerId: made.id };
  }

  /**
   * Gives one merchant a place: invitation and reservation, or neither.
   * @throws OfferExhausted when budget or places are used up.
   */
  async reserve(tx: Tx, wish: Recipient & { offerId: string; at: Date }): Promise<Reservation> {
    const [reservation] = await this.reserveMany(tx, wish.offerId, [wish], wish.at);
    if (!reservation) throw new OfferExhausted('This offer has no room left: its budget or its places are used up.', { offerId: wish.offerId });
    return reservation;
  }

  /**
   * Gives places to several merchants in one go, in the order given; null for those for whom there was no room left.
   * A merchant who holds an open invitation of this offer keeps it. Locks the offer's row: take it last in a transaction.
   */
  async reserveMany(tx: Tx, offerId: string, wishes: readonly Recipient[], at: Date): Promise<Array<Reservation | null>> {
    if (wishes.length === 0) return [];
    const open = new Map((await sql<InvitationView & { offerId: string }>(tx,
      `select ${VIEW}, (select offer_id from offer_version v where v.id = offer_version_id) as "offerId" from invitation where merchant_id = any($1::uuid[]) and state = 'open'`,
      [wishes.map((wish) => wish.merchantId)])).map((invitation) => [invitation.merchantId, invitation]));
    await this.release(tx, [...open.values()].filter((invitation) => invitation.offerId !== offerId).map((invitation) => invitation.id), 'revoked', at, { why: 'superseded' });

    const kept = (wish: Recipient) => (open.get(wish.merchantId)?.offerId === offerId ? open.get(wish.merchantId) : undefined);
    const wanting = wishes.filter((wish) => !kept(wish));
    const made = wanting.length > 0 ? await this.issue(tx, offerId, wanting, at) : new Map<string, Reservation>();
    return wishes.map((wish) => {
      const invitation = kept(wish);
      if (!invitation) return made.get(wish.merchantId) ?? null;
      return { invitationId: invitation.id, token: this.tokens.token(invitation.id, invitation.generation), checkCode: invitation.checkCode, expiresAt: invitation.expiresAt, terms: invitation.terms };
    });
  }

  /** The invitation that a link opens, whatever its state; null for a token that is unknown or malformed. */
  async invitationOf(tx: Tx, token: string): Promise<InvitationView | null> {
    const [row] = await sql<InvitationView>(tx, `select ${VIEW} from invitation where token_hash = $1`, [this.tokens.hash(token)]);
    return row ?? null;
  }

  /** The secret in an invitation's link, derived anew each time. */
  token(invitationId: string, generation: number): string {
    return this.tokens.token(invitationId, generation);
  }

  /**
   * Turns the reservation into a commitment, once.
   * @returns false when the invitation is not open or its time is over at `at`: nothing was changed.
   */
  async commit(tx: Tx, invitationId: string, at: Date, answer: Record<string, unknown> = {}): Promise<boolean> {
    const won = await sql(tx,
      `update invitation set state = 'accepted', answered_at = $2, answer = $3 where id = $1 and state = 'open' and expires_at > $2 returning id`, [invitationId, at, JSON.stringify(answer)]);
    if (won.length > 0) await this.settle(tx, [invitationId], 'commit', at);
    return won.length > 0;
  }

  /** Ends open invitations and gives their places back, once each. @returns the ids of those that were open. */
  async release(tx: Tx, invitationIds: readonly string[], to: Exclude<InvitationState, 'open' | 'accepted'>, at: Date, answer: Record<string, unknown> = {}): Promise<string[]> {
    if (invitationIds.length === 0) return [];
    const ended = await sql<{ id: string }>(tx,
      `with found as (select id from invitation where id = any($1::uuid[]) and state = 'open' order by id for no key update)
       update invitation i set state = $2, answered_at = $3, answer = $4 from found where i.id = found.id returning i.id`, [invitationIds, to, at, JSON.stringify(answer)]);
    const ids = ended.map((row) => row.id);
    await this.settle(tx, ids, 'release', at);
    return ids;
  }

  /** Ends the open invitation of each merchant, if there is one. */
  async releaseOf(tx: Tx, merchantIds: readonly string[], to: Exclude<InvitationState, 'open' | 'accepted'>, at: Date, answer: Record<string, unknown> = {}): Promise<string[]> {
    const open = await sql<{ id: string }>(tx, `select id from invitation where merchant_id = any($1::uuid[]) and state = 'open'`, [merchantIds]);
    return this.release(tx, open.map((row) => row.id), to, at, answer);
  }

  /** Notes something the merchant said about an invitation that stays open. */
  async remark(tx: Tx, invitationId: string, answer: Record<string, unknown>): Promise<void> {
    await sql(tx, `update invitation set answer = coalesce(answer, '{}') || $2::jsonb where id = $1 and state = 'open'`, [invitationId, JSON.stringify(answer)]);
  }

  /** @throws OfferMissing */
  async balance(offerId: string, on: Tx | DataSource = this.db): Promise<OfferBalance> {
    const balance = await balanceOf(on, offerId);
    if (!balance) throw new OfferMissing('There is no such offer.', { offerId });
    return balance;
  }

  private async issue(tx: Tx, offerId: string, wishes: readonly Recipient[], at: Date): Promise<Map<string, Reservation>> {
    const workspace = await this.workspaces.get(tx);
    const names = new Map((await sql<{ id: string; name: string }>(tx, `select id, name from merchant where id = any($1::uuid[])`, [wishes.map((wish) => wish.merchantId)])).map((row) => [row.id, row.name]));
    const room = await lockRoom(tx, offerId);
    if (!room || !workspace) throw new OfferMissing('There is no such offer in this workspace.', { offerId });
    const issued = wishes.slice(0, room.room).map((wish) => {
      const id = randomUUID();
      const { terms, hash, expiresAt } = freeze(room.terms, {
        offer: room.offer, version: room.version, validDays: room.validDays, marketplace: workspace.name, merchant: names.get(wish.merchantId) ?? '', zone: workspace.zone, at,
      });
      return { wish, id, terms, hash, expiresAt, token: this.tokens.token(id, 1), checkCode: this.tokens.checkCode(id) };
    });
    if (issued.length === 0) return new Map();
    await sql(tx,
      `insert into invitation (id, offer_version_id, merchant_id, lead_id, contact_id, token_hash, check_code, state, terms, terms_hash, issued_at, expires_at)
       select id, $2, merchant_id, lead_id, contact_id, token_hash, check_code, 'open', terms, terms_hash, $3, expires_at
       from unnest($1::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bytea[], $8::text[], $9::jsonb[], $10::text[], $11::timestamptz[])
         as new (id, merchant_id, lead_id, contact_id, token_hash, check_code, terms, terms_hash, expires_at)`,
      [issued.map((one) => one.id), room.versionId, at, issued.map((one) => one.wish.merchantId), issued.map((one) => one.wish.leadId), issued.map((one) => one.wish.contactId),
        issued.map((one) => this.tokens.hash(one.token)), issued.map((one) => one.checkCode), issued.map((one) => JSON.stringify(one.terms)), issued.map((one) => one.hash), issued.map((one) => one.expiresAt)]);
    await sql(tx, `insert into ledger_entry (offer_id, invitation_id, kind, amount, uses, at) select $1, id, 'reserve', $2, 1, $3 from unnest($4::uuid[]) as id`,
      [offerId, room.reserveAmount, at, issued.map((one) => one.id)]);
    return new Map(issued.map((one) => [one.wish.merchantId, { invitationId: one.id, token: one.token, checkCode: one.checkCode, expiresAt: one.expiresAt, terms: one.terms }]));
  }

  private async settle(tx: Tx, invitationIds: readonly string[], kind: 'commit' | 'release', at: Date): Promise<void> {
    if (invitationIds.length === 0) return;
    await sql(tx,
      `insert into ledger_entry (offer_id, invitation_id, kind, amount, uses, at)
       select offer_id, invitation_id, $2, amount, uses, $3 from ledger_entry where invitation_id = any($1::uuid[]) and kind = 'reserve'`, [invitationIds, kind, at]);
  }
}
