import { AccessModule } from '#access';
import { IdentityReview, MerchantsModule, Resolution } from '#merchants';
import { sql } from '#platform';
import { SourcingModule } from '#sourcing';
import { createWorld } from '../../apps/sandbox/world.js';
import type { Storefront, World } from '../../apps/sandbox/shapes.js';
import { aRun, seenIn, type SeenStorefront } from '../support/factories.js';
import { testModule, type TestApp } from '../support/database.js';

let app: TestApp;
beforeAll(async () => { app = await testModule([AccessModule, SourcingModule, MerchantsModule]); });
afterAll(() => app.close());

/** What the storefront's page shows. */
const shown = ({ sellerId, name, merchant, shownVat, shownRegistration, lifetime }: Storefront): SeenStorefront => ({
  sellerId, name, country: merchant.country, ratingCount: lifetime.count,
  profile: { businessName: merchant.legalName, address: [...merchant.address, merchant.country].join(', '), email: merchant.email, phone: merchant.phone, vat: shownVat, registration: shownRegistration },
});

type Market = 'alderbay' | 'brightcart';

/** Merchants as the product finds them when the marketplaces come in this order: their ids, and the storefronts of each. */
async function resolved(world: World, markets: readonly Market[]): Promise<Array<{ merchant: string; fronts: string[] }>> {
  await sql(app.db, `truncate storefront, merchant, source, storefront_observation, outbox, identity_party, identity_block, identity_count, identity_review cascade`);
  for (const marketplace of markets) {
    const run = await aRun(app.db, { marketplace });
    await seenIn(app.db, run, world[marketplace].storefronts.map(shown));
    await app.db.transaction((tx) => app.get(Resolution).resolve(tx, run.id));
  }
  return sql(app.db, `select l.merchant_id as merchant, array_agg(s.marketplace || ' ' || s.seller_id order by s.marketplace, s.seller_id) as fronts from identity_link l join storefront s on s.id = l.storefront_id where l.unlinked_at is null group by 1 order by 1`);
}

it('finds the 1,900 merchants behind the 2,400 storefronts of the demo, and asks a person about few', async () => {
  const world = createWorld('beckon');
  const truth = new Map([...world.alderbay.storefronts, ...world.brightcart.storefronts].map((one) => [`${one.marketplace} ${one.sellerId}`, one.merchant.id]));
  const merchants = await resolved(world, ['alderbay', 'brightcart']);
  expect(merchants.filter((one) => new Set(one.fronts.map((front) => truth.get(front))).size > 1)).toEqual([]);
  expect(merchants).toHaveLength(1900);
  expect(await app.get(IdentityReview).open(app.db)).toBeLessThanOrEqual(40);
});

it('finds the same merchants whichever marketplace comes first', async () => {
  const world = createWorld('beckon', 400);
  const merchants = await resolved(world, ['alderbay', 'brightcart']);
  expect(await resolved(world, ['brightcart', 'alderbay'])).toEqual(merchants);
});
