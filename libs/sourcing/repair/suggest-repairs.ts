import { Compiler } from '../extraction/compile.js';
import { compileWhen } from '../extraction/conditions.js';
import type { Extraction, Item } from '../extraction/contract.js';
import type { El } from '../extraction/dom.js';
import { extract } from '../extraction/extract.js';
import { Page } from '../extraction/page.js';
import { compiled, stateLoader } from '../extraction/compiled-recipe.js';
import { RecipeInvalid } from '../extraction/recipe.errors.js';
import type { PageRule, Recipe, WhenSpec } from '../extraction/recipe.schema.js';
import { Selector } from '../extraction/selector.js';
import { Fields } from '../extraction/values.js';
import { type Bench, type Sample, attempt, bestReader, scored } from './best-reader.js';
import { type AnySpec, type FieldKind, ITEM_FIELDS, PRODUCT_FIELDS, SELLER_FIELDS, comparable, valueAt } from './known-values.js';
import { pageConditions } from './page-conditions.js';
import type { Repair } from './repair.js';
import { flagReader } from './sponsored-mark.js';
import { type Tile, findTiles } from './tiles.js';

/** A reader that still restores this share of the known values is left alone: prices change, items come and go. */
const GOOD_ENOUGH = 0.9;
/** Below this share of known values a proposal is noise. */
const WORTH_SAYING = 0.5;

/**
 * Proposes readers for what a redesign broke. `last` is what the page said when it was last read well; where its values stand in `html` now, the readers
 * are made from. Each proposal is tried on all known items with the engine itself before it is made. Pure; no proposals where the known values are not there.
 * Throws RecipeInvalid when the recipe has no page of that name.
 */
export function suggestRepairs(recipe: Recipe, pageName: string, last: Extraction, html: string, url: string): Repair[] {
  const rule = recipe.pages.find((one) => one.name === pageName);
  if (!rule) throw new RecipeInvalid('pages', `has no page named "${pageName}", so nothing on it can be repaired. Name one of its pages.`);
  const address = new URL(url);
  const compiler = new Compiler(new Set(Object.keys(recipe.states ?? {})), recipe.labels ?? {});
  const bench: Bench = { page: new Page(html, address, compiled(recipe).symbols(address.hostname), recipe.decimal), compiler, load: stateLoader(recipe, compiler) };
  const found: Omit<Repair, 'page'>[] = [];
  // Data that still lists the known items needs no tiles; elements may still have fields that broke.
  const fromData = rule.items?.[0]?.state !== undefined && stillListed(last.items, extract(html, url, recipe).items) >= GOOD_ENOUGH;
  const list = rule.items && last.items.length > 0 && !fromData ? repairList(rule, last.items, bench) : null;
  if (list) found.push(...list.repairs);
  if (rule.product && last.product) found.push(...repairFields(rule.product as Specs, 'product', PRODUCT_FIELDS, last.product, bench));
  if (rule.seller && last.seller) found.push(...repairSeller(rule.seller, last.seller, bench));
  found.push(...repairSection(rule, last, bench), ...repairFollow(rule, last, bench));
  const shown = list ? [list.css] : found.map(({ now }) => cssOf(now)).filter((css) => css !== undefined);
  if (shown.length > 0) found.push(...pageConditions(rule, shown, bench, (spec: WhenSpec) => compileWhen(spec, compiler, 'repair')));
  return found.map((repair) => ({ page: pageName, ...repair }));
}

/** The selector of a proposed reader, of the first where there are several. */
function cssOf(now: unknown): string | undefined {
  const first: unknown = Array.isArray(now) ? now[0] : now;
  return typeof first === 'string' ? first : (first as { css?: string } | null)?.css;
}

/** Share of the known items that an extraction still lists, by id, else by name. */
function stillListed(known: readonly Item[], now: readonly Item[]): number {
  const there = new Set(now.map((item) => item.productId ?? item.title));
  return known.length === 0 ? 1 : known.filter((item) => there.has(item.productId ?? item.title)).length / known.length;
}

type Specs = Record<string, unknown>;
type Found = Omit<Repair, 'page'>;

