// A workspace of any size, by SQL alone and the same every time: leads skewed over the stages, five marketplaces by forty categories, ten observations a storefront.
import pg from 'pg';

/** Share of the leads that stand in each stage, in thousandths. */
const STAGES = { sourced: 597, qualified: 200, queued: 100, contacted: 50, engaged: 30, offer_sent: 10, accepted: 8, onboarding: 2, activated: 1, declined: 2 };
const MARKETPLACES = ['alderbay', 'birchmart', 'cedarcart', 'dunmore', 'elmstreet'];
const COUNTRIES = ['DE', 'FR', 'PL', 'IT', 'NL', 'AT'];
const OWNERS = 20;
const OBSERVATIONS = 10;
/** What a million rows are written without, and get at the end at once. */
const INDEXES = ['lead', 'lead_marketplace', 'merchant', 'merchant_signal', 'identity_link', 'stage_move', 'activity', 'storefront_observation'];

/** Ids in the order of their numbers: a million random keys would be the slowest part of it. The first digit says of what. */
const id = (kind, n) => `('${kind}0000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const of = (kind, lead = 'id') => `('${kind}' || substr(${lead}::text, 2))::uuid`;

/** Fills an empty, migrated database. The naive table holds the same leads for the peer, with an index on each single column. */
export async function generate(url, leads, log = () => {}) {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  const started = performance.now();
  const step = async (what, text, values = []) => {
    const begin = performance.now();
    await db.query(text, values);
    log(`${what}: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  };
  try {
    // As a replica: no foreign key is looked up and no trigger counts, row by row.
    await db.query(`set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'; set work_mem = '128MB'; select setseed(0.42)`);
    await step('people and places', `
      insert into region (name, countries) values ('Everywhere', '{}');
      insert into app_user (id, email, name, role, password_hash) select ${id(4, 'n')}, 'owner-' || n || '@northwind.example', 'Owner ' || n, 'rep', 'none' from generate_series(1, ${OWNERS}) n`);
    const { rows: indexes } = await db.query(`
      select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indrelid
       where c.relname = any($1) and not i.indisprimary and not exists (select from pg_constraint where conindid = i.indexrelid)`, [INDEXES]);
    for (const { name } of indexes) await db.query(`drop index ${name}`);
    await db.query(`alter table storefront_observation drop constraint storefront_observation_pkey`);
    await step('merchants', `
      insert into merchant (id, name, country, search_text, created_at, updated_at)
      select ${id(2, 'n')}, name, country, lower(name) || e'\\n' || 's' || n || e'\\ninfo@shop-' || n || '.example', '2026-01-01', '2026-01-01' from (
        select n, (array['Alder', 'Birch', 'Cedar', 'Dorn', 'Elm', 'Fern', 'Ginkgo', 'Hazel', 'Iris', 'Juniper', 'Kelp', 'Larch', 'Maple', 'Nettle', 'Oak', 'Pine', 'Quince', 'Rowan', 'Sorrel', 'Thyme'])[1 + n % 20]
            || (array['wick', 'ford', 'holm', 'dale', 'stead', 'gate', 'mere', 'field', 'brook', 'moor', 'ridge'])[1 + n % 11] || ' '
            || (array['Trading', 'Living', 'Outdoor', 'Garden', 'Kitchen', 'Tools', 'Toys'])[1 + n % 7] || case when n % 8 = 0 then ' GmbH' else '' end || ' ' || (n / 1540) as name,
          (array['${COUNTRIES.join("', '")}'])[1 + (n * 7) % ${COUNTRIES.length}] as country from generate_series(1, $1::int) n) made`, [leads]);
    const edges = Object.entries(STAGES).reduce((list, [stage, share]) => [...list, [stage, (list.at(-1)?.[1] ?? 0) + share]], []);
    await step('leads', `
      insert into lead (id, merchant_id, region_id, stage, stage_since, owner_id, score, reason, marketplaces, category, country, reachable, snoozed_until, closed_at, value_currency, value_low, value_high, created_at, updated_at)
      select ${id(1, 'n')}, ${id(2, 'n')}, (select id from region limit 1), stage, clock_timestamp() - random() * interval '60 days',
             case when stage not in ('sourced', 'qualified') and random() < 0.8 then ${id(4, `1 + (random() * ${OWNERS - 1})::int`)} end, (random() * 100)::int, 'rank 31 → 14',
             case when random() < 0.3 then array[least(first, other), greatest(first, other)] else array[first] end, 'Category ' || (random() * 39)::int, (array['${COUNTRIES.join("', '")}'])[1 + (n * 7) % ${COUNTRIES.length}],
             random() < 0.85, case when random() < 0.02 then clock_timestamp() + interval '9 days' end, case when stage = 'declined' then clock_timestamp() end,
             case when n % 3 > 0 then 'EUR' end, case when n % 3 > 0 then n % 90000 * 10 end, case when n % 3 > 0 then n % 90000 * 40 + 100 end, '2026-01-01', '2026-01-01'
        from (select n, case ${edges.map(([stage, edge]) => `when place < ${edge} then '${stage}'`).join(' ')} end as stage, names[a] as first, names[1 + (a + b) % 5] as other
                from (select n, (random() * 999.99)::int % 1000 as place, 1 + (random() * 4)::int as a, (random() * 3)::int as b, array['${MARKETPLACES.join("', '")}'] as names from generate_series(1, $1::int) n) dice) made`, [leads]);
    await step('leads by marketplace', `insert into lead_marketplace (lead_id, marketplace, category, stage, score) select l.id, marketplace, l.category, l.stage, l.score from lead l cross join unnest(l.marketplaces) as marketplace`);
    await step('counts', `
      insert into lead_count_delta (stage, owner_id, marketplaces, category, country, currency, n, low, high)
      select stage, owner_id, marketplaces, category, country, value_currency, count(*), coalesce(sum(value_low), 0), coalesce(sum(value_high), 0) from lead group by 1, 2, 3, 4, 5, 6`);
    await step('what was measured', `insert into merchant_signal (merchant_id, shares, country, categories, seen_at) select merchant_id, '{}', country, array[category], '2026-05-01' from lead`);
    await step('moves', `insert into stage_move (lead_id, from_stage, to_stage, by_kind, why, version, at) select id, null, 'sourced', 'rule', 'scored for the first time', 1, created_at from lead`);
    await step('history', `insert into activity (lead_id, kind, summary, at) select id, case when stage = 'engaged' then 'reply' else 'mail_sent' end, 'something was said', stage_since from lead where stage not in ('sourced', 'qualified')`);
    await step('storefronts', `
      insert into storefront (id, marketplace, seller_id, name, first_seen_at, last_seen_at, last_run_id)
      select ${of(3)}, marketplaces[1], 's' || id, 'Storefront', '2026-01-01', '2026-05-01', ${id(5, '10')} from lead;
      insert into identity_link (storefront_id, merchant_id, reason, linked_by, linked_at) select ${of(3)}, merchant_id, 'bench', 'rule', '2026-01-01' from lead`);
    await step('observations', `
      create table storefront_observation_2026_05 partition of storefront_observation for values from ('2026-05-01') to ('2026-06-01');
      insert into storefront_observation (run_id, storefront_id, observed_at, category, list_size, best_rank, listed_products, seller_rating, rating_count, price_median, currency)
      select ${id(5, 'day')}, ${of(3, 'l.id')}, timestamptz '2026-05-01' + day * interval '1 day', l.category, 150, 1 + (random() * 149)::int, 3, 4.5, 400 + day, 24.9, 'EUR'
        from generate_series(1, ${OBSERVATIONS}) day cross join lead l`);
    await step('the naive table', `
      create table naive_lead (id uuid, merchant_id uuid, stage text, owner_id uuid, score int, reason text, marketplace text, category text, country text, reachable boolean, stage_since timestamptz, version int);
      insert into naive_lead select id, merchant_id, stage, owner_id, score, reason, marketplaces[1], category, country, reachable, stage_since, version from lead;
      alter table naive_lead add primary key (id)`);
    for (const column of ['stage', 'marketplace', 'category', 'country', 'owner_id', 'score', 'merchant_id']) await step(`naive index on ${column}`, `create index on naive_lead (${column})`);
    for (const { name, definition } of indexes) await step(name, definition);
    await step('key of the observations', `alter table storefront_observation add primary key (run_id, storefront_id, observed_at)`);
    await step('vacuum', `vacuum (analyze)`);
    const { rows: [{ size }] } = await db.query(`select pg_size_pretty(pg_database_size(current_database())) as size`);
    log(`${leads} leads, ${leads * OBSERVATIONS} observations, ${size}, in ${Math.round((performance.now() - started) / 1000)} s`);
    return { leads, observations: leads * OBSERVATIONS, size };
  } finally {
    await db.end();
  }
}
