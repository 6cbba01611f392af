import { sql, type Tx } from '#platform';
import { summarise, type MerchantSources } from './facts/merchant-summary.js';

/** Names merchants anew from what stands behind them now. Those whose summary is right already are not written. @param at business time. */
export async function refreshSummaries(tx: Tx, merchantIds: readonly string[], at: Date): Promise<void> {
  const summaries = (await sourcesOf(tx, merchantIds)).map(summarise);
  await sql(tx,
    `update merchant m set name = now.name, legal_name = now.legal_name, country = now.country, search_text = now.search_text, updated_at = $6
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) as now (id, name, legal_name, country, search_text)
      where m.id = now.id and (m.name, m.legal_name, m.country, m.search_text) is distinct from (now.name, now.legal_name, now.country::char(2), now.search_text)`,
    [summaries.map((one) => one.merchantId), summaries.map((one) => one.name), summaries.map((one) => one.legalName), summaries.map((one) => one.country), summaries.map((one) => one.searchText), at]);
}

function sourcesOf(tx: Tx, merchantIds: readonly string[]): Promise<MerchantSources[]> {
  return sql<MerchantSources>(tx,
    `select m.id as "merchantId",
            (select coalesce(json_agg(json_build_object('marketplace', s.marketplace, 'sellerId', s.seller_id, 'name', s.name, 'country', s.country, 'profile', s.profile)), '[]')
               from identity_link link join storefront s on s.id = link.storefront_id where link.merchant_id = m.id and link.unlinked_at is null) as storefronts,
            array(select value from contact where contact.merchant_id = m.id) as contacts,
            array(select value from merchant_key where merchant_key.merchant_id = m.id) as keys
       from merchant m where m.id = any($1)`, [merchantIds]);
}
