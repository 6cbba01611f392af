import { MOMENTUM_DAYS, SMALLEST_CELL, STEADY_DAYS, STEADY_WINDOW_DAYS, STOREFRONT_SIGNALS } from '../model.js';
import { count, date, line, share, type LineSql } from './sql-text.js';

export interface StorefrontScope {
  /** SQL of a business moment: nothing observed later is looked at. */
  readonly asOf: string;
  /** Sub-select of `storefront_id`: who may be in the cells. More than needed costs time only. */
  readonly storefronts: string;
  /** A moment of the past: countries are those that pages showed by then. Passes measure the present and take the storefront's own. */
  readonly past?: boolean;
  /** Without evidence, which takes as long to put into words as all shares to measure: null instead. */
  readonly silent?: boolean;
  /** Sub-select of (`marketplace`, `category`): the cells to measure; left out: all. A cell is always measured whole. */
  readonly cells?: string;
}

/** Share of the cell's other sellers that a place leaves behind; alone in the cell counts as the middle. */
const better = (place: string): string => `case when sellers > 1 then 1 - (${place} - 1)::numeric / (sellers - 1) else 0.5 end`;
const shareUp = `(old_rank::numeric / greatest(old_size, 1) - best_rank::numeric / greatest(list_size, 1))`;
const top = (place: string): string => `ceil(100.0 * ${place} / sellers)`;

const MEASURES: Readonly<Record<(typeof STOREFRONT_SIGNALS)[number], { share: string; line: LineSql }>> = {
  rank: {
    share: better('rank_place'),
    line: {
      text: `format('rank %s of %s in %s (top %s %% of %s sellers%s)', best_rank, list_size, category, ${top('rank_place')}, ${count('sellers')}, whence)`,
      short: `format('#%s in %s', best_rank, category)`, raw: 'best_rank::text', sourceUrl: 'list_url', seenAt: 'observed_at',
    },
  },
  ratingVolume: {
    share: `case when rating_count is null then 0 else ${better('volume_place')} end`,
    line: {
      text: `case when rating_count is null then 'no rating count seen' else format('%s ratings (top %s %% of %s sellers%s in %s)', ${count('rating_count')}, ${top('volume_place')}, ${count('sellers')}, whence, category) end`,
      short: `${count('rating_count')} || ' ratings'`, raw: 'rating_count::text', sourceUrl: 'page', seenAt: 'observed_at',
    },
  },
  momentum: {
    share: `case when old_rank is null then 0.5 else 0.5 + ${shareUp} * 5 end`,
    line: {
      text: `case when old_rank is null then format('first seen in %s on %s: no movement known yet', category, ${date('observed_at')})
                  when old_rank = best_rank then format('rank %s, as %s ago', best_rank, case when days = 1 then '1 day' else greatest(days, 1) || ' days' end)
                  else format('%s %s %s in %s (rank %s → %s)', case when old_rank > best_rank then 'up' else 'down' end, abs(old_rank - best_rank), case when abs(old_rank - best_rank) = 1 then 'place' else 'places' end,
                              case when days <= 1 then '1 day' else days || ' days' end, old_rank, best_rank) end`,
      short: `case when old_rank > best_rank then format('↑%s in %s d', old_rank - best_rank, greatest(days, 1)) end`, raw: '(old_rank - best_rank)::text', sourceUrl: 'list_url', seenAt: 'observed_at',
    },
  },
  ratingQuality: {
    share: `case when rating is null then 0 else ${better('quality_place')} end`,
    line: {
      text: `case when rating is null then 'no rating seen' else format('%s of 5 (top %s %% of %s sellers%s in %s)', round(rating::numeric, 1), ${top('quality_place')}, ${count('sellers')}, whence, category) end`,
      short: `round(rating::numeric, 1) || ' of 5'`, raw: 'round(rating::numeric, 2)::text', sourceUrl: 'page', seenAt: 'observed_at',
    },
  },
  catalogueFit: {
    share: '0.4 + 0.2 * log(2, greatest(listed_products, 1))',
    line: { text: `format('%s %s in %s', listed_products, case when listed_products = 1 then 'listed product' else 'listed products' end, category)`, raw: 'listed_products::text', sourceUrl: 'list_url', seenAt: 'observed_at' },
  },
  priceFit: {
    share: `case when band is null or price_median is null then 0 when price_median between band[2]::numeric and band[3]::numeric then 1 when price_median between band[1]::numeric and band[4]::numeric then 0.6 else 0.2 end`,
    line: {
      text: `case when band is null or price_median is null then 'no price seen'
                  else format('median price %s %s, %s the usual %s–%s of %s', round(price_median, 2), currency,
                              case when price_median < band[2]::numeric then 'below' when price_median > band[3]::numeric then 'above' else 'inside' end, round(band[2]::numeric, 2), round(band[3]::numeric, 2), category) end`,
      raw: `round(price_median, 2) || ' ' || currency`, sourceUrl: 'list_url', seenAt: 'observed_at',
    },
  },
  steadiness: {
    share: `days_seen::numeric / ${STEADY_DAYS}`,
    line: { text: `format('seen on %s of the last ${STEADY_WINDOW_DAYS} days', days_seen)`, raw: 'days_seen::text', sourceUrl: 'list_url', seenAt: 'observed_at' },
  },
};

