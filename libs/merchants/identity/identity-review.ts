import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Audit } from '#access';
import { Clock, sql, type Tx } from '#platform';
import { Merging } from '../merging/merging.js';
import type { SellerProfile } from '../facts/page-facts.js';
import { IdentityLinks } from './identity-links.js';
import type { ReviewState } from './identity-review.entity.js';
import { IdentityPairDecided, IdentityPairMissing } from './identity.errors.js';

/** One of two storefronts that stand side by side. */
export interface ReviewSide {
  readonly storefrontId: string;
  readonly marketplace: string;
  readonly sellerId: string;
  readonly name: string;
  readonly url: string | null;
  readonly country: string | null;
  /** What its page shows: businessName, address, phone, email, vat, registration, rating, ratingCount; parts that it does not show are absent. */
  readonly profile: SellerProfile;
  readonly merchantId: string;
  readonly merchantName: string;
  /** Storefronts of that merchant. */
  readonly storefronts: number;
}
export interface ReviewPair {
  readonly id: string;
  /** How probably the two are one business, 0 to 1. */
  readonly score: number;
  /** Sentences, the weightiest first. */
  readonly reasons: readonly string[];
  readonly askedAt: Date;
  /** They are one merchant's already, and the question is whether that is right. */
  readonly linked: boolean;
  readonly one: ReviewSide;
  readonly other: ReviewSide;
}
interface PairRow { readonly id: string; readonly oneId: string; readonly otherId: string; readonly state: ReviewState; readonly oneMerchant: string; readonly otherMerchant: string; readonly newer: 'one' | 'other' }

const side = (alias: string, link: string, merchant: string): string =>
  `json_build_object('storefrontId', ${alias}.id, 'marketplace', ${alias}.marketplace, 'sellerId', ${alias}.seller_id, 'name', ${alias}.name, 'url', ${alias}.url, 'country', coalesce(${alias}.profile ->> 'country', ${alias}.country), 'profile', ${alias}.profile,
     'merchantId', ${merchant}.id, 'merchantName', ${merchant}.name, 'storefronts', (select count(*)::int from identity_link l where l.merchant_id = ${link}.merchant_id and l.unlinked_at is null))`;
/** An open pair whose two became one merchant by other means asks nothing any more, unless it asked whether they are. */
const LIVE = `r.state = 'open' and (a.merchant_id <> b.merchant_id or exists (select from identity_link doubt where doubt.unlinked_at is null and doubt.evidence is not null
    and ((doubt.storefront_id = r.one_id and doubt.evidence ->> 'beside' = r.other_id::text) or (doubt.storefront_id = r.other_id and doubt.evidence ->> 'beside' = r.one_id::text))))`;
const PAIRS = `identity_review r join storefront one on one.id = r.one_id join storefront other on other.id = r.other_id
    join identity_link a on a.storefront_id = r.one_id and a.unlinked_at is null join identity_link b on b.storefront_id = r.other_id and b.unlinked_at is null
    join merchant ma on ma.id = a.merchant_id join merchant mb on mb.id = b.merchant_id`;

/** Pairs of storefronts that are neither surely one merchant's nor surely two's: a person says. */
@Injectable()
export class IdentityReview {
  constructor(@Inject(Merging) private readonly merging: Merging, @Inject(IdentityLinks) private readonly links: IdentityLinks, @Inject(Clock) private readonly clock: Clock, @Inject(Audit) private readonly audit: Audit) {}

  /** Open pairs, the likeliest first. @param after the last pair of the page before. */
  async list(on: Tx | DataSource, { limit = 50, after }: { limit?: number; after?: { score: number; id: string } } = {}): Promise<ReviewPair[]> {
    return sql<ReviewPair>(on,
      `select r.id, r.score, r.reasons, r.asked_at as "askedAt", a.merchant_id = b.merchant_id as linked, ${side('one', 'a', 'ma')} as one, ${side('other', 'b', 'mb')} as other
         from ${PAIRS} where ${LIVE} and ($2::real is null or (r.score, r.id) < ($2::real, $3::uuid)) order by r.score desc, r.id desc limit $1`, [limit, after?.score ?? null, after?.id ?? null]);
  }

