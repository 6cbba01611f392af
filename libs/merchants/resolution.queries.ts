import { sql, type Tx } from '#platform';
import type { SellerPage } from './facts/page-facts.js';
import type { KnownIdentity, KnownMerchant } from './identity.js';

/** A storefront of the run, and the merchant it is linked to already. */
export interface StorefrontRow extends SellerPage { linkedTo: string | null }

export async function runOf(tx: Tx, runId: string): Promise<{ recipeVersionId: string; businessAt: Date } | undefined> {
  const [run] = await sql<{ recipeVersionId: string; businessAt: Date }>(tx, `select recipe_version_id as "recipeVersionId", business_at as "businessAt" from run where id = $1`, [runId]);
  return run;
}

export async function storefrontsOf(tx: Tx, runId: string): Promise<StorefrontRow[]> {
  return sql<StorefrontRow>(tx,
    `select s.id, s.marketplace, s.seller_id as "sellerId", s.name, s.url, s.country, s.profile, s.profile_seen_at as "profileSeenAt", link.merchant_id as "linkedTo",
            s.profile_seen_at is not null and s.profile_seen_at > coalesce((select max(seen_at) from fact where fact.merchant_id = link.merchant_id and fact.storefront_id = s.id), '-infinity') as fresh
       from (select distinct storefront_id from storefront_observation where run_id = $1) seen
       join storefront s on s.id = seen.storefront_id
       left join identity_link link on link.storefront_id = s.id and link.unlinked_at is null`, [runId]);
}

/** Owners of the given keys, and what is known of them. */
export async function knownIdentity(tx: Tx, keys: ReadonlyArray<{ kind: string; value: string }>, merchantIds: readonly string[]): Promise<KnownIdentity> {
  const owned = await sql<{ kind: string; value: string; merchantId: string }>(tx,
    `select k.kind, k.value, k.merchant_id as "merchantId" from merchant_key k join unnest($1::text[], $2::text[]) as asked (kind, value) using (kind, value)`,
    [keys.map((key) => key.kind), keys.map((key) => key.value)]);
  const merchants = await sql<KnownMerchant>(tx,
    `select m.id, m.name, m.created_at as "createdAt", array(select value from merchant_key k where k.merchant_id = m.id and k.kind = 'vat') as vats from merchant m where m.id = any($1)`,
    [[...new Set([...owned.map((key) => key.merchantId), ...merchantIds])]]);
  return { owners: new Map(owned.map((key) => [`${key.kind}:${key.value}`, key.merchantId])), merchants: new Map(merchants.map((merchant) => [merchant.id, merchant])) };
}
