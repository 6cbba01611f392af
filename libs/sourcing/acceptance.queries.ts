import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import type { SellerSeen } from './harvest.js';
import { LIST_RECIPE } from './imports/list-recipe.js';
import type { ResolvedListing, StorefrontStanding } from './observations.js';
import type { PageContext, PageResult, PageState, RunState } from './run-states.js';
import type { StorefrontProfile } from './storefront.entity.js';

/** Rows a statement: unnest of about 5,000 is within 5 % of COPY (PERFORMANCE §4) and far simpler. */
const BATCH = 5_000;
const PAGES_AT_ONCE = 100;

export interface RunToAccept { readonly id: string; readonly state: RunState; readonly decision: string | null; readonly sourceId: string; readonly marketplace: string; readonly lists: string[]; readonly businessAt: Date; /** A list that people brought says what it says and nothing about the rest. */ readonly addsToProfiles: boolean }
export interface LedgerPage { readonly id: number; readonly url: string; readonly kind: string; readonly context: PageContext; readonly state: PageState; readonly reason: string | null; readonly result: PageResult | null; readonly httpStatus: number | null }
/** A page that was fetched and read; it stays as it is until a person has the whole run read again. */
export interface DonePage { readonly id: number; readonly url: string; readonly kind: string; readonly context: PageContext; readonly result: PageResult }
export interface KnownStorefront { readonly id: string; readonly sellerId: string; readonly profile: StorefrontProfile; readonly isNew: boolean }

/** Locks the run, so that of two acceptances one waits and then finds it accepted. */
export async function lockRun(tx: Tx, runId: string): Promise<RunToAccept | null> {
  const [row] = await sql<RunToAccept>(tx,
    `select r.id, r.state, r.decision, r.source_id as "sourceId", s.marketplace, (select array_agg(distinct e->>'list') from jsonb_array_elements(s.entries) e) as lists, r.business_at as "businessAt", s.recipe_id = '${LIST_RECIPE}' as "addsToProfiles" from run r join source s on s.id = r.source_id where r.id = $1 for update of r`, [runId]);
  return row ?? null;
}

/**
 * The ledger of a run in pieces, so that a large one does not stand in memory as a whole. The server makes the next piece ready while this one is read: nothing else may be asked of `tx` meanwhile.
 * @param known pages whose result is known already and comes as null.
 */
export async function* ledgerPages(tx: Tx, runId: string, known: readonly number[]): AsyncGenerator<LedgerPage> {
  const piece = (after: number): Promise<LedgerPage[]> =>
    sql<LedgerPage>(tx, `select id, url, kind, context, state, reason, case when id <> all ($4::bigint[]) then result end as result, http_status as "httpStatus" from run_page where run_id = $1 and id > $2 order by id limit $3`, [runId, after, PAGES_AT_ONCE, known]);
  for (let next: Promise<LedgerPage[]> | undefined = piece(0); next;) {
    const pages: LedgerPage[] = await next;
    next = pages.length === PAGES_AT_ONCE ? piece(pages.at(-1)!.id) : undefined;
    // Who stops reading in the middle has a reason of his own.
    next?.catch(() => undefined);
    yield* pages;
  }
}

/** Of these pages those that were read, while the rest of their run is still being fetched. */
export function donePages(db: DataSource, runId: string, pageIds: readonly number[]): Promise<DonePage[]> {
  return sql<DonePage>(db, `select id, url, kind, context, result from run_page where id = any ($2) and run_id = $1 and state = 'done' and result is not null`, [runId, pageIds]);
}

/** What earlier runs know of products that this one did not open. */
export async function knownProductSellers(tx: Tx, marketplace: string, productIds: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await sql<{ product_id: string; seller_id: string | null }>(tx, `select product_id, seller_id from product_seller where marketplace = $1 and product_id = any($2)`, [marketplace, productIds]);
  return new Map(rows.map((row) => [row.product_id, row.seller_id]));
}