  async open(on: Tx | DataSource): Promise<number> {
    const [row] = await sql<{ open: number }>(on, `select count(*)::int as open from ${PAIRS} where ${LIVE}`);
    return row!.open;
  }

  /** One pair, also when it was decided. @throws IdentityPairMissing */
  async one(on: Tx | DataSource, id: string): Promise<ReviewPair & { state: ReviewState; why: string | null }> {
    const [pair] = await sql<ReviewPair & { state: ReviewState; why: string | null }>(on,
      `select r.id, r.score, r.reasons, r.asked_at as "askedAt", r.state, r.why, a.merchant_id = b.merchant_id as linked, ${side('one', 'a', 'ma')} as one, ${side('other', 'b', 'mb')} as other from ${PAIRS} where r.id = $1`, [id]);
    if (!pair) throw new IdentityPairMissing('There is no such pair to compare.', { id });
    return pair;
  }

  /**
   * What a person says of a pair. `link` joins the two merchants (the younger into the older, unless `winnerId` says otherwise); `apart` is
   * remembered, and takes the newer storefront out where the two were one merchant's.
   * @param by id of the person. @throws IdentityPairMissing, IdentityPairDecided
   */
  async decide(tx: Tx, { id, verdict, by, why, winnerId }: { id: string; verdict: 'link' | 'apart'; by: string; why: string; winnerId?: string }): Promise<void> {
    // Before the row: a run that is being resolved asks and links under this lock.
    await sql(tx, `select pg_advisory_xact_lock(hashtext('merchants.resolution'))`);
    const [pair] = await sql<PairRow>(tx,
      `select r.id, r.one_id as "oneId", r.other_id as "otherId", r.state, a.merchant_id as "oneMerchant", b.merchant_id as "otherMerchant", case when (b.linked_at, b.storefront_id) > (a.linked_at, a.storefront_id) then 'other' else 'one' end as newer
         from identity_review r join identity_link a on a.storefront_id = r.one_id and a.unlinked_at is null join identity_link b on b.storefront_id = r.other_id and b.unlinked_at is null where r.id = $1 for update of r`, [id]);
    if (!pair) throw new IdentityPairMissing('There is no such pair to compare.', { id });
    if (pair.state !== 'open') throw new IdentityPairDecided(`Somebody has said already that these are ${pair.state === 'linked' ? 'one merchant' : 'two merchants'}.`, { id, state: pair.state });
    const at = await this.clock.now(tx);
    await sql(tx, `update identity_review set state = $2, decided_at = $3, decided_by = $4, why = $5 where id = $1`, [id, verdict === 'link' ? 'linked' : 'apart', at, by, why]);
    await this.audit.record(tx, { userId: by, action: 'identity.decided', subject: id, after: { verdict, why, storefronts: [pair.oneId, pair.otherId] } });
    if (verdict === 'link' && pair.oneMerchant !== pair.otherMerchant) {
      const [older, younger] = await this.byAge(tx, [pair.oneMerchant, pair.otherMerchant]);
      const winner = winnerId === younger ? younger : older;
      await this.merging.merge(tx, { winnerId: winner!, loserId: winner === older ? younger! : older!, why: why || 'compared side by side', byUserId: by });
    }
    if (verdict === 'apart' && pair.oneMerchant === pair.otherMerchant) await this.links.unlink(tx, { storefrontId: pair.newer === 'one' ? pair.oneId : pair.otherId, by, why });
  }

  private async byAge(tx: Tx, merchantIds: readonly string[]): Promise<string[]> {
    return (await sql<{ id: string }>(tx, `select id from merchant where id = any($1) order by created_at, id`, [merchantIds])).map((row) => row.id);
  }
}
