import { hostPattern, pathPattern } from './address-pattern.js';
import { Compiler } from './compile.js';
import { type Condition, compileWhen } from './conditions.js';
import type { BlockedReason } from './contract.js';
import type { StateSource } from './embedded-state.js';
import type { Symbols } from './money.js';
import type { Page } from './page.js';
import { compileProduct, compileSeller } from './read-facts.js';
import { type ItemsReader, compileItems } from './read-items.js';
import { compileNext } from './read-next.js';
import type { StateLoader } from './readers.js';
import type { PageRule, Recipe } from './recipe.schema.js';

export interface CompiledPage {
  rule: PageRule;
  when: Condition;
  shell: Condition | undefined;
  empty: Condition | undefined;
  items: ItemsReader;
  product: ReturnType<typeof compileProduct>;
  seller: ReturnType<typeof compileSeller>;
  next: ReturnType<typeof compileNext>;
}

export interface CompiledRecipe {
  knows: (url: URL) => boolean;
  symbols: (host: string) => Symbols;
  blocked: { reason: BlockedReason; when: Condition }[];
  pages: CompiledPage[];
}

const cache = new WeakMap<Recipe, CompiledRecipe>();

/** What runs, made once a recipe. Throws RecipeInvalid. */
export function compiled(recipe: Recipe): CompiledRecipe {
  const known = cache.get(recipe);
  if (known) return known;
  const made = compile(recipe);
  cache.set(recipe, made);
  return made;
}

function compile(recipe: Recipe): CompiledRecipe {
  const compiler = new Compiler(new Set(Object.keys(recipe.states ?? {})), recipe.labels ?? {});
  const load = stateLoader(recipe, compiler);
  const hosts = recipe.hosts.map(hostPattern);
  const paths = (recipe.paths ?? []).map(pathPattern);
  const symbols = Object.entries(recipe.symbols ?? {}).map(([host, meaning]) => ({ fits: hostPattern(host), meaning }));
  const when = (spec: Parameters<typeof compileWhen>[0] | undefined, at: string): Condition | undefined => (spec === undefined ? undefined : compileWhen(spec, compiler, at));
  return {
    knows: (url) => hosts.some((fits) => fits(url.hostname)) && (paths.length === 0 || paths.some((fits) => fits(url.pathname))),
    symbols: (host) => Object.assign({}, ...symbols.filter(({ fits }) => fits(host)).map(({ meaning }) => meaning)) as Symbols,
    blocked: recipe.blocked.map(({ reason, when: spec }, n) => ({ reason, when: compileWhen(spec, compiler, `blocked[${n}].when`) })),
    pages: recipe.pages.map((rule, n) => {
      const at = `pages[${n}] (${rule.name})`;
      return {
        rule,
        when: compileWhen(rule.when, compiler, `${at}.when`),
        shell: when(rule.shell, `${at}.shell`),
        empty: when(rule.empty, `${at}.empty`),
        items: compileItems(rule, compiler, load, at),
        product: compileProduct(rule.product, compiler, load, at),
        seller: compileSeller(rule.seller, compiler, load, at),
        next: compileNext(rule.follow, compiler, load, at),
      };
    }),
  };
}

/** Reads a recipe's named pieces of state from a page, each once. */
export function stateLoader(recipe: Recipe, compiler: Compiler): StateLoader {
  const sources = stateSources(recipe, compiler);
  return (page, name) => {
    const source = sources.get(name);
    return source === undefined ? undefined : page.state(name, source);
  };
}

type SourceOf = StateSource | ((page: Page) => StateSource);

function stateSources(recipe: Recipe, compiler: Compiler): Map<string, SourceOf> {
  return new Map(
    Object.entries(recipe.states ?? {}).map(([name, spec]): [string, SourceOf] => {
      if ('jsonLd' in spec) return [name, { jsonLd: [spec.jsonLd].flat() }];
      if (!('css' in spec)) return [name, spec];
      const selector = compiler.selector(spec.css, `states.${name}.css`);
      return [name, (page: Page) => ({ element: page.find(selector, page.root, 20), attr: spec.attr })];
    }),
  );
}
