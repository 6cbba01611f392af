import { sql, type Tx } from '#platform';
import { summarise, type MerchantSources } from './facts/merchant-summary.js';

/** Names merchants anew from what stands behind them now. Those whose summary is right already are not written. @param at business time. */
export async function refreshSummaries(tx: Tx, merchantIds: readonly string[], at: Date): Promise<void> {
  const summaries = (await sourcesOf(tx, merchantIds)).map(summarise);
  await sql(tx,
    `update merchant m set name = now.name, legal_name = now.legal_name, country = now.country, search_text = now.search_text, legal_form = now.legal_form, legal_form_reason = now.legal_form_reason, updated_at = $6
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $7::text[], $8::text[]) as now (id, name, legal_name, country, search_text, legal_form, legal_form_reason)
      where m.id = now.id and (m.name, m.legal_name, m.country, m.search_text, m.legal_form, m.legal_form_reason)
        is distinct from (now.name, now.legal_name, now.country::char(2), now.search_text, now.legal_form, now.legal_form_reason)`,
    [summaries.map((one) => one.merchantId), summaries.map((one) => one.name), summaries.map((one) => one.legalName), summaries.map((one) => one.country), summaries.map((one) => one.searchText), at,
      summaries.map((one) => one.legalForm), summaries.map((one) => one.legalFormReason)]);
}

function sourcesOf(tx: Tx, merchantIds: readonly string[]): Promise<MerchantSources[]> {
  return sql<MerchantSources>(tx,
    `select m.id as "merchantId",
            (select coalesce(json_agg(json_build_object('marketplace', s.marketplace, 'sellerId', s.seller_id, 'name', s.name, 'country', s.country, 'profile', s.profile)), '[]')
               from identity_link link join storefront s on s.id = link.storefront_id where link.merchant_id = m.id and link.unlinked_at is null) as storefronts,
            array(select value from contact where contact.merchant_id = m.id) as contacts,
            array(select value from merchant_key where merchant_key.merchant_id = m.id) as keys,
            (select coalesce(json_object_agg(name, value order by said.merchant_id = m.id, said.at), '{}') from fact_correction said
               where said.merchant_id in (select m.id union all select part.id from merchant part where part.merged_into = m.id) and said.withdrawn_at is null) as corrections
       from merchant m where m.id = any($1)`, [merchantIds]);
}
