import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '#platform';

/** Rows for tests, written directly: each factory asks only for what the test is about. */
type On = DataSource | EntityManager;
let counter = 0;
const next = (): number => ++counter;

export async function aRegion(on: On, region: { name?: string; countries?: string[] } = {}): Promise<string> {
  const [row] = await sql<{ id: string }>(on, `insert into region (name, countries) values ($1, $2) returning id`, [region.name ?? `Region ${next()}`, region.countries ?? []]);
  return row!.id;
}

export async function aUser(on: On, user: { name?: string; email?: string; role?: string } = {}): Promise<string> {
  const [row] = await sql<{ id: string }>(on, `insert into app_user (email, name, role, password_hash) values ($1, $2, $3, 'none') returning id`,
    [user.email ?? `person-${next()}@northwind.example`, user.name ?? 'Lena Kurz', user.role ?? 'rep']);
  return row!.id;
}

export interface ARun { id: string; at: Date; marketplace: string }

/** An accepted run of the marketplace's one source, with the month's partitions. `at` is business time. */
export async function aRun(on: On, run: { marketplace?: string; at?: Date; state?: string; categories?: readonly string[] } = {}): Promise<ARun> {
  const marketplace = run.marketplace ?? 'alderbay';
  const at = run.at ?? new Date('2026-05-04T06:00:00Z');
  const entries = (run.categories ?? ['Kitchen']).map((category) => ({ url: `http://${marketplace}.example/top/${category.toLowerCase().replace(/\W+/g, '-')}`, category, list: category }));
  const [source] = await sql<{ id: string }>(on,
    `insert into source (name, marketplace, recipe_id, entries, budget) values ($1, $1, $1, $2, '{}') on conflict (name) do update set recipe_id = excluded.recipe_id returning id`, [marketplace, JSON.stringify(entries)]);
  const [version] = await sql<{ id: string }>(on, `insert into recipe_version (recipe_id, hash, body) values ($1, 'h', '') on conflict (recipe_id, hash) do update set body = '' returning id`, [marketplace]);
  const [row] = await sql<{ id: string }>(on,
    `insert into run (source_id, recipe_version_id, state, trigger, occasion, business_at) values ($1, $2, $3, 'person', $4, $5) returning id`, [source!.id, version!.id, run.state ?? 'ok', `occasion-${next()}`, at]);
  await monthOf(on, at);
  return { id: row!.id, at, marketplace };
}

async function monthOf(on: On, at: Date): Promise<void> {
  const from = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  const to = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
  for (const table of ['listing_observation', 'storefront_observation']) {
    await sql(on, `create table if not exists ${table}_${from.getUTCFullYear()}_${String(from.getUTCMonth() + 1).padStart(2, '0')} partition of ${table} for values from ('${from.toISOString()}') to ('${to.toISOString()}')`);
  }
}

export interface SeenStorefront {
  sellerId?: string;
  name?: string;
  country?: string | null;
  /** What its page says; null: the page was not read. */
  profile?: Record<string, unknown> | null;
  category?: string;
  rank?: number;
  listSize?: number;
  products?: number;
  rating?: number | null;
  ratingCount?: number | null;
  price?: number | null;
}

/** Storefronts as a run sees them: rows in `storefront` and one observation each. Returns their ids in order. */
export async function seenIn(on: On, run: ARun, storefronts: readonly SeenStorefront[]): Promise<string[]> {
  const rows = storefronts.map((one) => {
    const sellerId = one.sellerId ?? `S${next()}`;
    const ratingCount = one.ratingCount === undefined ? 400 : one.ratingCount;
    const rating = one.rating === undefined ? 4.5 : one.rating;
    const url = `http://${run.marketplace}.example/seller/${sellerId}`;
    return {
      seller_id: sellerId, name: one.name ?? `Shop ${sellerId}`, url, country: one.country === undefined ? 'DE' : one.country,
      profile: one.profile === null ? {} : { country: one.country === undefined ? 'DE' : one.country, rating, ratingCount, sourceUrl: url, ...one.profile }, read: one.profile !== null,
      category: one.category ?? 'Kitchen', best_rank: one.rank ?? 10, list_size: one.listSize ?? 150, listed_products: one.products ?? 2, seller_rating: rating, rating_count: ratingCount,
      price_median: one.price === undefined ? 24.9 : one.price,
    };
  });
  const saved = await sql<{ id: string; seller_id: string }>(on,
    `insert into storefront (marketplace, seller_id, name, url, country, profile, profile_seen_at, first_seen_at, last_seen_at, last_run_id)
     select $2, seller_id, name, url, country, profile, case when read then $3::timestamptz end, $3, $3, $4 from jsonb_to_recordset($1) as s (seller_id text, name text, url text, country text, profile jsonb, read boolean)
     on conflict (marketplace, seller_id) do update set name = excluded.name, country = coalesce(excluded.country, storefront.country), last_seen_at = excluded.last_seen_at, last_run_id = excluded.last_run_id,
       profile = case when excluded.profile_seen_at is null then storefront.profile else excluded.profile end, profile_seen_at = coalesce(excluded.profile_seen_at, storefront.profile_seen_at)
     returning id, seller_id`, [JSON.stringify(rows), run.marketplace, run.at, run.id]);
  const idOf = new Map(saved.map((row) => [row.seller_id, row.id]));
  await sql(on,
    `insert into storefront_observation (run_id, storefront_id, observed_at, category, list_size, best_rank, listed_products, seller_rating, rating_count, price_median, currency)
     select $2, storefront_id, $3, category, list_size, best_rank, listed_products, seller_rating, rating_count, price_median, 'EUR'
       from jsonb_to_recordset($1) as s (storefront_id uuid, category text, list_size int, best_rank int, listed_products int, seller_rating real, rating_count int, price_median numeric)`,
    [JSON.stringify(rows.map((row) => ({ ...row, storefront_id: idOf.get(row.seller_id) }))), run.id, run.at]);
  return rows.map((row) => idOf.get(row.seller_id)!);
}

