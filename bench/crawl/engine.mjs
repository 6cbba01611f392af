// Ours without book and database: the crawler's own HTTP client, 20 requests at once, then the recipe engine over what came.
// usage: engine.mjs ORIGIN PAGES → { ms, fetchMs, extractMs, pages, items, digest }. Nothing is warmed up before.
import { extract, parseRecipe } from '../../dist/libs/sourcing/extraction/index.js';
import { AddressGuard } from '../../dist/libs/sourcing/crawler/address-guard.js';
import { HttpClient } from '../../dist/libs/sourcing/crawler/http-client.js';
import { answered } from './answer.mjs';
import { recipe } from './recipe.mjs';

const AT_ONCE = 20;
const [origin, pages] = process.argv.slice(2);
const plan = parseRecipe(recipe('bench', 'http'));
const http = new HttpClient(new AddressGuard([new URL(origin).host]), 'Beckon-bench/1', AT_ONCE);
const bodies = new Map();
const waiting = Array.from({ length: Number(pages) }, (_, n) => `${origin}/list/${n + 1}`);
const started = performance.now();
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  for (let url = waiting.shift(); url; url = waiting.shift()) bodies.set(url, (await http.get(new URL(url), { maxBytes: 8_000_000, timeoutMs: 45_000 })).body);
}));
const fetched = performance.now();
const items = [...bodies].flatMap(([url, body]) => extract(body, url, plan).items);
const ended = performance.now();
answered({
  ms: ended - started, fetchMs: fetched - started, extractMs: ended - fetched, pages: bodies.size,
  items: items.map(({ productId, rank, title, url, price, rating, reviewCount, seller }) => ({ id: productId, rank, title, url, price: price.amount, rating, reviews: reviewCount, sellerId: seller.id, seller: seller.name })),
});
