// 200,000 storefronts arriving in batches, as runs bring them: what finding the merchant behind one costs when there are 20,000, and when there are 200,000.
// The product's own code and tables: features, blocking keys and counts written, candidates compared, links and questions kept.
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { ask, doubtShared, questionsOf } from '../../dist/libs/merchants/identity/identity-questions.js';
import { findLikeness } from '../../dist/libs/merchants/identity/likenesses.js';
import { Resolution } from '../../dist/libs/merchants/resolution.js';
import { benchServer } from '../database.mjs';

const BATCH = 1_000;
export const GOAL = { 'cost of an arrival at the end / at a tenth': { most: 1.5 }, 'storefronts with one merchant each': { least: 1 } };

/** @param argv `--storefronts N` (200,000). */
export async function benchIdentity(argv) {
  const total = Number(argv[argv.indexOf('--storefronts') + 1]) || 200_000;
  const server = await benchServer();
  const database = await server.database();
  const db = await new DataSource({ type: 'postgres', url: database.url, poolSize: 2 }).initialize();
  try {
    const dice = diceOf(20_260_504);
    const resolution = new Resolution(null, null);
    const run = randomUUID();
    const made = [];
    const batches = [];
    for (let from = 0; from < total; from += BATCH) {
      const pages = Array.from({ length: Math.min(BATCH, total - from) }, (_, nth) => storefront(dice, made, from + nth));
      // Inventing and storing the storefronts is sourcing's work.
      await db.query(`insert into storefront (id, marketplace, seller_id, name, country, profile, first_seen_at, last_seen_at, last_run_id) select id, marketplace, "sellerId", name, country, profile, now(), now(), $2
        from jsonb_to_recordset($1) as s (id uuid, marketplace text, "sellerId" text, name text, country text, profile jsonb)`, [JSON.stringify(pages), run]);
      // Each stretch that is measured begins right after a checkpoint, with every page still to be logged whole: else one of them would hold the server's own by chance.
      if (STRETCHES.some((share) => stretch(total, share).from === from / BATCH)) await db.query('checkpoint');
      const before = performance.now();
      const found = await db.transaction(async (tx) => {
        const likeness = await findLikeness(tx, pages);
        const decision = await resolution.decide(tx, pages, likeness);
        await resolution.write(tx, decision, pages, new Date('2026-05-04T06:00:00Z'));
        const merchantOf = new Map([...[...likeness.others].map(([id, other]) => [id, other.merchantId]), ...decision.links.map((link) => [link.storefrontId, link.merchantId])]);
        await ask(tx, questionsOf(likeness.likely, merchantOf, likeness.apart), new Date('2026-05-04T06:00:00Z'));
        await doubtShared(tx, likeness.changed, new Date('2026-05-04T06:00:00Z'));
        return { likely: likeness.likely.length, created: decision.created.length };
      });
      const ms = performance.now() - before;
      batches.push({ at: from + pages.length, msEach: ms / pages.length, ...found });
      if ((from / BATCH) % 10 === 9) {
        process.stderr.write(`${String(from + pages.length).padStart(8)} storefronts: ${(ms / pages.length).toFixed(2)} ms an arrival, ${found.likely} likely pairs, ${found.created} new merchants\n`);
        await db.query(`analyze identity_party, identity_block, identity_count, identity_link`);
      }
    }
    const [{ linked, merchants, wrong }] = await db.query(
      `select count(*)::int as linked, count(distinct link.merchant_id)::int as merchants, (select count(*)::int from (select link.merchant_id from identity_link link join storefront s on s.id = link.storefront_id group by 1 having count(distinct s.profile ->> 'truth') > 1) w) as wrong from identity_link link where link.unlinked_at is null`);
    const [{ questions }] = await db.query(`select count(*)::int as questions from identity_review`);
    const sizes = await db.query(`select relname as table, pg_total_relation_size(oid)::bigint as bytes from pg_class where relname in ('identity_party', 'identity_block', 'identity_count') order by 1`);
    const truth = new Set(made.map((one) => one.truth)).size;
    const around = (share) => { const { from, to } = stretch(total, share); return median(batches.slice(from, to).map((batch) => batch.msEach)); };
    return {
      goal: GOAL,
      ratios: { 'cost of an arrival at the end / at a tenth': around(1) / around(0.1), 'storefronts with one merchant each': linked === total ? 1 : 0 },
      raw: { storefronts: total, batch: BATCH, msAnArrival: { atATenth: around(0.1), atHalf: around(0.5), atTheEnd: around(1) }, merchants, businesses: truth, merchantsOfTwoBusinesses: wrong, questions, bytes: Object.fromEntries(sizes.map((row) => [row.table, Number(row.bytes)])) },
    };
  } finally {
    await db.destroy();
    await database.drop();
    await server.stop();
  }
}

