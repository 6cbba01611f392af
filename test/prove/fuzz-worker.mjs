// One part of the fuzz proof, in a thread of its own. Case n of a part is made from the seed and n alone, so any case can be run again.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parentPort, workerData } from 'node:worker_threads';
import { PAGE_KINDS, RecipeInvalid, decodeHtml, extract, loadRecipes, parseRecipe, recipeFor } from '../../dist/libs/sourcing/extraction/index.js';
import { suggestRepairs } from '../../dist/libs/sourcing/repair/index.js';
import { generator, mutatedPage, mutatedRecipe } from './mutations.mjs';

const LIMIT_MS = 2_000;
const FIXTURES = 'test/fixtures/pages';
/** Addresses of the fixtures, by the beginning of their names; each is one of the recipe's own. */
const ADDRESSES = {
  'aliexpress-product': 'https://www.aliexpress.com/item/4000000000017.html', 'alderbay-list': 'http://127.0.0.1/bestsellers/x', 'alderbay-seller': 'http://127.0.0.1/seller/s7', 'allegro-': 'https://allegro.pl/listing?string=x',
  'amazon-bestsellers': 'https://www.amazon.com/zgbs/x', 'amazon-': 'https://www.amazon.de/dp/B0LANTERN1', 'brightcart-': 'http://127.0.0.1/top/x', 'ebay-': 'https://www.ebay.com/sch/i.html', 'etsy-': 'https://www.etsy.com/listing/1300000001',
  'flipkart-': 'https://www.flipkart.com/search?q=x', 'lazada-': 'https://www.lazada.com.ph/catalog/?q=x', 'mercadolibre-': 'https://listado.mercadolibre.com.pe/farol', 'newegg-': 'https://www.newegg.com/Lamps/Category/ID-1',
  'rakuten-': 'https://item.rakuten.co.jp/akari/lamp-7/', 'tokopedia-': 'https://www.tokopedia.com/p/rumah-tangga/lampu', 'walmart-': 'https://www.walmart.com/search?q=x', 'zalando-': 'https://www.zalando-lounge.pl/',
};

const { part, seed, count, pages } = workerData;
const recipes = loadRecipes('recipes');
const figures = { slowestMs: 0 };
const wrong = { 'pages that crashed the extraction': [], 'pages over two seconds': [], 'answers that are not the contract': [], 'recipes refused without a clear error': [] };
const say = (done, end = false) => parentPort.postMessage({ done, figures, wrong, end });

function fixtures() {
  return readdirSync(FIXTURES).filter((file) => file.endsWith('.html')).map((file) => {
    const url = Object.entries(ADDRESSES).find(([start]) => file.startsWith(start))?.[1];
    if (url === undefined) throw new Error(`${file} has no address in test/prove/fuzz-worker.mjs`);
    return { name: basename(file), url, html: readFileSync(join(FIXTURES, file), 'utf8') };
  });
}

function captured() {
  return readdirSync(pages, { recursive: true }).map(String).filter((file) => file.endsWith('.truth.json')).sort().map((file) => {
    const { url, file: name } = JSON.parse(readFileSync(join(pages, file), 'utf8'));
    const stored = readFileSync(join(pages, name));
    return { name, url, html: decodeHtml(name.endsWith('.gz') ? gunzipSync(stored) : stored) };
  });
}

/** Reads one page; whatever it is, the answer must be the contract's, in time. Time is that of this process: a busy machine is not the page's fault. */
function read(label, html, url, recipe) {
  const before = process.cpuUsage();
  let answer;
  try {
    answer = extract(html, url, recipe ?? recipeFor(url, html, recipes));
  } catch (error) {
    wrong['pages that crashed the extraction'].push(`${label}: ${error instanceof Error ? error.stack?.slice(0, 300) : String(error)}`);
    return null;
  }
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  if (ms > figures.slowestMs) Object.assign(figures, { slowestMs: Math.round(ms), slowest: label });
  if (ms > LIMIT_MS) wrong['pages over two seconds'].push(`${label}: ${Math.round(ms)} ms`);
  const sound = PAGE_KINDS.includes(answer.pageKind) && Array.isArray(answer.items) && answer.warnings.every((one) => typeof one === 'string') && (answer.pageKind === 'blocked') === (answer.blocked !== null) &&
    answer.items.every((item) => (item.price === null || /^\d+(\.\d+)?$/.test(item.price.amount)) && (item.rating === null || (item.rating >= 0 && item.rating <= 5)) && (item.reviewCount === null || Number.isSafeInteger(item.reviewCount))) &&
    answer.next.every(({ url: to }) => /^https?:/.test(to)) && JSON.stringify(answer).length > 0;
  if (!sound) wrong['answers that are not the contract'].push(`${label}: ${JSON.stringify(answer).slice(0, 200)}`);
  return answer;
}

function mutatePages(sources, everyRepair) {
  figures.kinds = {};
  figures.repairsTried = 0;
  const recipeOf = sources.map(({ html, url }) => recipeFor(url, html, recipes));
  const originals = sources.map(({ html, url }, n) => extract(html, url, recipeOf[n]));
  for (let n = 0; n < count; n++) {
    const at = n % sources.length;
    const { name, url, html } = sources[at];
    const page = mutatedPage(html, generator(seed + n));
    const answer = read(`${name} case ${n}`, page, url, recipeOf[at]);
    if (answer) figures.kinds[answer.pageKind] = (figures.kinds[answer.pageKind] ?? 0) + 1;
    if (n % everyRepair === 0 && originals[at].page !== null) {
      figures.repairsTried++;
      try {
        suggestRepairs(recipeOf[at], originals[at].page, originals[at], page, url);
      } catch (error) {
        wrong['pages that crashed the extraction'].push(`repair of ${name} case ${n}: ${error instanceof Error ? error.stack?.slice(0, 300) : String(error)}`);
      }
    }
    if (n % 100 === 99) say(n + 1);
  }
}

function mutateRecipes() {
  Object.assign(figures, { refused: 0, accepted: 0 });
  const files = readdirSync('recipes').filter((file) => file.endsWith('.yaml')).map((file) => ({ file, yaml: readFileSync(join('recipes', file), 'utf8') }));
  const tried = fixtures();
  for (let n = 0; n < count; n++) {
    const { file, yaml } = files[n % files.length];
    const label = `${file} case ${n}`;
    let recipe;
    try {
      recipe = parseRecipe(mutatedRecipe(yaml, generator(seed * 7 + n)));
    } catch (error) {
      figures.refused++;
      const clear = error instanceof RecipeInvalid && error.code === 'recipe-invalid' && error.message.length > 25 && error.message.length < 1_500 && !/undefined|\[object /.test(error.message);
      if (!clear) wrong['recipes refused without a clear error'].push(`${label}: ${error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}` : String(error)}`);
    }
    if (recipe) {
      figures.accepted++;
      const mine = tried.filter(({ name }) => name.startsWith(file.replace('.yaml', '')));
      for (const { name, url, html } of mine.length > 0 ? mine.slice(n % mine.length, (n % mine.length) + 1) : []) read(`${label} on ${name}`, html, url, recipe);
    }
    if (n % 100 === 99) say(n + 1);
  }
}

if (part === 'captured') mutatePages(captured(), 50);
if (part === 'fixtures') mutatePages(fixtures(), 100);
if (part === 'recipes') mutateRecipes();
say(count, true);
