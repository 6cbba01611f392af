import type { Dice } from './random.js';

export interface Category { slug: string; name: string; things: readonly string[] }

const category = (name: string, things: string): Category => ({
  name, slug: name.toLowerCase().replace(/&/g, '').replace(/[^a-z]+/g, '-'), things: things.split(', '),
});

/** The departments both marketplaces share. Names stay English on every page, as the two houses' own brands. */
export const CATEGORIES: readonly Category[] = [
  category('Home & Kitchen', 'Bread Knife, Storage Jars, Linen Napkins, Coffee Dripper, Cutting Board, Salad Spinner, Oven Gloves'),
  category('Beauty', 'Rose Hand Cream, Clay Mask, Beard Oil, Nail Set, Hair Brush, Argan Serum'),
  category('Electronics', 'USB-C Cable, Desk Lamp, Phone Stand, Travel Adapter, Bluetooth Speaker, Webcam Cover'),
  category('Health & Personal Care', 'Magnesium Capsules, Massage Ball, Heat Pad, Toothbrush Heads, Ear Plugs, Vitamin D Drops'),
  category('Toys & Games', 'Wooden Train, Memory Game, Kite, Building Blocks, Plush Hedgehog, Marble Run'),
  category('Apparel', 'Merino Socks, Rain Jacket, Linen Shirt, Wool Beanie, Canvas Belt, Running Tights'),
  category('Grocery', 'Olive Oil, Buckwheat Honey, Green Tea, Dried Figs, Roasted Almonds, Dark Chocolate'),
  category('Sports & Outdoors', 'Yoga Mat, Climbing Chalk, Camping Mug, Resistance Bands, Trekking Poles, Head Torch'),
  category('Pet Supplies', 'Dog Harness, Cat Fountain, Chew Toy, Bird Feeder, Aquarium Plant, Grooming Glove'),
  category('Garden', 'Seed Mix, Pruning Shears, Plant Ties, Rain Gauge, Raised Bed, Watering Can'),
  category('Baby', 'Muslin Cloths, Teething Ring, Night Light, Bottle Warmer, Stroller Hook, Bath Thermometer'),
  category('Office', 'Fountain Pen, Dot Notebook, Desk Organiser, Paper Trimmer, Label Tape, Cork Board'),
  category('Automotive', 'Boot Liner, Tyre Gauge, Seat Cover, Wiper Blades, Phone Mount, Ice Scraper'),
  category('Crafts & Stationery', 'Watercolour Set, Washi Tape, Embroidery Hoop, Calligraphy Ink, Linocut Kit, Glue Pens'),
];

/** The department nobody may be recruited from; its lists are short. */
export const PROHIBITED: Category = category('Tobacco & Vaping', 'Pipe Filters, Refill Liquid, Rolling Papers, Vape Pod, Cigar Cutter');

const LOCALE_ORDER = ['de-DE', 'fr-FR', 'en-US', 'en-GB', 'pl-PL', 'ja-JP'];

export interface ListPlan { category: Category; locale: string; capacity: number }

/** Which lists a marketplace of so many storefronts keeps: about three pages a list at full size, fewer and shorter ones in a small world. */
export function planLists(marketplace: 'alderbay' | 'brightcart', storefronts: number): ListPlan[] {
  const [slots, full, most] = marketplace === 'alderbay' ? [storefronts * 1.5, 150, CATEGORIES.length] : [storefronts * 1.44, 120, 12];
  const count = Math.min(most, Math.max(marketplace === 'alderbay' ? 3 : 2, Math.ceil(slots / full)));
  const capacity = Math.ceil(slots / count);
  const plans = CATEGORIES.slice(0, count).map((entry, index) => ({
    category: entry, capacity, locale: marketplace === 'alderbay' ? (LOCALE_ORDER[index % LOCALE_ORDER.length] as string) : 'en-US',
  }));
  return [...plans, { category: PROHIBITED, capacity: Math.max(2, Math.round(storefronts / 60)), locale: marketplace === 'alderbay' ? 'en-GB' : 'en-US' }];
}

const QUALITIES = ['Classic', 'Compact', 'Organic', 'Handmade', 'Foldable', 'Premium', 'Everyday', 'XL', 'Recycled', 'Soft-Touch', 'Pro', 'Mini'];

/** A product's title: brand, thing, and a colour in the words of the list's language. */
export function inventTitle(dice: Dice, brand: string, things: readonly string[], colours: readonly string[]): string {
  const short = brand.length > 40 ? brand.slice(0, brand.lastIndexOf(' ', 40)) : brand;
  const size = dice.chance(0.5) ? `, ${dice.whole(2, 12)} × ${dice.whole(10, 90)} cm` : '';
  return `${short} ${dice.pick(QUALITIES)} ${dice.pick(things)} – ${dice.pick(colours)}${size}`;
}
