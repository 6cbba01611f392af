import type { Extraction } from './contract.js';
import { decodeHtml } from './decode.js';
import { Page } from './page.js';
import { type CompiledPage, compiled } from './compiled-recipe.js';
import type { PageRule, Recipe } from './recipe.schema.js';

/** Larger pages are not read at all: no shop needs them, and memory is shared. */
export const MAX_BYTES = 12 * 1024 * 1024;

/**
 * What a stored page says, by a recipe. Pure: same input, same answer; no clock, no network, no file. Whatever the HTML is, it never throws:
 * what cannot be read becomes a warning. `url` is the address the page was fetched from; a broken one gives `unknown`.
 */
export function extract(html: string | Uint8Array, url: string, recipe: Recipe): Extraction {
  const size = typeof html === 'string' ? html.length : html.byteLength;
  if (size > MAX_BYTES) return nothing(`The page is larger than ${MAX_BYTES / 1024 / 1024} MB and was not read.`);
  if (!URL.canParse(url) || !/^https?:/i.test(url)) return nothing('The address of the page is not an http(s) address.');
  const address = new URL(url);
  const plan = compiled(recipe);
  try {
    const page = new Page(typeof html === 'string' ? html : decodeHtml(html), address, plan.symbols(address.hostname), recipe.decimal);
    return read(page, plan);
  } catch (error) {
    return nothing(`The page could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function read(page: Page, plan: ReturnType<typeof compiled>): Extraction {
  const answer = nothing();
  const done = (): Extraction => ({ ...answer, warnings: [...page.warnings] });
  const block = plan.blocked.find(({ when }) => when.holds(page));
  if (block) {
    answer.pageKind = 'blocked';
    answer.blocked = block.reason;
    return done();
  }
  const known = plan.pages.find(({ when }) => when.holds(page));
  if (!known) return { ...done(), warnings: ['No page of the recipe looks like this one.'] };
  answer.page = known.rule.name;
  if (known.shell?.holds(page)) {
    answer.pageKind = 'blocked';
    answer.blocked = 'shell';
    return done();
  }
  if (known.empty?.holds(page)) {
    answer.pageKind = 'empty';
    return done();
  }
  answer.pageKind = known.rule.kind;
  answer.items = known.items(page);
  answer.product = known.product(page);
  answer.seller = known.seller(page);
  answer.next = known.next(page, answer);
  if (known.rule.items && answer.items.length === 0) page.warnings.add('The page lists nothing that the recipe can read, and does not say that it is empty.');
  if (known.rule.kind === 'product' && !answer.product) page.warnings.add('The page shows no product that the recipe can read.');
  if (known.rule.kind === 'seller' && !answer.seller) page.warnings.add('The page shows no seller that the recipe can read.');
  return done();
}

function nothing(...warnings: string[]): Extraction {
  return { pageKind: 'unknown', blocked: null, page: null, items: [], product: null, seller: null, next: [], warnings };
}

/**
 * The recipe that knows an address, null when none does. Where several do, the one whose pages look most like the HTML wins:
 * one that recognises the page (or that it is blocked) before one that only knows the host.
 */
export function recipeFor(url: string, html: string | Uint8Array | null, recipes: readonly Recipe[]): Recipe | null {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  const candidates = recipes.filter((recipe) => compiled(recipe).knows(address));
  if (candidates.length < 2 || html === null) return candidates[0] ?? null;
  const near = candidates.filter((recipe) => compiled(recipe).pages.some(({ when }) => when.address(address)));
  if (near.length === 1) return near[0] ?? null;
  const choice = near.length > 0 ? near : candidates;
  return choice.find((recipe) => !['unknown', 'blocked'].includes(extract(html, url, recipe).pageKind)) ?? choice.find((recipe) => extract(html, url, recipe).pageKind === 'blocked') ?? choice[0] ?? null;
}

/** Which page of the recipe an address should be, before it is fetched: tells the crawler how to fetch it. Null when the address tells nothing. */
export function pageOf(url: string, recipe: Recipe): PageRule | null {
  if (!URL.canParse(url)) return null;
  const address = new URL(url);
  return compiled(recipe).pages.find(({ when }: CompiledPage) => when.address(address))?.rule ?? null;
}
