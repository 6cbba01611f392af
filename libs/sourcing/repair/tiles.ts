import type { Item } from '../extraction/contract.js';
import { type El, textOf, tidy } from '../extraction/dom.js';
import type { Page } from '../extraction/page.js';
import { Selector } from '../extraction/selector.js';
import { type Mark, marksOf } from './element-marks.js';

/** Where one of the items that were known stands on the new page. */
export interface Tile {
  item: Item;
  element: El;
}
export interface Tiles {
  css: string;
  tiles: Tile[];
}

/** An element with more descendants is no title. */
const MAX_INSIDE = 12;
const MAX_TRIES = 400;
/** What else a mark stands on is more often a carousel or a placeholder than an item that is new. */
const STRAY_COST = 15;
const SAMPLES = 6;

/**
 * Finds the selector that parts the new page into tiles of one known item each: the outermost one that still keeps the items apart, told by the steadiest mark.
 * Null where fewer than two of the known items stand on the page.
 */
export function findTiles(page: Page, items: readonly Item[]): Tiles | null {
  const known = items.filter((item) => item.productId !== null || (item.title?.length ?? 0) > 2 || item.seller !== null);
  const places = anchors(page, known);
  const inside = owners(places);
  const found = known.flatMap((item, n) => (places[n]?.length ? [{ item, chains: (places[n] ?? []).map((at) => chain(at, n, inside)) }] : []));
  if (found.length < 2) return null;
  const marks = new Map<string, Mark>();
  for (const { chains } of spread(found, SAMPLES)) for (const element of chains.flat()) for (const mark of tileMarks(element)) if (!marks.has(mark.css)) marks.set(mark.css, mark);
  let best: { tiles: Tile[]; mark: Mark; height: number; stray: number } | null = null;
  for (const mark of [...marks.values()].sort((a, b) => a.cost - b.cost).slice(0, MAX_TRIES)) {
    const matched = new Set(page.find(Selector.of(mark.css), page.root, 2_000));
    const tiles: Tile[] = [];
    let height = 0;
    for (const { item, chains } of found) {
      const element = chains.map((one) => one.findLast((at) => matched.has(at))).find((at) => at !== undefined);
      if (!element) continue;
      tiles.push({ item, element });
      height += element.end - element.order;
    }
    if (tiles.length < 2 || new Set(tiles.map((tile) => tile.element)).size < tiles.length) continue;
    const mine = new Set(tiles.map((tile) => tile.element));
    const stray = [...matched].filter((at) => !mine.has(at)).length / tiles.length;
    const one = { tiles, mark, height: height / tiles.length, stray };
    if (!best || better(one, best)) best = one;
  }
  return best && { css: best.mark.css, tiles: best.tiles };
}

type Candidate = { tiles: Tile[]; mark: Mark; height: number; stray: number };

/** More items before fewer; then the larger tile, unless the mark also stands on much else; then the steadier mark. */
function better(a: Candidate, b: Candidate): boolean {
  if (a.tiles.length !== b.tiles.length && Math.abs(a.tiles.length - b.tiles.length) / b.tiles.length > 0.02) return a.tiles.length > b.tiles.length;
  const [strayA, strayB] = [a.stray > 0.5, b.stray > 0.5];
  if (strayA !== strayB) return strayB;
  if (a.height !== b.height) return a.height > b.height;
  return a.mark.cost + a.stray * STRAY_COST < b.mark.cost + b.stray * STRAY_COST;
}

/** Elements that carry an item's name as text, or its id as a word of an attribute; of an offer, whose product all share, the seller's. */
function anchors(page: Page, items: readonly Item[]): El[][] {
  const places: El[][] = items.map(() => []);
  const byTitle = unique(items, (item) => item.title && tidy(item.title));
  const byId = unique(items, (item) => item.productId);
  if (byTitle.size + byId.size === 0) {
    for (const [name, n] of unique(items, (item) => item.seller?.name ?? null)) byTitle.set(name, n);
    for (const [id, n] of unique(items, (item) => item.seller?.id ?? null)) byId.set(id, n);
  }
  for (const element of page.dom.elements) {
    if (element.name === 'script' || element.name === 'style' || element.name === '#document' || element.name === 'head') continue;
    const named = element.end - element.order <= MAX_INSIDE ? byTitle.get(textOf(element)) : undefined;
    if (named !== undefined) places[named]?.push(element);
    for (const value of Object.values(element.attribs)) {
      if (value.length > 2_000) continue;
      const n = byTitle.get(tidy(value)) ?? wordOf(value, byId);
      if (n !== undefined) places[n]?.push(element);
    }
  }
  return places.map((some) => [...new Set(some)].slice(0, 40));
}

function unique(items: readonly Item[], of: (item: Item) => string | null): Map<string, number> {
  const made = new Map<string, number>();
  const twice = new Set<string>();
  for (const [n, item] of items.entries()) {
    const value = of(item);
    if (value === null || value === '') continue;
    if (made.has(value)) twice.add(value);
    made.set(value, n);
  }
  for (const value of twice) made.delete(value);
  return made;
}

function wordOf(value: string, ids: Map<string, number>): number | undefined {
  const whole = ids.get(value);
  if (whole !== undefined) return whole;
  for (const word of value.split(/[^\w-]+/)) {
    const n = ids.get(word);
    if (n !== undefined) return n;
  }
  for (const word of value.split(/[^A-Za-z0-9]+/)) {
    const n = word.length > 3 ? ids.get(word) : undefined;
    if (n !== undefined) return n;
  }
  return undefined;
}

/** Which items stand somewhere inside an element. */
function owners(places: readonly El[][]): Map<El, Set<number>> {
  const inside = new Map<El, Set<number>>();
  for (const [n, elements] of places.entries()) {
    for (const element of elements) {
      for (let at: El | null = element; at; at = at.parent) {
        const set = inside.get(at) ?? new Set<number>();
        if (set.has(n) && at !== element) break;
        set.add(n);
        inside.set(at, set);
      }
    }
  }
  return inside;
}

/** From a place of an item up to the last ancestor that holds no other item. */
function chain(from: El, n: number, inside: Map<El, Set<number>>): El[] {
  const made: El[] = [];
  for (let at: El | null = from; at?.parent && at.name !== 'body'; at = at.parent) {
    const set = inside.get(at);
    if (!set || set.size > 1 || !set.has(n)) break;
    made.push(at);
  }
  return made;
}

/** Marks of a tile alone and below its parent ("ol.grid > li"); values that differ from tile to tile are no mark. */
function tileMarks(element: El): Mark[] {
  const own = marksOf(element).filter((mark) => !mark.css.startsWith('#'));
  const parent = element.parent && element.parent.name !== '#document' ? marksOf(element.parent).filter((mark) => mark.cost < 5).slice(0, 3) : [];
  const tag = own.find((mark) => mark.css === element.name);
  const below = [...(tag ? [{ css: tag.css, cost: 0.6 }] : []), ...own.filter((mark) => mark !== tag).slice(0, 2)];
  return [...own.filter((mark) => mark !== tag), ...parent.flatMap((mark) => below.map((inner) => ({ css: `${mark.css} > ${inner.css}`, cost: mark.cost + 0.6 + Math.min(inner.cost, 3) })))];
}

function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.floor(all.length / most));
  return all.filter((_, n) => n % step === 0).slice(0, most);
}
