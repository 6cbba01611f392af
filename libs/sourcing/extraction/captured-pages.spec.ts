import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extract, loadRecipes, recipeFor } from './index.js';

/** Real pages that other people captured. They belong to the marketplaces, so they stand beside the project and not in it. */
const root = '../shared/pages';
const here = existsSync(root);
const recipes = loadRecipes('recipes');
const known = here ? readdirSync(root).filter((name) => !name.includes('.')) : [];
/** Its truth counts the places as the page's structured data does; the cards stand in another order, and that is what a visitor sees. */
const otherOrder = /^flipkart\/search__pandanode__/;

interface Truth {
  file: string;
  url: string;
  pageKind: string;
  blocked?: string;
  items: { rank: number; productId?: string }[];
}

if (!here) {
  it('reads the captured pages', () => {
    process.stdout.write('not run: needs ../shared/pages\n');
    expect(process.env['BECKON_NEEDS_PAGES']).not.toBe('1');
  });
} else {
  const truths = known.flatMap((marketplace) => readdirSync(join(root, marketplace)).filter((file) => file.endsWith('.truth.json')).map((file) => JSON.parse(readFileSync(join(root, marketplace, file), 'utf8')) as Truth));
  it.each(truths.map((truth) => [truth.file, truth] as const))('%s', (file, truth) => {
    const stored = readFileSync(join(root, file));
    const html = file.endsWith('.gz') ? gunzipSync(stored) : stored;
    const recipe = recipeFor(truth.url, html, recipes);
    if (!recipe) throw new Error(`no recipe knows ${truth.url}`);
    const answer = extract(html, truth.url, recipe);
    expect([answer.pageKind, answer.blocked ?? undefined]).toEqual([truth.pageKind, truth.blocked]);
    if (otherOrder.test(file)) expect(answer.items.map((item) => item.productId).sort()).toEqual(truth.items.map((item) => item.productId).sort());
    else if (truth.pageKind !== 'offers') expect(answer.items.map((item) => `${item.rank} ${item.productId}`)).toEqual(truth.items.map((item) => `${item.rank} ${item.productId}`));
    expect(answer.warnings).toEqual([]);
  });
}
