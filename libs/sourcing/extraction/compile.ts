import { JsonPath } from './json-path.js';
import { Pattern } from './pattern.js';
import { RecipeInvalid } from './recipe.errors.js';
import { Selector } from './selector.js';

/** Turns the texts of a recipe into what runs, once a recipe, and names the place when one cannot be read. */
export class Compiler {
  private readonly selectors = new Map<string, Selector>();
  private readonly patterns = new Map<string, Pattern>();
  constructor(
    readonly stateNames: ReadonlySet<string>,
    readonly labels: Readonly<Record<string, readonly string[]>>,
  ) {}

  selector(text: string, at: string): Selector {
    return kept(this.selectors, text, () => attempt(() => Selector.of(text), at, 'is not a CSS selector that can be read'));
  }

  pattern(text: string, at: string): Pattern {
    return kept(this.patterns, text, () => attempt(() => Pattern.of(text), at, 'is not a pattern that may be used: it'));
  }

  path(text: string, at: string): JsonPath {
    return attempt(() => JsonPath.of(text), at, 'is not a path that can be read: it');
  }

  state(name: string, at: string): string {
    if (!this.stateNames.has(name)) throw new RecipeInvalid(at, `names the state "${name}", which is not in "states". Add it there or correct the name.`);
    return name;
  }

  /** Folded labels: those listed, and those of the lists that are named. */
  labelsOf(among: string | readonly string[]): ReadonlySet<string> {
    return new Set([among].flat().flatMap((one) => (Object.hasOwn(this.labels, one) ? (this.labels[one] ?? []) : [one])).map(foldLabel));
  }
}

/** A label without colon, case and outer space: "Numéro TVA :" and "numéro tva" are the same. */
export function foldLabel(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\s:：·\-–*]+$/u, '').replace(/^[\s*·]+/u, '').replace(/\s+/g, ' ');
}

function kept<T>(cache: Map<string, T>, key: string, make: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

function attempt<T>(make: () => T, at: string, problem: string): T {
  try {
    return make();
  } catch (cause) {
    throw new RecipeInvalid(at, `${problem} ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
