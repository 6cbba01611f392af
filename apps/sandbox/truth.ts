import type { CastMember } from './cast.js';
import type { Marketplace, World } from './shapes.js';

/** What the marketplaces really hold, over all days. VAT and register numbers are as the merchant's papers have them, not as a page types them. */
export function truthOf(world: World, cast: Map<string, CastMember>, day: number, origins: { alderbay: string; brightcart: string }) {
  return {
    seed: world.seed, day,
    marketplaces: [describe(world.alderbay, origins.alderbay), describe(world.brightcart, origins.brightcart)],
    merchants: world.merchants.length,
    undeliverable: [...cast.values()].filter(({ deliverable }) => !deliverable).map(({ address }) => address),
  };
}

function describe(market: Marketplace, origin: string) {
  const shop = market.id === 'alderbay' ? 'seller' : 'shop';
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
