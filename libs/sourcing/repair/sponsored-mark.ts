import type { FieldSpec, ReaderSpec } from '../extraction/recipe.schema.js';
import { Selector } from '../extraction/selector.js';
import { Fields } from '../extraction/values.js';
import type { Bench } from './best-reader.js';
import { marksOf } from './element-marks.js';
import type { Repair } from './repair.js';
import type { Tile } from './tiles.js';

/** A repair of the mark that tells advertisements from the rest; null where the old one still does, or where the known items do not show both kinds. */
export function flagReader(was: FieldSpec, tiles: readonly Tile[], bench: Bench, moved: boolean): Omit<Repair, 'page' | 'field'> | null {
  const { page } = bench;
  const flag = new Fields('element', bench.compiler, bench.load, 'repair');
  const share = (spec: FieldSpec): number => {
    const holds = flag.flag(spec, 'sponsored');
    return tiles.filter(({ item, element }) => holds({ page, at: element, known: {} }) === item.sponsored).length / tiles.length;
  };
  const wanted = tiles.filter(({ item }) => item.sponsored);
  if (wanted.length === 0 || wanted.length === tiles.length || (!moved && share(was) >= 0.9)) return null;
  const ways = new Map<string, { spec: ReaderSpec; cost: number }>();
  for (const { element } of wanted.slice(0, 4)) {
    for (const { css, cost } of marksOf(element)) ways.set(`self ${css}`, { spec: { closest: css, match: '^' }, cost: cost + 0.5 });
    for (let order = element.order + 1; order <= element.end; order++) {
      const inside = page.dom.elements[order];
      if (inside) for (const { css, cost } of marksOf(inside).slice(0, 4)) ways.set(css, { spec: css, cost });
    }
  }
  let best: { spec: ReaderSpec; share: number; cost: number } | null = null;
  for (const { spec, cost } of ways.values()) {
    const right = typeof spec === 'string' ? shareOf(spec, tiles, bench) : selfShare(spec, tiles);
    if (!best || right > best.share || (right === best.share && cost < best.cost)) best = { spec, share: right, cost };
  }
  if (!best || best.share < 0.9) return null;
  const { spec } = best;
  const now = typeof spec === 'string' || spec.closest === undefined ? spec : { closest: spec.closest, attr: 'class' };
  return { was, now, confidence: Math.round(best.share * 100) / 100, example: `${wanted.length} advertisements of ${tiles.length} items` };
}

function shareOf(css: string, tiles: readonly Tile[], { page }: Bench): number {
  const selector = Selector.of(css);
  return tiles.filter(({ item, element }) => page.find(selector, element, 1).length > 0 === item.sponsored).length / tiles.length;
}

function selfShare(spec: ReaderSpec, tiles: readonly Tile[]): number {
  if (typeof spec === 'string' || spec.closest === undefined) return 0;
  const selector = Selector.of(spec.closest);
  return tiles.filter(({ item, element }) => (selector.matches(element) && element.attr('class') !== undefined) === item.sponsored).length / tiles.length;
}