function repairList(rule: PageRule, items: readonly Item[], bench: Bench): { css: string; repairs: Found[] } | null {
  const n = Math.max(0, (rule.items ?? []).findIndex((source) => source.css !== undefined));
  const source = rule.items?.[n];
  const tiles = findTiles(bench.page, items);
  if (!source || !tiles) return null;
  const at = `items[${n}]`;
  const repairs: Found[] = [];
  const old = source.css === undefined ? null : standing(tiles.tiles, bench.page.find(Selector.of(source.css), bench.page.root, 5_000));
  const scopes = old ?? tiles.tiles;
  if (!old) {
    const dead = source.css !== undefined && bench.page.find(Selector.of(source.css), bench.page.root, 1).length === 0;
    repairs.push({ field: `${at}.css`, was: source.css ?? null, now: dead ? `${tiles.css}, ${source.css}` : tiles.css, confidence: round(tiles.tiles.length / items.length), example: `${tiles.tiles.length} of ${items.length} items` });
    if (source.state !== undefined) repairs.push({ field: `${at}.state`, was: source.state, now: null, confidence: 0.5, example: 'The items are read from the drawn tiles.' });
    if (source.path !== undefined) repairs.push({ field: `${at}.path`, was: source.path, now: null, confidence: 0.5, example: 'The items are read from the drawn tiles.' });
  }
  const flags = new Fields('element', bench.compiler, bench.load, 'repair');
  const holds = (spec: typeof source.keep): number => (spec && source.state === undefined ? scopes.filter((tile) => flags.flag(spec, 'flag')({ page: bench.page, at: tile.element, known: {} })).length / scopes.length : Number.NaN);
  if (source.keep && !(holds(source.keep) >= GOOD_ENOUGH)) repairs.push({ field: `${at}.keep`, was: source.keep, now: null, confidence: 0.6, example: 'It would drop known items.' });
  if (source.skip && holds(source.skip) > 1 - GOOD_ENOUGH) repairs.push({ field: `${at}.skip`, was: source.skip, now: null, confidence: 0.6, example: 'It would drop known items.' });
  const fields = source.fields as Specs;
  const known = (item: Item): Record<string, string> => Object.fromEntries(Object.entries({ productId: item.productId, sellerId: item.seller?.id, sellerName: item.seller?.name }).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  const kinds: Record<string, FieldKind> = { ...ITEM_FIELDS, ...extras(fields) };
  for (const [name, kind] of Object.entries(kinds)) {
    const samples = scopes.map(({ item, element }): Sample => ({ element, known: known(item), wanted: comparable(kind, valueAt(item, name)) }));
    const repair = repairField(valueAt(fields, name) as AnySpec | undefined, kind, samples, bench, source.state !== undefined);
    if (repair) repairs.push({ field: `${at}.fields.${name}`, ...repair });
  }
  if (source.fields.sponsored !== undefined) {
    const repair = flagReader(source.fields.sponsored, scopes, bench, source.state !== undefined);
    if (repair) repairs.push({ field: `${at}.fields.sponsored`, ...repair });
  }
  if (source.state !== undefined && !old) {
    // What read the data cannot read a tile; where nothing takes its place, the field goes.
    const mended = new Set(repairs.map((repair) => repair.field));
    for (const name of [...Object.keys(kinds), 'sponsored']) {
      const was = valueAt(fields, name) as AnySpec | undefined;
      if (was !== undefined && !elementless(was) && !mended.has(`${at}.fields.${name}`)) repairs.push({ field: `${at}.fields.${name}`, was, now: null, confidence: 0.5, example: 'It read the data that is gone.' });
    }
  }
  return { css: old && source.css !== undefined ? source.css : tiles.css, repairs };
}

/** The old selector's own elements where it still parts the known items; null where it does not. */
function standing(tiles: readonly Tile[], matched: readonly El[]): Tile[] | null {
  const within = (inner: El, outer: El): boolean => inner.order >= outer.order && inner.order <= outer.end;
  const kept = tiles.flatMap(({ item, element }) => {
    const own = matched.filter((at) => within(at, element) || within(element, at));
    return own.length === 1 && own[0] ? [{ item, element: own[0] }] : [];
  });
  return kept.length >= tiles.length * GOOD_ENOUGH && new Set(kept.map((tile) => tile.element)).size === kept.length ? kept : null;
}

/** A repair of one field, or null where its reader still does or nothing better is found. `moved`: the old reader read JSON and cannot read elements. */
function repairField(was: AnySpec | undefined, kind: FieldKind, samples: readonly Sample[], bench: Bench, moved = false): Omit<Found, 'field'> | null {
  const of = samples.filter((one) => one.wanted !== null).length;
  if (was === undefined || of === 0) return null;
  const loose = kind === 'url' ? 'link' : kind;
  const loosely = samples.map((one) => ({ ...one, wanted: one.wanted !== null && kind === 'url' ? comparable('link', one.wanted) : one.wanted }));
  const read = moved && !elementless(was) ? null : attempt(loose, was, bench);
  const before = read ? scored(read, loosely, bench.page) : { restored: 0, of, invented: 0 };
  if (before.restored >= before.of * GOOD_ENOUGH) return null;
  const exact = bestReader(kind, samples, bench);
  const best = kind === 'url' && (exact?.restored ?? 0) < of * GOOD_ENOUGH ? bestReader(loose, loosely, bench) : exact;
  if (!best || best.restored <= before.restored || best.restored < best.of * WORTH_SAYING) return null;
  const silent = read !== null && before.restored === 0 && before.invented === 0 && samples.every((one) => read({ page: bench.page, at: one.element, known: { ...one.known } }) === null);
  // What reads nothing here may still read pages that were not redesigned yet, so it stays behind the new reader.
  const now = silent && !moved ? [best.spec, ...[was].flat()].slice(0, 20) : best.spec;
  return { was, now, confidence: round(best.restored / Math.max(1, best.of + best.invented)), example: best.example };
}

/** Readers that need neither JSON nor element: templates and fixed texts. */
function elementless(spec: AnySpec): boolean {
  return [spec].flat().every((one) => typeof one === 'object' && ('template' in one || 'value' in one || 'field' in one || 'url' in one));
}

function extras(specs: Specs): Record<string, FieldKind> {
  return Object.fromEntries(Object.keys((specs['extra'] as Specs | undefined) ?? {}).map((name) => [`extra.${name}`, 'text' as const]));
}

/** Fields of the page's one product or seller: a single known value each, so how telling it is decides the confidence. */
function repairFields(specs: Specs, at: string, kinds: Record<string, FieldKind>, thing: object, bench: Bench): Found[] {
  const ids = thing as { productId?: unknown; id?: unknown; name?: unknown };
  const known = Object.fromEntries(Object.entries({ productId: ids.productId, sellerId: ids.id, sellerName: ids.name }).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  const body = bench.page.dom.elements.find((element) => element.name === 'body') ?? bench.page.root;
  return Object.entries({ ...kinds, ...extras(specs) }).flatMap(([name, kind]) => {
    const wanted = comparable(kind, valueAt(thing, name));
    const repair = repairField(valueAt(specs, name) as AnySpec | undefined, kind, [{ element: body, known, wanted }], bench);
    return repair ? [{ field: `${at}.${name}`, ...repair, confidence: round(Math.min(0.95, 0.5 + (wanted?.length ?? 0) * 0.05)) }] : [];
  });
}

function repairSeller(specs: NonNullable<PageRule['seller']>, seller: NonNullable<Extraction['seller']>, bench: Bench): Found[] {
  const repairs = repairFields(specs as Specs, 'seller', SELLER_FIELDS, seller, bench);
  for (const [n, spec] of (specs.windows ?? []).entries()) {
    const shown = seller.windows.find((one) => one.window === spec.window);
    if (shown) repairs.push(...repairFields(spec as Specs, `seller.windows[${n}]`, { positivePercent: 'percent', ratingCount: 'count' }, shown, bench));
  }
  return repairs;
}

function repairSection(rule: PageRule, last: Extraction, bench: Bench): Found[] {
  const sections = new Set(last.items.map((item) => item.section));
  const [only] = [...sections];
  return rule.section === undefined || sections.size !== 1 || typeof only !== 'string' ? [] : repairFields({ section: rule.section }, '', { section: 'text' }, { section: only }, bench).map((one) => ({ ...one, field: 'section' }));
}

/** Links that the page itself holds ("next page", departments): looked for by their last known addresses. */
function repairFollow(rule: PageRule, last: Extraction, bench: Bench): Found[] {
  return rule.follow.flatMap((follow, n) => {
    if (follow.from !== 'page' || follow.url === undefined) return [];
    const link = last.next.find((one) => one.kind === follow.kind && one.productId === undefined && one.sellerId === undefined);
    return link ? repairFields({ url: follow.url }, `follow[${n}]`, { url: 'url' }, { url: link.url }, bench) : [];
  });
}

const round = (value: number): number => Math.round(value * 100) / 100;
