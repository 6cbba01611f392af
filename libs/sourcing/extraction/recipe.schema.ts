import { z } from 'zod';
import { BLOCKED_REASONS, LINK_KINDS, RATING_WINDOWS } from './contract.js';

const text = z.string().min(1).max(600);
const texts = z.union([text, z.array(text).min(1).max(200)]);
const name = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,40}$/, 'a name of letters, digits and "-" that starts with a small letter');
const decimal = z.enum(['.', ',']);

/** Where a value stands and how it is cut out. All steps are optional; they run in the order in which they are listed here. */
const readerObject = z.strictObject({
  in: z.enum(['item', 'page']).optional().describe('Where to look: inside the item (default) or on the whole page.'),
  closest: text.optional().describe('CSS: start from the nearest ancestor of the item that matches.'),
  css: text.optional().describe('CSS selector; without it the item itself is read. The first match that yields a value counts.'),
  state: name.optional().describe('Name of a piece of embedded state (see `states`) to read instead of an element.'),
  path: text.optional().describe('Path into JSON: of the state, of the JSON item, or of the JSON that the text or attribute holds.'),
  url: z.boolean().optional().describe('true: read the address of the page itself.'),
  field: name.optional().describe('Read the text of a field of the same thing that was read before this one.'),
  template: text.optional().describe('A text with {field} and {origin}; nothing where a field is missing.'),
  value: text.optional().describe('A fixed text.'),
  attr: texts.optional().describe('Attribute to read, or several to try in order; without it the text.'),
  text: z.enum(['all', 'own']).optional().describe('own: only the words directly inside, not those of children.'),
  without: text.optional().describe('CSS: parts whose words are left out.'),
  all: z.boolean().optional().describe('true: read every match and join them.'),
  join: z.string().max(10).optional().describe('What joins them (default ", ").'),
  labelled: z
    .strictObject({
      rows: text.describe('CSS of the rows.'),
      label: text.optional().describe('CSS of the label in the row; without it the words before the first colon.'),
      among: texts.describe('The labels that mean this field, in any language, or names of lists in `labels`.'),
      value: text.optional().describe('CSS of the value in the row; without it the rest of the row.'),
      next: text.optional().describe('CSS: the value stands in the following rows that match.'),
    })
    .optional()
    .describe('A value that stands beside its label.'),
  match: text.optional().describe('Pattern; the group named "value", else the first group, else the whole match counts.'),
  as: text.optional().describe('What is made of it: $0 is what was read, $1 … $9 are the groups of `match`; e.g. "https://$0" before an address without it.'),
  except: texts.optional().describe('Values that do not count.'),
  map: z.record(z.string(), z.string()).optional().describe('Replaces a value by another; a value that is not listed does not count.'),
  outOf: z.number().positive().max(1000).optional().describe('The scale of a rating, when it is not 5.'),
  decimal: decimal.optional().describe('The decimal mark where a number alone does not tell ("1.234").'),
});
const reader = z.union([text, readerObject]).describe('A bare string is a CSS selector, or a path where the item is JSON.');
const field = z.union([reader, z.array(reader).min(1).max(20)]).describe('One reader, or several to try in order.');
const price = z.union([reader, z.strictObject({ amount: field, currency: field })]);
const priceField = z.union([price, z.array(price).min(1).max(20)]);
const extra = z.record(name, field).optional();

const condition = z.strictObject({
  host: texts.optional().describe('Host patterns with "*".'),
  path: texts.optional().describe('Path patterns: "*" is anything but "/", "**" anything.'),
  query: z.record(z.string(), z.string()).optional().describe('Query parameters that must be there; "*" is any value.'),
  css: texts.optional().describe('Any of these selectors finds something.'),
  title: texts.optional().describe('The title contains any of these words.'),
  contains: texts.optional().describe('The raw HTML contains any of these texts.'),
  smallerThan: z.number().int().positive().optional().describe('The page has fewer characters than this.'),
  without: texts.optional().describe('None of these selectors finds anything.'),
});
const when = z.union([condition, z.array(condition).min(1).max(30)]).describe('All keys of one condition must hold; of several conditions any.');

