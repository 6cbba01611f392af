import type { Compiler } from '../extraction/compile.js';
import { countryOf } from '../extraction/countries.js';
import { readCount, readPercent, readRating } from '../extraction/counts.js';
import type { El } from '../extraction/dom.js';
import { readMoney } from '../extraction/money.js';
import type { Page } from '../extraction/page.js';
import type { Scope, StateLoader } from '../extraction/readers.js';
import { RecipeInvalid } from '../extraction/recipe.errors.js';
import type { ReaderSpec } from '../extraction/recipe.schema.js';
import { type Candidate, type Convert, candidatesFor } from './candidate-readers.js';
import { type AnySpec, type FieldKind, type ReadAs, comparable, readAs } from './known-values.js';

/** What the recipe's readers run on. */
export interface Bench {
  page: Page;
  compiler: Compiler;
  load: StateLoader;
}
/** A thing on the new page and the value that it was last known to have; null where it was known to have none. */
export interface Sample {
  element: El;
  known: Scope['known'];
  wanted: string | null;
}
export interface Score {
  restored: number;
  of: number;
  invented: number;
}
export interface Best extends Score {
  spec: ReaderSpec;
  example: string;
}

const SAMPLES = 5;
const MOST_TILES = 80;
const MOST_CANDIDATES = 500;

/** The reader that restores most of the known values; of equals the steadiest. Null where the values stand nowhere. */
export function bestReader(kind: FieldKind, samples: readonly Sample[], bench: Bench): Best | null {
  const convert = converter(kind, bench.page);
  const known = samples.filter((one) => one.wanted !== null);
  const ways = new Map<string, Candidate>();
  for (const { element, wanted } of known.filter((_, n) => n % Math.max(1, Math.floor(known.length / SAMPLES)) === 0).slice(0, SAMPLES)) {
    for (const way of candidatesFor(wanted ?? '', kind, element, bench.page, convert)) {
      const key = JSON.stringify(way.spec);
      if ((ways.get(key)?.cost ?? Infinity) > way.cost) ways.set(key, way);
    }
  }
  let best: (Best & { cost: number; worth: number }) | null = null;
  for (const { spec, cost } of [...ways.values()].sort((a, b) => a.cost - b.cost).slice(0, MOST_CANDIDATES)) {
    const read = attempt(kind, spec, bench);
    if (!read) continue;
    const score = scored(read, samples, bench.page);
    const worth = score.restored / Math.max(1, score.of + score.invented);
    if (score.restored > 0 && (!best || worth > best.worth + 0.015 || (worth >= best.worth && cost < best.cost))) best = { spec: short(spec), ...score, cost, worth, example: known.find((one) => one.wanted !== null)?.wanted ?? '' };
    // Candidates come the steadiest first: the first that restores everything is the one.
    if (worth === 1) break;
  }
  return best;
}

/** How many known values a reader finds, and how often it finds something where nothing was. */
export function scored(read: ReadAs, samples: readonly Sample[], page: Page): Score {
  const score: Score = { restored: 0, of: 0, invented: 0 };
  for (const { element, known, wanted } of samples.slice(0, MOST_TILES)) {
    const got = read({ page, at: element, known: { ...known } });
    if (wanted === null) score.invented += got === null ? 0 : 1;
    else {
      score.of++;
      if (got === wanted) score.restored++;
    }
  }
  return score;
}

/** A compiled reader, or nothing for one that cannot be used. */
export function attempt(kind: FieldKind, spec: AnySpec, { compiler, load }: Bench): ReadAs | null {
  try {
    return readAs(kind, spec, compiler, load);
  } catch (error) {
    if (error instanceof RecipeInvalid) return null;
    throw error;
  }
}

function short(spec: Candidate['spec']): ReaderSpec {
  return spec.css !== undefined && Object.keys(spec).length === 1 ? spec.css : spec;
}

function converter(kind: FieldKind, page: Page): Convert {
  return (text) => comparable(kind, meaning(kind, text, page));
}

function meaning(kind: FieldKind, text: string, page: Page): unknown {
  switch (kind) {
    case 'price':
      return readMoney(text, page.symbols, page.decimal);
    case 'rating':
      return readRating(text);
    case 'percent':
      return readPercent(text);
    case 'count':
    case 'rank':
      return readCount(text)?.value ?? null;
    case 'country':
      return text.length <= 60 ? countryOf(text) : null;
    case 'email':
      return text.replace(/^mailto:/i, '').split('?')[0];
    case 'url':
    case 'link':
      return page.absolute(text);
    default:
      return text;
  }
}
