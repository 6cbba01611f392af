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

/** By sets: a subquery a merchant was planned for the empty tables that an import finds, and read all that people had said once a merchant. */
function sourcesOf(tx: Tx, merchantIds: readonly string[]): Promise<MerchantSources[]> {
  return sql<MerchantSources>(tx,
    `with part as (select id, id as heir from merchant where id = any($1::uuid[]) union all select id, merged_into from merchant where merged_into = any($1::uuid[]))
     select m.id as "merchantId", coalesce(shown.storefronts, '[]') as storefronts, coalesce(reached.contacts, '{}') as contacts, coalesce(numbered.keys, '{}') as keys, coalesce(told.corrections, '{}') as corrections
       from merchant m
       left join (select link.merchant_id, json_agg(json_build_object('marketplace', s.marketplace, 'sellerId', s.seller_id, 'name', s.name, 'country', s.country, 'profile', s.profile)) as storefronts
                    from identity_link link join storefront s on s.id = link.storefront_id where link.merchant_id = any($1::uuid[]) and link.unlinked_at is null group by link.merchant_id) shown on shown.merchant_id = m.id
       left join (select merchant_id, array_agg(value) as contacts from contact where merchant_id = any($1::uuid[]) group by merchant_id) reached on reached.merchant_id = m.id
       left join (select merchant_id, array_agg(value) as keys from merchant_key where merchant_id = any($1::uuid[]) group by merchant_id) numbered on numbered.merchant_id = m.id
       left join (select part.heir, json_object_agg(said.name, said.value order by said.merchant_id = part.heir, said.at) as corrections
                    from part join fact_correction said on said.merchant_id = part.id where said.withdrawn_at is null group by part.heir) told on told.heir = m.id
      where m.id = any($1::uuid[])`, [merchantIds]);
}
