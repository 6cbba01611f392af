import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { extract, loadRecipes, loadRecipesFor, pageOf, parseRecipe, RecipeInvalid, recipeFor, recipeSchema } from './index.js';

const small = `
schema: 1
id: shop
name: Shop
hosts: [shop.test]
symbols: { '*': { '$': USD } }
states: { data: { assigned: window.__DATA__ } }
pages:
  - name: list
    kind: list
    when: { path: '/top/**' }
    mode: browser
    items: [{ state: data, path: 'goods[*]', fields: { productId: id, title: name, price: [{ amount: price.value, currency: price.code }, shown], seller: { id: by } } }]
    follow: [{ kind: seller, from: items, url: { template: '{origin}/shop/{sellerId}' } }]
`;
// Test data is edited as it stands in YAML, before any schema has seen it.
 
const without = (edit: (recipe: any) => void): string => {
  const data = parse(small) as unknown;
  edit(data);
  return stringify(data);
};
const refusal = (yaml: string): RecipeInvalid => {
  try {
    parseRecipe(yaml);
  } catch (error) {
    if (error instanceof RecipeInvalid) return error;
    throw error;
  }
  throw new Error('accepted');
};

it('reads a list from state that a script assigns, braces in strings and all', () => {
  const html = '<script>var x = "window.__DATA__"; window.__DATA__ = {"goods":[{"id":7,"name":"La}mp \\"{\\"","price":{"value":5,"code":"USD"},"by":"a/b c"},{"id":8,"shown":"$3"}]}; go({});</script>';
  const { items, next } = extract(html, 'http://shop.test/top/lamps', parseRecipe(small));
  expect(items).toMatchObject([{ rank: 1, productId: '7', title: 'La}mp "{"', price: { amount: '5.00', currency: 'USD' } }, { rank: 2, productId: '8', title: null, price: { amount: '3.00', currency: 'USD' } }]);
  expect(next).toEqual([{ kind: 'seller', url: 'http://shop.test/shop/a%2Fb%20c', productId: '7', sellerId: 'a/b c' }]);
});
it('says so when the state is there but broken', () => {
  expect(extract('<script>window.__DATA__ = {"goods":[}</script>', 'http://shop.test/top/x', parseRecipe(small)).warnings.join()).toMatch(/lists nothing/);
  expect(extract('<script>window.__DATA__ = {"goods":[oops]}</script>', 'http://shop.test/top/x', parseRecipe(small)).warnings.join()).toMatch(/"data" is not valid JSON/);
});
it('tells from the address alone how a page must be fetched', () => {
  expect(pageOf('http://shop.test/top/lamps?page=2', parseRecipe(small))).toMatchObject({ name: 'list', mode: 'browser' });
  expect(pageOf('http://shop.test/about', parseRecipe(small))).toBeNull();
});

describe('a recipe that cannot be used', () => {
  it.each<[string, string, RegExp]>([
    ['is not YAML', 'a: [', /not YAML/],
    ['has a tag that nobody knows', small.replace('id: shop', 'id: !!js shop'), /not YAML/],
    ['leaves out what it needs', without((r) => { delete r['pages'][0]['when']; }), /pages\[0\]\.when is missing/],
    ['has a key that nobody knows', without((r) => Object.assign(r, { prcie: 1 })), /"prcie".*docs\/recipes\.md/],
    ['has a misspelt reader', without((r) => Object.assign(r['pages'][0]['items'][0]['fields'], { title: { csss: 'h1' } })), /csss/],
    ['has a selector that cannot be read', without((r) => Object.assign(r['pages'][0], { section: 'h1[' })), /pages\[0\] \(list\)\.section.*not a CSS selector/],
    ['looks ahead', without((r) => Object.assign(r['pages'][0], { section: { css: 'h1', match: '(?=a)' } })), /section\.match.*look/],
    ['names a state that is not there', without((r) => Object.assign(r['pages'][0]['items'][0], { state: 'dat' })), /"dat".*states/],
    ['is of a format to come', without((r) => Object.assign(r, { schema: 2 })), /schema/],
    ['is a bomb of aliases', `a: &a [1,1]\n${Array.from({ length: 30 }, (_, n) => `b${n}: &b${n} [${n ? `*b${n - 1},*b${n - 1}` : '*a,*a'}]`).join('\n')}`, /YAML|know/],
  ])('%s', (_, yaml, message) => {
    const error = refusal(yaml);
    expect(error.code).toBe('recipe-invalid');
    expect(error.message).toMatch(message);
  });
  it('is refused with a sentence, however it is broken', () => {
    const lines = readFileSync('recipes/alderbay.yaml', 'utf8').split('\n');
    fc.assert(fc.property(fc.nat(lines.length - 1), fc.nat(60), fc.constantFrom('', '[', '{', ': ', '  ', '*', '"', '#', ')'), (line, column, text) => {
      const broken = lines.map((one, n) => (n === line ? one.slice(0, column) + text + one.slice(column + 1) : one)).join('\n');
      try {
        parseRecipe(broken);
      } catch (error) {
        expect(error).toBeInstanceOf(RecipeInvalid);
      }
    }), { numRuns: 300 });
  });
});

it('keeps the recipes for one host apart by their paths', () => {
  const recipes = loadRecipes('recipes');
  const id = (url: string): string | undefined => recipeFor(url, null, recipes)?.id;
  expect([id('http://127.0.0.1:9/bestsellers/garden'), id('http://localhost/item/p1'), id('http://127.0.0.1/top/garden'), id('http://127.0.0.1/shop/s'), id('http://127.0.0.1/')]).toEqual(['alderbay', 'alderbay', 'brightcart', 'brightcart', undefined]);
  expect([id('https://www.amazon.co.jp/dp/B000000000'), id('https://www.ebay.de/itm/1'), id('https://www.walmart.com/ip/1'), id('https://amazon.evil.example/')]).toEqual(['amazon', 'ebay', 'walmart', undefined]);
});
it('reads only the recipes that an address may belong to', () => {
  expect(loadRecipesFor('https://www.amazon.de/dp/x', 'recipes').map(({ id }) => id)).toEqual(['amazon']);
  const local = loadRecipesFor('http://127.0.0.1:1/top', 'recipes').map(({ id }) => id);
  expect(local).toEqual(expect.arrayContaining(['alderbay', 'brightcart']));
  expect(local).not.toContain('amazon');
  expect(loadRecipesFor('https://shop.example/', 'recipes')).toEqual([]);
});
it('publishes the format it reads', () => {
  expect(JSON.parse(readFileSync('recipes/schema.json', 'utf8'))).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(recipeSchema, { io: 'input', reused: 'ref' }))));
});