/** A merchant without storefronts; `search` is what it is found by, folded already. */
export async function aMerchant(on: On, merchant: { id?: string; name?: string; country?: string | null; search?: string } = {}): Promise<string> {
  const name = merchant.name ?? `Tallow & Co ${next()}`;
  const [row] = await sql<{ id: string }>(on, `insert into merchant (id, name, country, search_text, created_at, updated_at) values ($1, $2, $3, $4, '2026-05-04T06:00:00Z', '2026-05-04T06:00:00Z') returning id`,
    [merchant.id ?? randomUUID(), name, merchant.country === undefined ? 'DE' : merchant.country, merchant.search ?? name.toLowerCase()]);
  return row!.id;
}

/** A mail address of a merchant. `macs` come from `Keys`; without them it can never be mailed. */
export async function aContact(on: On, contact: { merchantId: string; address?: string; role?: boolean; status?: string; macs?: { address: Buffer; domain: Buffer } }): Promise<string> {
  const [row] = await sql<{ id: string }>(on,
    `insert into contact (merchant_id, kind, value, address_mac, domain_mac, role, status, source_url, run_id, seen_at) values ($1, 'email', $2, $3, $4, $5, $6, 'http://alderbay.example/seller/S1', $7, '2026-05-04T06:00:00Z') returning id`,
    [contact.merchantId, contact.address ?? `info@shop-${next()}.example`, contact.macs?.address ?? null, contact.macs?.domain ?? null, contact.role ?? true, contact.status ?? 'unknown', randomUUID()]);
  return row!.id;
}

/** A field that a team keeps for itself, in use and of the last place. */
export async function aCustomField(on: On, field: { key: string; label?: string; kind?: string; choices?: readonly string[]; requiredFrom?: string }): Promise<string> {
  const [row] = await sql<{ id: string }>(on,
    `insert into custom_field (key, label, kind, choices, required_from, place, created_at) select $1, $2, $3, $4, $5, coalesce(max(place), 0) + 1, '2026-05-04T06:00:00Z' from custom_field returning id`,
    [field.key, field.label ?? field.key, field.kind ?? 'text', field.choices ?? [], field.requiredFrom ?? null]);
  return row!.id;
}

/** A value of such a field, in its JSON type. */
export const aCustomValue = (on: On, value: { merchantId: string; fieldId: string; value: string | number | boolean }): Promise<unknown> =>
  sql(on, `insert into custom_value (merchant_id, field_id, value, at) values ($1, $2, $3, '2026-05-04T06:00:00Z')`, [value.merchantId, value.fieldId, JSON.stringify(value.value)]);

/** A lead in a stage, with its first move. */
export async function aLead(on: On, lead: { merchantId: string; regionId: string; stage?: string; score?: number; reachable?: boolean; ownerId?: string | null; marketplaces?: string[]; category?: string; country?: string | null; closedAt?: Date | null; reason?: string; since?: Date }): Promise<string> {
  const since = lead.since ?? new Date('2026-05-04T07:00:00Z');
  const [row] = await sql<{ id: string }>(on,
    `insert into lead (merchant_id, region_id, stage, stage_since, score, reason, marketplaces, category, country, reachable, owner_id, closed_at, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $4, $4) returning id`,
    [lead.merchantId, lead.regionId, lead.stage ?? 'qualified', since, lead.score ?? 60, lead.reason ?? '#10 in Kitchen', lead.marketplaces ?? ['alderbay'], lead.category ?? 'Kitchen',
      lead.country === undefined ? 'DE' : lead.country, lead.reachable ?? true, lead.ownerId ?? null, lead.closedAt ?? null]);
  await sql(on, `insert into stage_move (lead_id, from_stage, to_stage, by_kind, why, version, at) values ($1, null, $2, 'rule', 'made for a test', 1, $3)`, [row!.id, lead.stage ?? 'qualified', since]);
  return row!.id;
}