const STRETCHES = [0.1, 0.5, 1];
/** The ten batches around a share of all, or the last ten. */
function stretch(total, share) {
  const from = Math.max(0, Math.min(Math.round((total * share) / BATCH) - 5, Math.ceil(total / BATCH) - 10));
  return { from, to: from + 10 };
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

function diceOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, whole: (from, to) => from + Math.floor(next() * (to - from + 1)), pick: (list) => list[Math.floor(next() * list.length)], chance: (share) => next() < share };
}

const ONSETS = 'b br d dr f fl g gr h k kl l m n p pl r s st t tr v w z'.split(' ');
const VOWELS = 'a e i o u ei au'.split(' ');
const ENDS = ['', 'l', 'n', 'r', 's', 'm', 'k', 'nd', 'rt'];
const word = (dice, syllables) => { const text = Array.from({ length: syllables }, () => dice.pick(ONSETS) + dice.pick(VOWELS) + dice.pick(ENDS)).join(''); return text[0].toUpperCase() + text.slice(1); };
const named = (count, seed, syllables) => { const dice = diceOf(seed); return Array.from({ length: count }, () => word(dice, syllables)); };
/** Words of names are as uneven as words are: few common ones, many rare. */
const WORDS = named(40_000, 1, 2);
const TOWNS = named(3_000, 2, 2);
const STREETS = named(6_000, 3, 2);
const KINDS = ['Trading', 'Home', 'Store', 'Handel', 'Works', 'Goods', 'Supply', 'Market', 'Direct', 'Crafts', 'Textiles', 'Tools'];
const zipf = (dice, list) => list[Math.floor(list.length ** dice.next()) - 1 + (dice.chance(0.5) ? Math.floor(dice.next() * list.length) : 0)] ?? dice.pick(list);

function storefront(dice, made, nth) {
  const again = made.length > 100 && dice.chance(0.2) ? made[Math.floor(dice.next() * made.length)] : null;
  const business = again ?? {
    truth: `b${nth}`, name: `${zipf(dice, WORDS)} ${dice.chance(0.7) ? `${zipf(dice, WORDS)} ` : ''}${dice.pick(KINDS)}`, address: `${dice.pick(STREETS)}straße ${dice.whole(1, 180)}, ${dice.whole(10_000, 99_000)} ${zipf(dice, TOWNS)}, DE`,
    phone: `+49 ${dice.whole(200, 999)} ${dice.whole(1_000_000, 9_999_999)}`, vat: dice.chance(0.4) ? `DE${dice.whole(100_000_000, 999_999_999)}` : null,
  };
  if (!again) made.push(business);
  const slip = (text) => { const at = dice.whole(1, text.length - 2); return text.slice(0, at) + text.slice(at + 1); };
  return {
    id: randomUUID(), marketplace: dice.pick(['alderbay', 'brightcart']), sellerId: `S${nth}`, name: again && dice.chance(0.3) ? slip(business.name) : business.name, url: null, country: 'DE', profileSeenAt: null, fresh: false, linkedTo: null,
    profile: { truth: business.truth, businessName: `${business.name} GmbH`, address: business.address, country: 'DE', phone: dice.chance(0.8) ? business.phone : null, vat: dice.chance(0.5) ? business.vat : null },
  };
}
