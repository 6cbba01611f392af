import { bestContactSql } from '#merchants';
import { sql, type Tx } from '#platform';
import { MOMENTUM_DAYS, SMALLEST_CELL } from './model.js';
import type { PublishedModel } from './score-models.js';

/** "4,210" */
const count = (expression: string): string => `to_char(${expression}, 'FM999,999,999,990')`;
const date = (expression: string): string => `to_char(${expression} at time zone 'UTC', 'FMDD Mon YYYY')`;
const iso = (expression: string): string => `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** Whole points of a share between 0 and 1 of a signal's weight. */
const points = (signal: string, share: string): string => `round((select (weights ->> '${signal}')::int from model) * least(1, greatest(0, ${share})))::int`;

/**
 * Newest observation of every linked storefront, where it stands among its neighbours, and how it moved.
 * The cell is marketplace × category × country; one with too few sellers says nothing, then it is marketplace × category.
 */
const STANDINGS = `
  model as (select $1::uuid as id, $2::jsonb as weights, $3::jsonb as gates),
  latest as (
    select link.merchant_id, s.id as storefront_id, s.marketplace, s.seller_id, coalesce(s.country, left(s.profile ->> 'country', 2)) as country,
           coalesce(s.profile ->> 'sourceUrl', s.url) as page, o.run_id, o.observed_at, o.category, o.list_size, o.best_rank, o.listed_products,
           coalesce(o.seller_rating, o.positive_percent / 20) as rating, o.rating_count, o.price_median, o.currency
      from identity_link link
      join storefront s on s.id = link.storefront_id
      cross join lateral (select * from storefront_observation seen where seen.storefront_id = s.id and seen.observed_at <= $4
                           order by seen.observed_at desc, seen.best_rank::float / greatest(seen.list_size, 1), seen.run_id limit 1) o
     where link.unlinked_at is null),
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
    select m.*, is_near, case when is_near then near else all_sellers end as sellers,
           case when is_near then format(' from %s', m.country) else '' end as whence,
           case when is_near then rank_near else rank_all end as rank_place, case when is_near then volume_near else volume_all end as volume_place,
           case when is_near then quality_near else quality_all end as quality_place,
           band.at as band, coalesce(list_page.url, m.page) as list_url,
           before.best_rank as old_rank, before.list_size as old_size, extract(day from m.observed_at - before.observed_at)::int as days
      from measured m
      cross join lateral (select m.near >= ${SMALLEST_CELL} and m.country is not null as is_near) size
      left join band on band.marketplace = m.marketplace and band.category = m.category and band.currency = m.currency
      left join list_page on list_page.run_id = m.run_id and list_page.category = m.category
      left join lateral (select * from storefront_observation seen
                          where seen.storefront_id = m.storefront_id and seen.category = m.category and seen.observed_at >= m.observed_at - interval '${MOMENTUM_DAYS} days'
                            and (seen.observed_at at time zone 'UTC')::date < (m.observed_at at time zone 'UTC')::date
                          order by seen.observed_at, seen.run_id limit 1) before on true)`;

/** Share of the cell's other sellers that a place leaves behind; alone in the cell counts as the middle. */
const better = (place: string): string => `case when sellers > 1 then 1 - (${place} - 1)::numeric / (sellers - 1) else 0.5 end`;
const shareUp = `(old_rank::numeric / greatest(old_size, 1) - best_rank::numeric / greatest(list_size, 1))`;

/**
 * What each storefront would give its merchant, signal by signal. A merchant gets the best of its storefronts, so that
 * being seen in one more place never costs points.
 */
const SIGNALS_OF_STOREFRONTS = `
  offered as (
    select s.merchant_id, s.marketplace, s.seller_id, signal.*
      from standing s cross join lateral (values
        (1, 'rank', 'Rank', ${points('rank', better('rank_place'))},
          format('rank %s of %s in %s (top %s %% of %s sellers%s)', best_rank, list_size, category, ceil(100.0 * rank_place / sellers), ${count('sellers')}, whence),
          format('#%s in %s', best_rank, category), best_rank::text, list_url, observed_at),
        (2, 'ratingVolume', 'Ratings', case when rating_count is null then 0 else ${points('ratingVolume', better('volume_place'))} end,
          case when rating_count is null then 'no rating count seen' else format('%s ratings (top %s %% of %s sellers%s in %s)', ${count('rating_count')}, ceil(100.0 * volume_place / sellers), ${count('sellers')}, whence, category) end,
          ${count('rating_count')} || ' ratings', rating_count::text, page, observed_at),
        (3, 'momentum', 'Movement', ${points('momentum', `case when old_rank is null then 0.5 else 0.5 + ${shareUp} * 5 end`)},
          case when old_rank is null then format('first seen in %s on %s: no movement known yet', category, ${date('observed_at')})
               when old_rank = best_rank then format('rank %s, as %s ago', best_rank, case when days = 1 then '1 day' else greatest(days, 1) || ' days' end)
               else format('%s %s %s in %s (rank %s → %s)', case when old_rank > best_rank then 'up' else 'down' end, abs(old_rank - best_rank), case when abs(old_rank - best_rank) = 1 then 'place' else 'places' end,
                           case when days <= 1 then '1 day' else days || ' days' end, old_rank, best_rank) end,
          case when old_rank > best_rank then format('↑%s in %s d', old_rank - best_rank, greatest(days, 1)) end, (old_rank - best_rank)::text, list_url, observed_at),
        (4, 'ratingQuality', 'Rating', case when rating is null then 0 else ${points('ratingQuality', better('quality_place'))} end,
          case when rating is null then 'no rating seen' else format('%s of 5 (top %s %% of %s sellers%s in %s)', round(rating::numeric, 1), ceil(100.0 * quality_place / sellers), ${count('sellers')}, whence, category) end,
          round(rating::numeric, 1) || ' of 5', round(rating::numeric, 2)::text, page, observed_at),
        (5, 'catalogueFit', 'Catalogue', case when jsonb_array_length((select gates -> 'wanted' from model)) > 0 and not (select gates -> 'wanted' from model) ? category then 0
                                              else ${points('catalogueFit', '0.4 + 0.2 * log(2, greatest(listed_products, 1))')} end,
          case when jsonb_array_length((select gates -> 'wanted' from model)) > 0 and not (select gates -> 'wanted' from model) ? category then format('%s is not a category we look for', category)
               else format('%s %s in %s', listed_products, case when listed_products = 1 then 'listed product' else 'listed products' end, category) end,
          null, listed_products::text, list_url, observed_at),
        (6, 'priceFit', 'Prices', case when band is null or price_median is null then 0 when price_median between band[2]::numeric and band[3]::numeric then ${points('priceFit', '1.0')}
                                       when price_median between band[1]::numeric and band[4]::numeric then ${points('priceFit', '0.6')} else ${points('priceFit', '0.2')} end,
          case when band is null or price_median is null then 'no price seen'
               else format('median price %s %s, %s the usual %s–%s of %s', round(price_median, 2), currency,
                           case when price_median < band[2]::numeric then 'below' when price_median > band[3]::numeric then 'above' else 'inside' end, round(band[2]::numeric, 2), round(band[3]::numeric, 2), category) end,
          null, round(price_median, 2) || ' ' || currency, list_url, observed_at)
      ) as signal (place, signal, label, points, text, short, raw, source_url, seen_at)),
  chosen as (
    select distinct on (merchant_id, place) * from offered order by merchant_id, place, points desc, marketplace, seller_id)`;

/** Per merchant: where it sells, whether it can be reached, and what stands against asking it. */
const MERCHANTS = `
  business as (
    select merchant_id, array_agg(distinct marketplace) as marketplaces, count(*)::int as storefronts, max(observed_at) as seen_at, max(rating_count) as most_ratings,
           (array_agg(category order by (${better('rank_place')}) desc, marketplace, seller_id))[1] as category,
           (array_agg(best_rank order by (${better('rank_place')}) desc, marketplace, seller_id))[1] as best_rank,
           (array_agg(rating order by rating_count desc nulls last, marketplace, seller_id) filter (where rating is not null))[1] as rating,
           min(category) filter (where exists (select from jsonb_array_elements_text((select gates -> 'prohibited' from model)) word where standing.category ~* ('\\m' || word))) as prohibited
      from standing group by merchant_id),
  judged as (
    select b.*, m.country, address.contact_id is not null as reachable, address.role as role_mailbox, address.source_url as address_url, address.seen_at as address_seen_at,
           exists (select from contact c where c.merchant_id = m.id and c.kind = 'phone') as has_phone,
           (select jsonb_agg(jsonb_build_object('code', code, 'text', text) order by place) from (values
              (1, 'prohibited-category', format('sells in %s, which we do not take', b.prohibited), b.prohibited is not null),
              (2, 'suppressed', block.text, block.text is not null),
              (3, 'rating-too-low', format('rated %s of 5, below %s', round(b.rating::numeric, 1), gates ->> 'minRating'), b.rating < (gates ->> 'minRating')::real),
              (4, 'too-few-ratings', case when b.most_ratings is null then 'no rating count seen' else format('%s ratings, fewer than %s', b.most_ratings, gates ->> 'minRatings') end, coalesce(b.most_ratings, 0) < (gates ->> 'minRatings')::int),
              (5, 'country-not-served', case when m.country is null then 'country not known' else format('%s is not served', m.country) end,
                 exists (select from region) and not exists (select from region where cardinality(countries) = 0 or m.country = any(countries)))
            ) as gate (place, code, text, failed) where failed) as failed
      from business b
      join merchant m on m.id = b.merchant_id
      cross join model
      left join lateral (select best.*, c.source_url, c.seen_at from (${bestContactSql('m.id', 'm.country')}) best join contact c on c.id = best.contact_id) address on true
      left join lateral (
        select format('%s on %s', case s.reason when 'opt_out' then 'opted out' when 'complaint' then 'complained' when 'legal' then 'blocked by law' when 'dsar' then 'asked to be forgotten' else 'blocked' end, ${date('s.created_at')}) as text
          from suppression s
         where s.lifted_at is null and s.reason <> 'hard_bounce'
           and (s.id in (select id from suppression where scope = 'merchant' and merchant_id = m.id and lifted_at is null)
             or s.id in (select id from suppression where scope = 'country' and country = m.country and lifted_at is null)
             or s.id in (select blocked.id from contact c join suppression blocked on (blocked.scope, blocked.mac) in (('address', c.address_mac), ('domain', c.domain_mac)) where c.merchant_id = m.id and blocked.lifted_at is null))
         order by s.created_at, s.id limit 1) block on true),
  line as (
    select merchant_id, place, signal, label, points, text, short, raw, source_url, seen_at from chosen
    union all
    select merchant_id, 7, 'reachability', 'Reachable', case when reachable and role_mailbox then ${points('reachability', '1.0')} when reachable then ${points('reachability', '0.6')} when has_phone then ${points('reachability', '0.2')} else 0 end,
           case when reachable and role_mailbox then 'role mailbox on a public page' when reachable then 'mail address on a public page' when has_phone then 'phone only: no usable email found' else 'no usable email found' end,
           null, case when reachable and role_mailbox then 'role mailbox' when reachable then 'mailbox' when has_phone then 'phone' end, address_url, address_seen_at from judged
    union all
    select merchant_id, 8, 'crossListing', 'Sells elsewhere', case when cardinality(marketplaces) > 1 then ${points('crossListing', '1.0')} else 0 end,
           case when cardinality(marketplaces) > 1 then format('on %s marketplaces: %s', cardinality(marketplaces), array_to_string(marketplaces, ', ')) else format('on %s only', marketplaces[1]) end,
           case when cardinality(marketplaces) > 1 then format('on %s marketplaces', cardinality(marketplaces)) end, cardinality(marketplaces)::text, null, seen_at from judged),
  explained as (
    select merchant_id, sum(points)::int as score, jsonb_agg(jsonb_build_object('signal', signal, 'label', label, 'points', points, 'max', (weights ->> signal)::int, 'text', text, 'short', short, 'raw', raw,
             'sourceUrl', source_url, 'seenAt', ${iso('seen_at')}) order by place) as contributions
      from line cross join model group by merchant_id),
  scored as (
    select j.merchant_id, e.score, e.contributions, coalesce(j.failed, '[]') as gates, j.marketplaces, j.category, j.best_rank, j.storefronts, j.reachable
      from judged j join explained e using (merchant_id))`;

/** The one line that moved most, in words: "rank 31 → 14". Movement follows from rank, so rank is named before it. */
const WHY = `
  select case when was.points is null then now.text
              when was.raw is distinct from now.raw then format('%s %s → %s', lower(now.label), coalesce(was.raw, 'none'), coalesce(now.raw, 'none'))
              else format('%s %s → %s points, because others moved', lower(now.label), was.points, now.points) end
    from jsonb_to_recordset(scored.contributions) as now (signal text, label text, points int, text text, raw text)
    left join jsonb_to_recordset(old.contributions) as was (signal text, points int, raw text) using (signal)
   order by abs(now.points - coalesce(was.points, 0)) * case signal when 'momentum' then 0.1 else 1 end desc, now.points desc, signal limit 1`;

/**
 * Scores every merchant that has a linked and observed storefront, in one statement: the whole table takes about as
 * long as a few hundred single rows would. Rows that come out the same are not written.
 * @returns merchants scored, and how many scores moved.
 */
export async function scoreEverybody(tx: Tx, model: PublishedModel, passId: string, businessAt: Date): Promise<{ merchants: number; changed: number }> {
  // Compiling this plan costs more than running it.
  await sql(tx, `set local jit = off`);
  const [totals] = await sql<{ merchants: number; changed: number }>(tx,
    `with ${STANDINGS}, ${SIGNALS_OF_STOREFRONTS}, ${MERCHANTS},
     moved as (
       insert into score_change (merchant_id, model_id, from_score, to_score, why, at)
       select scored.merchant_id, $1, old.score, scored.score, (${WHY}), $4
         from scored left join merchant_score old using (merchant_id)
        where old.score is distinct from scored.score
       returning 1),
     written as (
       insert into merchant_score as kept (merchant_id, model_id, pass_id, score, contributions, gates, marketplaces, category, best_rank, storefronts, reachable, scored_at)
       select merchant_id, $1, $5, score, contributions, gates, marketplaces, category, best_rank, storefronts, reachable, $4 from scored
       on conflict (merchant_id) do update set model_id = excluded.model_id, pass_id = excluded.pass_id, score = excluded.score, contributions = excluded.contributions, gates = excluded.gates,
         marketplaces = excluded.marketplaces, category = excluded.category, best_rank = excluded.best_rank, storefronts = excluded.storefronts, reachable = excluded.reachable, scored_at = excluded.scored_at
       where (kept.model_id, kept.score, kept.contributions, kept.gates, kept.marketplaces, kept.category, kept.best_rank, kept.storefronts, kept.reachable)
         is distinct from (excluded.model_id, excluded.score, excluded.contributions, excluded.gates, excluded.marketplaces, excluded.category, excluded.best_rank, excluded.storefronts, excluded.reachable)
       returning 1)
     select (select count(*) from scored)::int as merchants, (select count(*) from moved)::int as changed, (select count(*) from written)::int as written`,
    [model.id, JSON.stringify(model.weights), JSON.stringify(model.gates), businessAt, passId]);
  return { merchants: totals!.merchants, changed: totals!.changed };
}
