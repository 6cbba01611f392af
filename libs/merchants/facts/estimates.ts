import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import type { EstimateBasis } from './estimate.entity.js';
import { GMV_METHOD, gmvOf, SHORTEST_DAYS, type RatingPace } from './gmv.js';

export interface GmvEstimate {
  readonly currency: string;
  /** Whole units for a year. */
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  readonly method: string;
  readonly basis: EstimateBasis;
  readonly computedAt: Date;
}

/** Yearly sales of merchants, as ranges (FEATURES I9). For our eyes: no mail can name them. */
@Injectable()
export class Estimates {
  /** By currency. Empty when too little was seen. */
  of(on: Tx | DataSource, merchantId: string): Promise<GmvEstimate[]> {
    return sql<GmvEstimate>(on,
      `select currency, low::float8 as low, mid::float8 as mid, high::float8 as high, method, basis, computed_at as "computedAt" from estimate where merchant_id = $1 order by currency`, [merchantId]);
  }

  /** Works them out anew for the merchants of a run whose ratings have grown since the observation before. */
  async renew(tx: Tx, run: { readonly runId: string; readonly at: Date }): Promise<void> {
    const paces = await sql<RatingPace & { merchantId: string }>(tx,
      `with grown as (
         select distinct link.merchant_id from storefront_observation h join identity_link link on link.storefront_id = h.storefront_id and link.unlinked_at is null
           cross join lateral (select o.rating_count from storefront_observation o where o.storefront_id = h.storefront_id and o.observed_at < $2 order by o.observed_at desc limit 1) before
          where h.run_id = $1 and h.observed_at = $2 and h.rating_count > before.rating_count)
       select link.merchant_id as "merchantId", s.marketplace, s.seller_id as "sellerId", first.observed_at as "from", first.rating_count as "ratingsFrom", peak.observed_at as "to", peak.rating_count as "ratingsTo", price.median::text as "medianPrice", price.currency
         from grown join identity_link link on link.merchant_id = grown.merchant_id and link.unlinked_at is null join storefront s on s.id = link.storefront_id
         cross join lateral (select o.observed_at, o.rating_count from storefront_observation o where o.storefront_id = s.id and o.rating_count is not null and o.observed_at > $2::timestamptz - interval '90 days' and o.observed_at <= $2 order by o.observed_at limit 1) first
         cross join lateral (select o.observed_at, o.rating_count from storefront_observation o where o.storefront_id = s.id and o.rating_count is not null and o.observed_at > $2::timestamptz - interval '90 days' and o.observed_at <= $2 order by o.rating_count desc, o.observed_at limit 1) peak
         cross join lateral (select o.price_median as median, o.currency from storefront_observation o where o.storefront_id = s.id and o.price_median is not null and o.currency is not null and o.observed_at <= $2 and o.observed_at > $2::timestamptz - interval '90 days' order by o.observed_at desc limit 1) price
        where peak.rating_count > first.rating_count and peak.observed_at >= first.observed_at + interval '${SHORTEST_DAYS} days'`, [run.runId, run.at]);
    const byMerchant = new Map<string, RatingPace[]>();
    for (const { merchantId, ...pace } of paces) byMerchant.set(merchantId, [...(byMerchant.get(merchantId) ?? []), pace]);
    const merchants = [...byMerchant.keys()];
    const rows = [...byMerchant].flatMap(([merchantId, its]) => gmvOf(its).map((range) => ({ merchantId, ...range })));
    await sql(tx, `delete from estimate e where e.merchant_id = any($1) and not exists (select from unnest($2::uuid[], $3::text[]) as now (merchant_id, currency) where now.merchant_id = e.merchant_id and now.currency = e.currency)`,
      [merchants, rows.map((row) => row.merchantId), rows.map((row) => row.currency)]);
    await sql(tx,
      `insert into estimate (merchant_id, currency, low, mid, high, method, basis, computed_at) select merchant_id, currency, low, mid, high, $7, basis, $8 from unnest($1::uuid[], $2::text[], $3::numeric[], $4::numeric[], $5::numeric[], $6::jsonb[]) as e (merchant_id, currency, low, mid, high, basis)
       on conflict (merchant_id, currency) do update set low = excluded.low, mid = excluded.mid, high = excluded.high, method = excluded.method, basis = excluded.basis, computed_at = excluded.computed_at where estimate.computed_at < excluded.computed_at`,
      [rows.map((row) => row.merchantId), rows.map((row) => row.currency), rows.map((row) => row.low), rows.map((row) => row.mid), rows.map((row) => row.high), rows.map((row) => JSON.stringify(row.basis)), GMV_METHOD, run.at]);
  }
}