export async function saveProductSellers(tx: Tx, run: RunToAccept, pairs: ReadonlyMap<string, string | null>): Promise<void> {
  for (const part of batches([...pairs].sort(([a], [b]) => (a < b ? -1 : 1)))) {
    await sql(tx,
      `insert into product_seller as known (marketplace, product_id, seller_id, seen_at) select $1, p.id, p.seller, $2 from unnest($3::text[], $4::text[]) p (id, seller)
       on conflict (marketplace, product_id) do update set seller_id = excluded.seller_id, seen_at = excluded.seen_at where known.seen_at <= excluded.seen_at`,
      [run.marketplace, run.businessAt, part.map(([id]) => id), part.map(([, seller]) => seller)]);
  }
}

/**
 * What is known of a storefront and a list that people brought says nothing about, with the page that said it and when: taken for the list's own words,
 * an old telephone number would look fresh and a merchant would be told a wrong source.
 */
const KEPT = `known.profile - 'kept' || jsonb_strip_nulls(jsonb_build_object('kept', (
  select jsonb_object_agg(p.field, coalesce(known.profile->'kept'->p.field, jsonb_build_object('sourceUrl', known.profile->>'sourceUrl', 'seenAt', known.profile_seen_at)))
    from jsonb_object_keys(known.profile) p (field) where p.field <> all ('{sourceUrl,url,kept}') and not excluded.profile ? p.field)))`;

/**
 * Storefronts by marketplace and seller id. In order of seller id, so that two runs of one marketplace cannot lock each other.
 * A profile is replaced as a whole (by a list that people brought: in what it says) and only by a later one; a seller of whom only the id is known keeps the name it had.
 */
export async function saveStorefronts(tx: Tx, run: RunToAccept, sellers: readonly SellerSeen[]): Promise<KnownStorefront[]> {
  const known: KnownStorefront[] = [];
  for (const part of batches(sellers)) {
    known.push(...await sql<KnownStorefront>(tx,
      `insert into storefront as known (marketplace, seller_id, name, url, country, profile, profile_seen_at, first_seen_at, last_seen_at, last_run_id)
       select $1, s.id, coalesce(s.name, s.id), s.url, s.profile->>'country', coalesce(s.profile, '{}'), case when s.profile is not null then $2::timestamptz end, $2, $2, $3
       from unnest($4::text[], $5::text[], $6::text[], $7::jsonb[]) s (id, name, url, profile)
       on conflict (marketplace, seller_id) do update set
         name = case when excluded.name = excluded.seller_id or excluded.last_seen_at < known.last_seen_at then known.name else excluded.name end,
         url = case when excluded.last_seen_at < known.last_seen_at then coalesce(known.url, excluded.url) else coalesce(excluded.url, known.url) end,
         country = case when excluded.profile_seen_at >= coalesce(known.profile_seen_at, '-infinity') then coalesce(excluded.country, case when $8 then known.country end) else known.country end,
         profile = case when excluded.profile_seen_at >= coalesce(known.profile_seen_at, '-infinity') then case when $8 then ${KEPT} else '{}' end || excluded.profile else known.profile end,
         profile_seen_at = greatest(known.profile_seen_at, excluded.profile_seen_at),
         first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
         last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
         last_run_id = case when excluded.last_seen_at < known.last_seen_at then known.last_run_id else excluded.last_run_id end
       returning id, seller_id as "sellerId", profile, (xmax = 0) as "isNew"`,
      [run.marketplace, run.businessAt, run.id, part.map((s) => s.id), part.map((s) => s.name), part.map((s) => s.url), part.map((s) => (s.profile ? JSON.stringify(s.profile) : null)), run.addsToProfiles]));
  }
  return known;
}

