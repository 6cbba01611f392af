import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';

export interface ProfileStorefront {
  readonly id: string;
  readonly marketplace: string;
  readonly sellerId: string;
  readonly name: string;
  readonly url: string | null;
  readonly country: string | null;
  readonly seenAt: Date;
  /** Of its latest observation; null when it was never seen on a list. */
  readonly category: string | null;
  readonly bestRank: number | null;
  readonly listSize: number | null;
  readonly ratingCount: number | null;
  /** When that rank was seen. */
  readonly rankSeenAt: Date | null;
}
export interface MerchantProfile {
  readonly id: string;
  readonly name: string;
  readonly legalName: string | null;
  readonly country: string | null;
  /** Best rank within its list first. */
  readonly storefronts: readonly ProfileStorefront[];
}

/** Who a merchant is, for whoever writes to it or shows it. */
@Injectable()
export class MerchantProfiles {
  async of(on: Tx | DataSource, merchantId: string): Promise<MerchantProfile | null> {
    return (await this.ofMany(on, [merchantId])).get(merchantId) ?? null;
  }

  /** By merchant id; one statement for a whole window of mails. */
  async ofMany(on: Tx | DataSource, merchantIds: readonly string[]): Promise<Map<string, MerchantProfile>> {
    const rows = await sql<MerchantProfile & { storefronts: Array<ProfileStorefront & { seenAt: string; rankSeenAt: string | null }> }>(on,
      `select m.id, m.name, m.legal_name as "legalName", m.country, coalesce(fronts.list, '[]') as storefronts
         from merchant m
         left join lateral (
           select json_agg(json_build_object('id', s.id, 'marketplace', s.marketplace, 'sellerId', s.seller_id, 'name', s.name, 'url', s.url, 'country', s.country, 'seenAt', s.last_seen_at,
                    'category', seen.category, 'bestRank', seen.best_rank, 'listSize', seen.list_size, 'ratingCount', seen.rating_count, 'rankSeenAt', seen.observed_at)
                    order by seen.best_rank::float / nullif(seen.list_size, 0) nulls last, s.marketplace, s.seller_id) as list
             from identity_link link
             join storefront s on s.id = link.storefront_id
             left join lateral (select * from storefront_observation o where o.storefront_id = s.id order by o.observed_at desc limit 1) seen on true
            where link.merchant_id = m.id and link.unlinked_at is null) fronts on true
        where m.id = any($1)`, [merchantIds]);
    return new Map(rows.map((row) => [row.id, { ...row, storefronts: row.storefronts.map((one) => ({ ...one, seenAt: new Date(one.seenAt), rankSeenAt: one.rankSeenAt ? new Date(one.rankSeenAt) : null })) }]));
  }
}