/**
 * SQL that measures storefronts among their neighbours: `storefront_id, marketplace, category, shares, evidence, best_rank, rating,
 * rating_count, observed_at`, the columns of `storefront_signal`. Reads observations up to `asOf` and nothing that was measured
 * before, so it answers for any moment of the past as for now.
 *
 * The cell is marketplace × category × country; one with too few sellers says nothing, then it is marketplace × category.
 */
export const storefrontSignals = ({ asOf, storefronts, cells, past = false, silent = false }: StorefrontScope): string => `
  with latest as (
    select s.id as storefront_id, s.marketplace, ${past ? countryThen(asOf) : `coalesce(s.country, left(s.profile ->> 'country', 2))`} as country, coalesce(s.profile ->> 'sourceUrl', s.url) as page,
           o.run_id, o.observed_at, o.category, o.list_size, o.best_rank, o.listed_products, coalesce(o.seller_rating, o.positive_percent / 20) as rating, o.rating_count, o.price_median, o.currency
      from storefront s
      cross join lateral (${latestObservation('s.id', asOf)}) o
     where s.id in (${storefronts})${cells ? ` and (s.marketplace, o.category) in (${cells})` : ''}),
  measured as (
    select latest.*, count(*) over narrow as near, count(*) over wide as all_sellers,
           rank() over (narrow order by best_rank) as rank_near, rank() over (wide order by best_rank) as rank_all,
           rank() over (narrow order by rating_count desc nulls last) as volume_near, rank() over (wide order by rating_count desc nulls last) as volume_all,
           rank() over (narrow order by rating desc nulls last) as quality_near, rank() over (wide order by rating desc nulls last) as quality_all
      from latest window narrow as (partition by marketplace, category, country), wide as (partition by marketplace, category)),
  band as (
    select marketplace, category, currency, percentile_cont(array[0.1, 0.25, 0.75, 0.9]::float8[]) within group (order by price_median::float8) as at
      from latest where price_median is not null group by marketplace, category, currency),
  list_page as (
    select distinct on (run.id, entry ->> 'category') run.id as run_id, entry ->> 'category' as category, entry ->> 'url' as url
      from (select distinct run_id from latest) seen join run on run.id = seen.run_id join source on source.id = run.source_id, jsonb_array_elements(source.entries) entry
     order by run.id, entry ->> 'category', entry ->> 'url'),
  standing as (
    select m.*, case when is_near then near else all_sellers end as sellers,
           case when is_near then format(' from %s', m.country) else '' end as whence,
           case when is_near then rank_near else rank_all end as rank_place, case when is_near then volume_near else volume_all end as volume_place,
           case when is_near then quality_near else quality_all end as quality_place,
           band.at as band, coalesce(list_page.url, m.page) as list_url, steady.days_seen,
           before.best_rank as old_rank, before.list_size as old_size, extract(day from m.observed_at - before.observed_at)::int as days
      from measured m
      cross join lateral (select m.near >= ${SMALLEST_CELL} and m.country is not null as is_near) size
      left join band on band.marketplace = m.marketplace and band.category = m.category and band.currency = m.currency
      left join list_page on list_page.run_id = m.run_id and list_page.category = m.category
      cross join lateral (select count(distinct (seen.observed_at at time zone 'UTC')::date) as days_seen from storefront_observation seen
                           where seen.storefront_id = m.storefront_id and seen.observed_at <= m.observed_at and seen.observed_at > m.observed_at - interval '${STEADY_WINDOW_DAYS} days') steady
      left join lateral (select * from storefront_observation seen
                          where seen.storefront_id = m.storefront_id and seen.category = m.category and seen.observed_at >= m.observed_at - interval '${MOMENTUM_DAYS} days'
                            and (seen.observed_at at time zone 'UTC')::date < (m.observed_at at time zone 'UTC')::date
                          order by seen.observed_at, seen.run_id limit 1) before on true)
  select storefront_id, marketplace, category,
         array[${STOREFRONT_SIGNALS.map((signal) => share(MEASURES[signal].share)).join(', ')}]::smallint[] as shares,
         ${silent ? 'null::jsonb' : `jsonb_build_array(${STOREFRONT_SIGNALS.map((signal) => line(MEASURES[signal].line)).join(', ')})`} as evidence,
         best_rank, rating::real as rating, rating_count, observed_at${past ? ', country' : ''}
    from standing`;

/** Every merchant that `s` was ever linked to, in two parts as the indexes are. */
const OWNERS = `select merchant_id from identity_link where storefront_id = s.id and unlinked_at is null union all select merchant_id from identity_link where storefront_id = s.id and unlinked_at is not null`;

/** The country that a page of `s` had shown by then; the list's, where no page was read by then. */
const countryThen = (asOf: string): string => `coalesce((
  select left(value, 2) from (
    select value, since from fact where merchant_id in (${OWNERS}) and storefront_id = s.id and name = 'country' and since <= ${asOf}
    union all
    select value, since from fact_past where merchant_id in (${OWNERS}) and storefront_id = s.id and name = 'country' and since <= ${asOf} and until > ${asOf}) known
   order by since desc limit 1), s.country)`;

/** The newest observation of a storefront at a moment; of several in one run the best place. */
export const latestObservation = (storefrontId: string, asOf: string): string => `
  select * from storefront_observation seen where seen.storefront_id = ${storefrontId} and seen.observed_at <= ${asOf}
   order by seen.observed_at desc, seen.best_rank::float / greatest(seen.list_size, 1), seen.run_id limit 1`;
