import { planLists, PROHIBITED } from './catalogue.js';
import { AWKWARD, inventName } from './names.js';
import { Dice } from './random.js';
import { inventTrader, isEu, pickCountry } from './traders.js';
import type { List, Marketplace, MarketplaceId, Merchant, World } from './shapes.js';
import { openStorefront, stockStorefronts } from './storefronts.js';

/** Sales by rank in a population of sixty thousand sellers: the published concentration curve (k + 400)^-1.16 (FEATURES E1). */
const salesAt = (rank: number): number => 80e6 * ((rank + 400) / 400) ** -1.16;

/** Everything the sandbox pretends, from a seed: the same seed and size give the same world in every process. */
export function createWorld(seed: string, storefronts = 2400): World {
  const share = storefronts / 2400;
  const cross = Math.round(380 * share);
  const alderbayPairs = Math.round(80 * share);
  const brightcartPairs = Math.round(40 * share);
  const onAlderbay = Math.round(1400 * share);
  const alderbaySingles = onAlderbay - cross - 2 * alderbayPairs;
  const brightcartSingles = storefronts - onAlderbay - cross - 2 * brightcartPairs;
  const homes: MarketplaceId[][] = [
    ...Array.from({ length: cross }, (): MarketplaceId[] => ['alderbay', 'brightcart']),
    ...Array.from({ length: alderbayPairs }, (): MarketplaceId[] => ['alderbay', 'alderbay']),
    ...Array.from({ length: brightcartPairs }, (): MarketplaceId[] => ['brightcart', 'brightcart']),
    ...Array.from({ length: alderbaySingles }, (): MarketplaceId[] => ['alderbay']),
    ...Array.from({ length: brightcartSingles }, (): MarketplaceId[] => ['brightcart']),
  ];
  const dice = new Dice(seed, 'world');
  const sizes = Array.from({ length: homes.length }, () => salesAt(60_000 * dice.next() ** 1.5)).sort((a, b) => b - a);
  const places = dice.shuffled(homes);
  const taken = new Set(AWKWARD.map(({ slug }) => slug));
  const merchants = sizes.map((sales, index) => inventMerchant(seed, index, sales, (places[index] as MarketplaceId[]).length > 1, taken));

  const alderbay = emptyMarketplace('alderbay', onAlderbay);
  const brightcart = emptyMarketplace('brightcart', storefronts - onAlderbay);
  chooseGates(new Dice(seed, 'gates'), merchants, places, [alderbay, brightcart]);
  merchants.forEach((merchant, index) => {
    const where = places[index] as MarketplaceId[];
    where.forEach((id, nth) => {
      const market = id === 'alderbay' ? alderbay : brightcart;
      const storefront = openStorefront(new Dice(seed, 'storefront', merchant.id, nth), market, merchant, nth, where.length);
      merchant.storefronts.push(storefront);
      market.storefronts.push(storefront);
      market.bySellerId.set(storefront.sellerId, storefront);
    });
  });
  for (const market of [alderbay, brightcart]) stockStorefronts(seed, market);
  return { seed, merchants, alderbay, brightcart, copperlane: null };
}

function emptyMarketplace(id: 'alderbay' | 'brightcart', storefronts: number): Marketplace {
  const lists = planLists(id, storefronts).map((plan): List => ({
    ...plan, marketplace: id, products: [], path: `/${id === 'alderbay' ? 'bestsellers' : 'top'}/${plan.category.slug}`,
  }));
  return { id, lists, storefronts: [], products: new Map(), bySellerId: new Map() };
}

function inventMerchant(seed: string, index: number, sales: number, several: boolean, taken: Set<string>): Merchant {
  const dice = new Dice(seed, 'merchant', index);
  const awkward = index % 3 === 1 ? AWKWARD[(index - 1) / 3] : undefined;
  const country = awkward?.country ?? pickCountry(dice);
  const naming = inventName(dice, country, taken);
  const { brand, legalName, slug } = awkward ?? naming;
  const trader = inventTrader(dice, country);
  const eu = isEu(country);
  // Merchants with several storefronts always show a number, or nobody could tell that they are one.
  const vat = trader.vat !== null && (several || dice.chance(eu ? 0.95 : 0.5)) ? trader.vat : null;
  const registration = (several && vat === null) || dice.chance(0.5) ? trader.registration : null;
  const mailbox = dice.pick(['info', 'info', 'contact', 'hello', 'service', 'sales', 'office', naming.person.toLowerCase().split(' ')[0] ?? 'info']);
  const local = mailbox.normalize('NFKD').replace(/[^a-z]/g, '') || 'info';
  const showsMail = eu && (awkward !== undefined || dice.chance(0.93));
  return {
    id: `m-${String(index + 1).padStart(4, '0')}`, brand, legalName, country, address: trader.address, vat, registration, phone: trader.phone,
    email: showsMail ? `${local}@${slug}.${dice.chance(0.85) ? 'example' : 'test'}` : null,
    person: naming.person, sales, storefronts: [], gate: null,
  };
}

/** A handful of merchants nobody should write to: as many as the prohibited lists need, and 1.5 % each with bad or hardly any ratings. */
function chooseGates(dice: Dice, merchants: Merchant[], places: MarketplaceId[][], markets: Marketplace[]): void {
  const room = new Map(markets.map(({ id, lists }) => [id, Math.ceil((lists.find(({ category }) => category === PROHIBITED)?.capacity ?? 0) * 0.6)]));
  for (const index of dice.shuffled(merchants.map((_, at) => at))) {
    const merchant = merchants[index] as Merchant;
    const where = places[index] as MarketplaceId[];
    const only = where[0] as MarketplaceId;
    const free = room.get(only) ?? 0;
    if (AWKWARD.some(({ brand }) => brand === merchant.brand)) continue;
    if (where.length === 1 && free > 0) {
      merchant.gate = 'prohibited';
      room.set(only, free - 1);
    } else if (dice.chance(0.03)) {
      merchant.gate = dice.chance(0.5) ? 'low-rating' : 'few-ratings';
    }
  }
}