/** Rows by run, list and place; a place that is there already and says something else is written anew, so taking something in twice is taking it in once. */
export async function saveListings(tx: Tx, run: RunToAccept, listings: readonly ResolvedListing[]): Promise<void> {
  for (const part of batches(listings)) {
    await sql(tx,
      `insert into listing_observation as known (run_id, list, place, observed_at, ${SHOWN})
       select $1, l.list, l.place, $2, l.category, l.product_id, l.title, l.url, l.price, l.currency, l.rating, l.review_count, l.sponsored, l.storefront_id
       from unnest($3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::numeric[], $10::text[], $11::real[], $12::int[], $13::bool[], $14::uuid[])
         l (list, place, category, product_id, title, url, price, currency, rating, review_count, sponsored, storefront_id)
       on conflict (run_id, list, place, observed_at) do update set (${SHOWN}) = row(${of('excluded', SHOWN)}) where (${of('known', SHOWN)}) is distinct from (${of('excluded', SHOWN)})`,
      [run.id, run.businessAt, part.map((l) => l.list), part.map((l) => l.place), part.map((l) => l.category), part.map((l) => l.item.productId), part.map((l) => l.item.title), part.map((l) => l.item.url),
        part.map((l) => amount(l.item.price?.amount)), part.map((l) => (amount(l.item.price?.amount) === null ? null : l.item.price!.currency)), part.map((l) => l.item.rating),
        part.map((l) => whole(l.item.reviewCount)), part.map((l) => l.item.sponsored), part.map((l) => l.storefrontId)]);
  }
}

/**
 * Where storefronts stood in this run, and with it where they stand now: a run that is older than the last one seen changes nothing there.
 * @param said what lists say of sellers whose own page says nothing, by storefront id.
 */
export async function saveStandings(tx: Tx, run: RunToAccept, standings: readonly StorefrontStanding[], said: ReadonlyMap<string, { rating: number | null; positivePercent: number | null; ratingCount: number | null }>): Promise<void> {
  for (const part of batches(standings)) {
    await sql(tx,
      `with seen as (
         insert into storefront_observation (run_id, storefront_id, observed_at, ${STANDING})
         select $1, o.storefront_id, $2, o.category, o.list_size, o.best_rank, o.listed_products, o.rating, o.positive, o.ratings, o.price, o.currency
         from unnest($3::uuid[], $4::text[], $5::int[], $6::int[], $7::int[], $8::real[], $9::real[], $10::int[], $11::numeric[], $12::text[])
           o (storefront_id, category, list_size, best_rank, listed_products, rating, positive, ratings, price, currency)
         returning run_id, storefront_id, observed_at, ${STANDING})
       insert into storefront_latest as latest (run_id, storefront_id, observed_at, ${STANDING}) select run_id, storefront_id, observed_at, ${STANDING} from seen
       on conflict (storefront_id) do update set (run_id, observed_at, ${STANDING}) = row(excluded.run_id, excluded.observed_at, ${of('excluded', STANDING)})
       where latest.observed_at <= excluded.observed_at`,
      [run.id, run.businessAt, part.map((o) => o.storefrontId), part.map((o) => o.category), part.map((o) => o.listSize), part.map((o) => o.bestRank), part.map((o) => o.listedProducts),
        part.map((o) => said.get(o.storefrontId)?.rating ?? null), part.map((o) => said.get(o.storefrontId)?.positivePercent ?? null), part.map((o) => whole(said.get(o.storefrontId)?.ratingCount ?? null)),
        part.map((o) => o.priceMedian), part.map((o) => o.currency)]);
  }
}

/** What a place of a list shows. */
const SHOWN = 'category, product_id, title, url, price, currency, rating, review_count, sponsored, storefront_id';
/** Where a storefront stands. */
const STANDING = 'category, list_size, best_rank, listed_products, seller_rating, positive_percent, rating_count, price_median, currency';

const of = (row: string, columns: string): string => columns.replace(/\w+/g, `${row}.$&`);

function* batches<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH);
}

/** What the columns can hold; a page may claim anything. */
const amount = (text: string | undefined): string | null => (text !== undefined && Math.abs(Number(text)) < 1e12 ? text : null);
const whole = (count: number | null): number | null => (count !== null && Number.isFinite(count) && Math.abs(count) < 2 ** 31 ? Math.round(count) : null);
