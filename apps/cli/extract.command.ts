import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { Extraction, Recipe } from '../../libs/sourcing/extraction/index.js';

const USAGE = 'usage: beckon extract [--recipe ID|FILE] --url URL FILE.html[.gz] [--json]';
/** Compiled code stands one level deeper than its source. */
const RECIPES = join(import.meta.dirname, import.meta.dirname.replaceAll('\\', '/').includes('/dist/apps/') ? '../../..' : '../..', 'recipes');

/** A sentence for whoever called the command wrongly. */
class BadUsage extends Error {}

/**
 * `beckon extract`: what one stored page says, without database or network. Answers the exit code: 0 read, 2 bad usage, 3 the page is
 * blocked, 4 no recipe knows it. With --json one JSON object on stdout, else a few lines for a person; complaints go to stderr.
 */
export async function extractCommand(argv: string[]): Promise<number> {
  try {
    return await run(argv);
  } catch (error) {
    if (!(error instanceof BadUsage)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function run(argv: string[]): Promise<number> {
  const { url, file, recipe: wanted, json } = understood(argv);
  // Only this one room's door: the command must answer in under a second, and the others bring a server along.
  const { extract, recipeFor, loadRecipe, loadRecipes, loadRecipesFor, MAX_BYTES, RecipeInvalid } = await import('../../libs/sourcing/extraction/index.js');
  const html = stored(file, MAX_BYTES);
  let recipe: Recipe | null;
  try {
    recipe = wanted === undefined ? recipeFor(url, html, loadRecipesFor(url, RECIPES)) : existsSync(wanted) ? loadRecipe(wanted) : (loadRecipes(RECIPES).find(({ id }) => id === wanted) ?? unknownRecipe(wanted));
  } catch (error) {
    if (error instanceof RecipeInvalid) throw new BadUsage(error.message);
    throw error;
  }
  if (!recipe) {
    process.stderr.write(`No recipe knows ${new URL(url).host}. Name one with --recipe, or add one to ${RECIPES} (docs/recipes.md).\n`);
    if (json) await print(`${JSON.stringify({ pageKind: 'unknown', blocked: null, items: [], product: null, seller: null, next: [], warnings: ['No recipe knows the page.'] })}\n`);
    return 4;
  }
  const answer = extract(html, url, recipe);
  await print(json ? `${JSON.stringify(answer)}\n` : summary(answer, recipe));
  return answer.pageKind === 'blocked' ? 3 : answer.pageKind === 'unknown' ? 4 : 0;
}

function understood(argv: string[]): { url: string; file: string; recipe: string | undefined; json: boolean } {
  let parsed;
  try {
    parsed = parseArgs({ args: argv, allowPositionals: true, options: { url: { type: 'string' }, recipe: { type: 'string' }, json: { type: 'boolean', default: false } } });
  } catch (error) {
    throw new BadUsage(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new BadUsage(`Name exactly one stored page.\n${USAGE}`);
  if (values.url === undefined) throw new BadUsage(`--url is missing: the address the page came from decides how it is read.\n${USAGE}`);
  if (!URL.canParse(values.url) || !/^https?:/i.test(values.url)) throw new BadUsage(`--url ${values.url} is not an http(s) address.`);
  return { url: values.url, file, recipe: values.recipe, json: values.json };
}

function stored(file: string, limit: number): Buffer {
  if (!existsSync(file) || !statSync(file).isFile()) throw new BadUsage(`There is no file ${file}.`);
  if (statSync(file).size > limit) throw new BadUsage(`${file} is larger than ${limit / 1024 / 1024} MB, more than any shop's page; it was not read.`);
  const bytes = readFileSync(file);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: limit });
  } catch (error) {
    throw new BadUsage(`${file} cannot be unpacked (${error instanceof Error ? error.message : String(error)}). Is it a whole gzip file of at most ${limit / 1024 / 1024} MB?`);
  }
}

function unknownRecipe(wanted: string): never {
  throw new BadUsage(`There is no recipe "${wanted}": neither a file nor an id in ${RECIPES}.`);
}

/** Waits until a pipe took it all: the process may exit right after. */
function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

function summary({ pageKind, page, blocked, items, product, seller, next, warnings }: Extraction, recipe: Recipe): string {
  const lines = [`${recipe.name}: ${pageKind}${page ? ` (${page})` : ''}${blocked ? `, blocked by ${blocked}` : ''}`];
  if (items.length > 0) {
    lines.push(`${items.length} items, ${items.filter((item) => item.price).length} with a price, ${items.filter((item) => item.seller).length} with a seller`);
    for (const item of items.slice(0, 5)) lines.push(`  ${item.rank ?? '-'}. ${item.title ?? item.productId ?? ''}${item.price ? `  ${item.price.amount} ${item.price.currency}` : ''}${item.seller ? `  (${item.seller.name ?? item.seller.id ?? ''})` : ''}`);
    if (items.length > 5) lines.push('  …');
  }
  if (product) lines.push(`product ${product.productId ?? ''}: ${product.title ?? ''}${product.price ? `  ${product.price.amount} ${product.price.currency}` : ''}`);
  if (seller) lines.push(`seller ${seller.id ?? ''}: ${seller.name ?? seller.businessName ?? ''}${seller.positivePercent === null ? '' : `  ${seller.positivePercent} % positive`}${seller.ratingCount === null ? '' : ` of ${seller.ratingCount}`}${seller.country ? `  ${seller.country}` : ''}`);
  for (const link of next.slice(0, 5)) lines.push(`next ${link.kind}: ${link.url}`);
  if (next.length > 5) lines.push(`next: ${next.length - 5} more`);
  for (const warning of warnings) lines.push(`! ${warning}`);
  return `${lines.join('\n')}\n`;
}
