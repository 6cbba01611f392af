import { CATEGORIES, PROHIBITED } from './catalogue.js';
import { Dice } from './random.js';
import type { List, Marketplace, World } from './shapes.js';
import { openStorefront, stockStorefronts } from './storefronts.js';

/** Places of each list; four such lists and one of goods that nobody recruits from. */
const PLACES = 60;

/**
 * The third marketplace: every ninth merchant of the world has a shop there as well. Made after the world is finished and from dice of its
 * own, so that the other two stay exactly as they are without it.
 */
export function openCopperlane(world: World): Marketplace {
  const lists = [...CATEGORIES.slice(2, 6), PROHIBITED].map((category): List => ({
    category, locale: 'en-GB', capacity: category === PROHIBITED ? 4 : PLACES, marketplace: 'copperlane', products: [], path: `/hitlists/${category.slug}`,
  }));
  const market: Marketplace = { id: 'copperlane', lists, storefronts: [], products: new Map(), bySellerId: new Map() };
  for (const merchant of world.merchants.filter((_, index) => index % 9 === 4)) {
    const storefront = openStorefront(new Dice(world.seed, 'copperlane', merchant.id), market, merchant, 0, 1);
    market.storefronts.push(storefront);
    market.bySellerId.set(storefront.sellerId, storefront);
  }
  stockStorefronts(world.seed, market);
  return market;
}
