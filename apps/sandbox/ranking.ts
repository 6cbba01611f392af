import { unit } from './random.js';
import type { List, Product } from './shapes.js';
import type { Fault } from './state.js';

/** Places a product moves up (negative) or down when its storefront has one of its rare leaps; they last, so later days start from there. */
function leaps(seed: string, product: Product, base: number, places: number, day: number): number {
  let moved = 0;
  for (let on = 2; on <= day; on += 1) {
    if (unit(seed, 'leap', product.storefront.sellerId, on) >= 0.01) continue;
    const distance = 24 + unit(seed, 'leap by', product.id, on) * 26;
    moved += base + moved > places / 2 ? -distance : distance;
  }
  return moved;
}

/**
 * The list as it stands on a day, best first, at most as long as its capacity.
 * From one day to the next places move by one or two, one storefront in a hundred leaps more than twenty,
 * and the newcomers of the day push the weakest off the end. With the fault `drop` a genuine 30 % of the products are gone.
 */
export function rankedOn(seed: string, list: List, day: number, fault: Fault = null): Product[] {
  const order = orderOn(seed, list, day);
  // Three products in ten are taken off the shelf; which, is the seed's choice, so the order of the others stays.
  return fault === 'drop' ? order.filter((product) => unit(seed, 'drop', product.id) >= 0.3) : order;
}

function orderOn(seed: string, list: List, day: number): Product[] {
  const places = list.capacity;
  let base = 0;
  return list.products
    .map((product) => {
      const start = product.fromDay === 1 ? base++ : product.entersAt;
      const noise = (unit(seed, 'rank', product.id, day) - 0.5) * (day === 1 ? 0 : 4);
      return { product, place: start + noise + leaps(seed, product, start, places, day) };
    })
    .filter(({ product }) => product.fromDay <= day)
    .sort((a, b) => a.place - b.place)
    .slice(0, places)
    .map(({ product }) => product);
}
