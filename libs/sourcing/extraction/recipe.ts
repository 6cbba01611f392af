import { parseDocument } from 'yaml';
import { type z } from 'zod';
import { hostPattern, pathPattern } from './address-pattern.js';
import { Compiler } from './compile.js';
import { type Condition, compileWhen } from './conditions.js';
import type { BlockedReason } from './contract.js';
import type { StateSource } from './embedded-state.js';
import type { Page } from './page.js';
import { compileProduct, compileSeller } from './read-facts.js';
import { type ItemsReader, compileItems } from './read-items.js';
import { compileNext } from './read-next.js';
import type { StateLoader } from './readers.js';
import { RecipeInvalid } from './recipe.errors.js';
import { type PageRule, type Recipe, recipeSchema } from './recipe.schema.js';
import type { Symbols } from './money.js';

const MAX_YAML = 512_000;

/**
 * Reads a recipe. Throws RecipeInvalid, which names the place and what to do, for YAML that cannot be read, for anything the schema does
 * not know, and for selectors, patterns and paths that cannot be compiled.
 */
export function parseRecipe(yaml: string): Recipe {
  if (yaml.length > MAX_YAML) throw new RecipeInvalid('', `is longer than ${MAX_YAML} characters. Split it into one recipe per marketplace.`);
  let data: unknown;
  try {
    const document = parseDocument(yaml, { prettyErrors: true });
    // A warning is a tag or a directive that nobody knows: better said than guessed at.
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem) throw problem;
    data = document.toJS({ maxAliasCount: 500 });
  } catch (cause) {
    throw new RecipeInvalid('', `is not YAML that can be read: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)} Mend that line.`, { cause });
  }
  const result = recipeSchema.safeParse(data);
  if (!result.success) throw refused(result.error);
  compiled(result.data);
  return result.data;
}

function refused(error: z.ZodError): RecipeInvalid {
  const issue = deepest(error.issues);
  const path = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '');
  const what = issue.code === 'unrecognized_keys' ? `has ${issue.keys.map((key) => `"${key}"`).join(' and ')}, which the format does not know. Correct or remove it (docs/recipes.md).` : missing(issue) ? 'is missing. Add it (docs/recipes.md).' : `cannot be used: ${issue.message}. See docs/recipes.md.`;
  return new RecipeInvalid(path, what);
}

type Issue = z.core.$ZodIssue;

const missing = (issue: Issue): boolean => issue.code === 'invalid_type' && issue.message.endsWith('received undefined');

/** A union reports every way that failed; the one that got furthest is what the author meant. */
function deepest(issues: readonly Issue[]): Issue {
  const flat = issues.flatMap((issue): Issue[] => {
    if (issue.code !== 'invalid_union') return [issue];
    const inner = issue.errors.filter((errors) => errors.length > 0).map((errors) => deepest(errors));
    return inner.length === 0 ? [issue] : inner.map((one) => ({ ...one, path: [...issue.path, ...one.path] }) as Issue);
  });
  const unknown = flat.find((issue) => issue.code === 'unrecognized_keys');
  return flat.reduce((a, b) => (b.path.length > a.path.length ? b : a), unknown ?? flat[0] ?? ({ code: 'custom', path: [], message: 'is empty' } as unknown as Issue));
}

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
