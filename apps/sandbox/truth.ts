import type { CastMember } from './cast.js';
import type { Marketplace, World } from './shapes.js';

/** What the marketplaces really hold, over all days. VAT and register numbers are as the merchant's papers have them, not as a page types them. */
export function truthOf(world: World, cast: Map<string, CastMember>, day: number, origins: { alderbay: string; brightcart: string; copperlane: string | null }) {
  return {
    seed: world.seed, day,
    marketplaces: [describe(world.alderbay, origins.alderbay), describe(world.brightcart, origins.brightcart), ...(world.copperlane && origins.copperlane !== null ? [describe(world.copperlane, origins.copperlane)] : [])],
    merchants: world.merchants.length,
    undeliverable: [...cast.values()].filter(({ deliverable }) => !deliverable).map(({ address }) => address),
  };
}

const SHOP = { alderbay: 'seller', brightcart: 'shop', copperlane: 'traders' } as const;

function describe(market: Marketplace, origin: string) {
  const shop = SHOP[market.id];
  return {
    id: market.id, origin,
    lists: market.lists.map(({ path, category, locale }) => ({ url: origin + path, category: category.name, locale })),
    storefronts: market.storefronts.map(({ sellerId, name, merchant, listedOnDay, lifetime, stars }) => ({
      sellerId, name, url: `${origin}/${shop}/${sellerId}`, country: merchant.country, businessName: merchant.legalName, email: merchant.email,
      vat: merchant.vat, registration: merchant.registration, merchant: merchant.id, listedOnDay,
      lifetimeRatings: lifetime.count, positivePercent: lifetime.positive, stars,
    })),
  };
}
