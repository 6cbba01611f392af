import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';

export interface RankPoint {
  readonly at: Date;
  readonly rank: number;
  readonly listSize: number;
  /** 0 to 5. */
  readonly rating: number | null;
  readonly ratingCount: number | null;
  readonly products: number;
}
/** What was observed of one storefront in one category, oldest first. */
export interface RankSeries {
  readonly storefrontId: string;
  readonly category: string;
  readonly points: readonly RankPoint[];
}

/** Rank and rating over time (FEATURES S13). */
@Injectable()
export class RankHistory {
  /** Of the storefronts that stand behind a merchant now; at most 2,000 points a storefront. @param now business time. */
  of(on: Tx | DataSource, merchantId: string, now: Date, days: number): Promise<RankSeries[]> {
    return sql<{ storefrontId: string; category: string; points: Array<Omit<RankPoint, 'at'> & { at: string }> }>(on,
      `select link.storefront_id as "storefrontId", seen.category,
              json_agg(json_build_object('at', seen.observed_at, 'rank', seen.best_rank, 'listSize', seen.list_size, 'rating', seen.seller_rating, 'ratingCount', seen.rating_count, 'products', seen.listed_products) order by seen.observed_at) as points
         from identity_link link
         cross join lateral (select * from storefront_observation o where o.storefront_id = link.storefront_id and o.observed_at > $2::timestamptz - $3 * interval '1 day' and o.observed_at <= $2 order by o.observed_at desc limit 2000) seen
        where link.merchant_id = $1 and link.unlinked_at is null group by 1, 2 order by count(*) desc, 2`, [merchantId, now, days])
      .then((rows) => rows.map((row) => ({ ...row, points: row.points.map((point) => ({ ...point, at: new Date(point.at) })) })));
  }
}