const itemSeller = z.strictObject({ id: field.optional(), name: field.optional(), url: field.optional(), positivePercent: field.optional(), ratingCount: field.optional() });
const itemFields = z.strictObject({
  rank: field.optional(),
  section: field.optional(),
  productId: field.optional(),
  title: field.optional(),
  url: field.optional(),
  image: field.optional(),
  price: priceField.optional(),
  rating: field.optional(),
  reviewCount: field.optional(),
  sponsored: field.optional().describe('A tile is sponsored when any of these readers finds something.'),
  seller: itemSeller.optional(),
  extra,
});
const itemSource = z.strictObject({
  css: text.optional(),
  state: name.optional(),
  path: text.optional(),
  skip: z.array(reader).optional().describe('Placeholder tiles: any reader that finds something drops the tile.'),
  keep: z.array(reader).optional().describe('Only tiles on which one of these readers finds something.'),
  unique: z.boolean().optional().describe('true: a product that stands twice in a section counts once, where it stands first.'),
  fields: itemFields,
});
const productFields = z.strictObject({
  productId: field.optional(),
  title: field.optional(),
  url: field.optional(),
  price: priceField.optional(),
  rating: field.optional(),
  reviewCount: field.optional(),
  ranks: z
    .array(z.strictObject({ css: text, without: text.optional(), match: text.describe('Pattern with the groups "rank" and "category", matched again and again.') }))
    .optional(),
  extra,
});
const sellerFields = z.strictObject({
  unless: when.optional().describe('Where this holds, the page names no seller.'),
  id: field.optional(),
  name: field.optional(),
  url: field.optional(),
  rating: field.optional(),
  positivePercent: field.optional(),
  ratingCount: field.optional(),
  businessName: field.optional(),
  address: field.optional(),
  country: field.optional(),
  email: field.optional(),
  phone: field.optional(),
  vat: field.optional(),
  registration: field.optional(),
  windows: z.array(z.strictObject({ window: z.enum(RATING_WINDOWS), positivePercent: field.optional(), ratingCount: field.optional() })).max(8).optional(),
  extra,
});

const follow = z.strictObject({
  kind: z.enum(LINK_KINDS),
  from: z.enum(['page', 'items', 'product', 'seller']).describe('Whose address: links on the page, each item, the product, the seller.'),
  url: field.optional().describe('Reads the address; without it the thing\'s own `url`.'),
  every: z.boolean().optional().describe('from page: true follows every match, not only the first.'),
  except: texts.optional().describe('Ids (of the seller or product) that are not followed.'),
  sponsored: z.boolean().optional().describe('false: sponsored tiles are not followed.'),
});

const page = z.strictObject({
  name,
  kind: z.enum(['list', 'offers', 'product', 'seller']),
  when,
  mode: z.enum(['http', 'browser']).default('http').describe('How the page must be fetched.'),
  waitFor: text.optional().describe('Browser: CSS that says the page is drawn.'),
  loadMore: z.strictObject({ selector: text, maxClicks: z.number().int().positive().max(500), waitFor: text.optional() }).optional(),
  shell: when.optional().describe('Where this holds, the page came without its content: blocked as `shell`.'),
  empty: when.optional().describe('Where this holds, the page truly lists nothing.'),
  combine: z.enum(['first', 'merge']).default('first').describe('Several item sources: the first that yields items, or all, merged by product id.'),
  section: field.optional().describe('Section of items that name none.'),
  firstRank: field.optional().describe('Place of the first item, where the page says it ("17-32 of 280").'),
  items: z.array(itemSource).min(1).max(10).optional(),
  product: productFields.optional(),
  seller: sellerFields.optional(),
  follow: z.array(follow).max(20).default([]),
});

const state = z.union([
  z.strictObject({ script: text.describe('id of a script that holds JSON.') }),
  z.strictObject({ assigned: text.describe('Name that a script assigns an object or list to, e.g. window.__STATE__; JSON or a plain JavaScript literal.') }),
  z.strictObject({ containing: text.describe('A text that only this script holds.') }),
  z.strictObject({ jsonLd: texts.describe('JSON-LD nodes of these types, as a list.') }),
  z.strictObject({ css: text, attr: text.describe('Attribute that holds JSON.') }),
]);

export const recipeSchema = z
  .strictObject({
    schema: z.literal(1).describe('Version of this format.'),
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'small letters, digits and "-"'),
    name: text,
    hosts: z.array(text).min(1).max(200).describe('Host patterns with "*". A port in the address does not matter.'),
    paths: z.array(text).max(50).optional().describe('Only addresses whose path matches one of these, where hosts alone do not tell.'),
    decimal: decimal.optional(),
    symbols: z
      .record(z.string(), z.record(z.string(), z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code')))
      .optional()
      .describe('What a currency sign that several countries share means on a host: { "www.shop.example": { "$": "USD" } }.'),
    labels: z.record(name, z.array(text).max(200)).optional().describe('Lists of labels, by name, for `labelled`.'),
    states: z.record(name, state).optional(),
    freshFor: z
      .strictObject({ seller: z.number().positive().max(365).optional(), productSeller: z.number().positive().max(365).optional() })
      .optional()
      .describe('Days that a seller page, or which seller a product has, may be reused before it is fetched again.'),
    blocked: z.array(z.strictObject({ reason: z.enum(BLOCKED_REASONS), when })).max(30).default([]),
    pages: z.array(page).min(1).max(30),
  })
  .describe('How to walk one marketplace and what to read on its pages.');

export type Recipe = z.output<typeof recipeSchema>;
export type PageRule = Recipe['pages'][number];
export type ReaderSpec = z.output<typeof reader>;
export type FieldSpec = z.output<typeof field>;
export type PriceFieldSpec = z.output<typeof priceField>;
export type WhenSpec = z.output<typeof when>;
export type ItemSourceSpec = z.output<typeof itemSource>;
export type ItemSellerSpec = z.output<typeof itemSeller>;
export type ProductSpec = z.output<typeof productFields>;
export type SellerSpec = z.output<typeof sellerFields>;
export type FollowSpec = z.output<typeof follow>;
