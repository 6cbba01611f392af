import fc from 'fast-check';
import { extract, loadRecipe, type Extraction, type Recipe } from '../extraction/index.js';
import { parseRecipe } from '../extraction/recipe.js';
import { applyRepairs, suggestRepairs, type Repair } from './index.js';

interface Ware { id: string; name: string; price: string; stars: string; reviews: string; rank: number; ad: boolean; sellerId: string; sellerName: string }

const words = ['Amber', 'Brass', 'Cedar', 'Dusk', 'Elm', 'Fjord', 'Garnet', 'Harbour', 'Ivory', 'Juniper'];
const wares: Ware[] = Array.from({ length: 24 }, (_, n) => ({
  id: `p${1000 + n * 7}`, name: `${words[n % 10]} ${words[(n * 3 + 1) % 10]} lantern No ${n + 1}`, price: `€ ${(12 + n * 3.5).toFixed(2).replace('.', ',')}`, stars: `${(3 + (n % 20) / 10).toFixed(1)} out of 5`,
  reviews: (137 + n * 911).toLocaleString('en'), rank: n, ad: n % 8 === 0, sellerId: `s${50 + (n % 9)}`, sellerName: `${words[n % 9]} & Söhne`,
}));
const list = 'http://127.0.0.1:4701/bestsellers/garden';
const top = 'http://127.0.0.1:4702/top/garden';
const alderbay = loadRecipe('recipes/alderbay.yaml');
const brightcart = loadRecipe('recipes/brightcart.yaml');

const listBefore = `<body data-page="bestsellers"><h1 class="list-title">Top <span class="category">Garden</span></h1><ol class="grid">${wares.map((ware) => `<li class="tile${ware.ad ? ' sponsored' : ''}" data-product-id="${ware.id}">${ware.ad ? '' : `<span class="rank">#${ware.rank}</span>`}<a class="title" href="/item/${ware.id}"><span class="name">${ware.name}</span></a><img class="photo" src="/img/${ware.id}.jpg"><div class="price">${ware.price}</div><span class="stars">${ware.stars}</span><span class="reviews">${ware.reviews}</span></li>`).join('')}</ol><nav class="pages"><a rel="next" href="/bestsellers/garden?page=2">next</a></nav></body>`;

const noise = '<header><a href="/">home</a><a href="/help">help</a></header>';
const listRenamed = `<body data-page="bestsellers">${noise}<div class="headline"><h2>Bestsellers <em class="dept">Garden</em></h2></div><div class="results">${wares.map((ware) => `<article class="product-card ${ware.ad ? 'promoted' : 'organic'}" data-sku="${ware.id}"><div class="media"><a href="/item/${ware.id}"><picture><img class="cover" src="/img/${ware.id}.jpg" alt=""></picture></a></div><div class="body"><h3 class="product-name"><a href="/item/${ware.id}">${ware.name}</a></h3>${ware.ad ? '<span class="ad-flag">Ad</span>' : `<b class="place">${ware.rank}.</b>`}<div class="rating-row"><i class="score" aria-label="${ware.stars}"></i><small class="votes">(${ware.reviews})</small></div></div><footer><div class="amount"><del>€ 999,99</del><strong class="now">${ware.price}</strong></div></footer></article>`).join('')}</div><div class="pager"><a class="forward" href="/bestsellers/garden?page=2">more</a></div></body>`;

const hash = (name: string): string => `_${name.length}x${[...name].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 99_991, 7)}`;
const listHashed = `<body data-page="bestsellers"><main><section class="${hash('wrap')}"><h1>Garden</h1>${wares.map((ware) => `<div class="${hash('cell')}"><div class="${hash('inner')}"><a href="/item/${ware.id}?ref=top" class="${hash('link')}"><img src="/img/${ware.id}.jpg" alt="${ware.name}"></a><div class="${hash('text')}"><span class="${hash('t')}">${ware.name}</span><span class="${hash('p')}">Our price: ${ware.price}</span><span class="${hash('r')}">Rated ${ware.stars} by ${ware.reviews} people</span>${ware.ad ? `<span class="${hash('ad')}">Sponsored</span>` : `<span class="${hash('k')}">No. ${ware.rank}</span>`}</div></div></div>`).join('')}</section></main><a rel="next" href="/bestsellers/garden?page=2">2</a></body>`;

const cardsBefore = `<body data-page="top"><h1 class="list-title"><span class="category">Garden</span></h1><div id="cards" data-state="ready" data-total="24">${wares.map((ware) => `<article class="card" data-product-id="${ware.id}" data-seller-id="${ware.sellerId}"><span class="rank">${ware.rank + 1}</span><a class="title" href="/thing/${ware.id}">${ware.name}</a><img src="/i/${ware.id}.png"><p class="price">${ware.price}</p><span class="rating">${ware.stars}</span><span class="reviews">${ware.reviews}</span><a class="seller" href="/shop/${ware.sellerId}">${ware.sellerName}</a></article>`).join('')}</div></body>`;
const cardsAfter = `<body data-page="top-2"><h1>Garden</h1><ul class="wall">${wares.map((ware) => `<li class="wall-item"><div class="shop-line">by <a class="shop-link" href="/shop/${ware.sellerId}">${ware.sellerName}</a></div><a class="wall-link" href="/thing/${ware.id}"><img data-src="/i/${ware.id}.png" src="/blank.gif"><h4>${ware.name}</h4></a><meta itemprop="ratingValue" content="${parseFloat(ware.stars)}"><div class="line"><span class="cost">${ware.price}</span><span class="pop">★ ${parseFloat(ware.stars)} (${ware.reviews})</span></div><div class="badge">${ware.rank + 1}</div></li>`).join('')}</ul></body>`;

const seller = (layout: 'before' | 'after'): string => layout === 'before'
  ? '<body data-page="seller"><main data-seller-id="s7"><h1 id="seller-name">Ölmühle Nord</h1><div id="seller-summary"><span class="stars">4.7</span><span class="positive">94 %</span><span class="ratings">12,345 ratings</span></div><table id="feedback"><tr data-window="d30"><td class="positive">97 %</td><td class="count">38</td></tr><tr data-window="lifetime"><td class="positive">94 %</td><td class="count">12,345</td></tr></table><dl id="trader"><dd class="business-name">Ölmühle Nord GmbH</dd><dd class="address"><span class="line">Mühlenweg 3</span><span class="line">24103 Kiel</span><span class="line country">DE</span></dd><dd class="email"><a href="mailto:kontakt@oelmuehle.example">kontakt@oelmuehle.example</a></dd><dd class="phone">+49 431 000000</dd><dd class="vat">DE 123.456.789</dd></dl></main></body>'
  : '<body data-page="shop-profile"><div class="profile" data-shop="s7"><header class="profile-head"><h2 class="shop-title">Ölmühle Nord</h2><p class="trust"><b class="grade">4.7</b> of 5 · <b class="share">94 % positive</b> · <span class="votes">12,345 votes</span></p></header><section class="windows"><div class="span" data-days="30"><i class="good">97 %</i><i class="n">38</i></div><div class="span" data-days="all"><i class="good">94 %</i><i class="n">12,345</i></div></section><section class="imprint"><h3>Imprint</h3><p class="firm">Ölmühle Nord GmbH</p><ul class="postal"><li>Mühlenweg 3</li><li>24103 Kiel</li><li>DE</li></ul><p class="contact">Mail: <a href="mailto:kontakt@oelmuehle.example">write to us</a></p><p class="tel">Phone: +49 431 000000</p><p class="tax">VAT no.: DE 123.456.789</p></section></div></body>';

/** Share of the fields that were known and are read again, over all items, product and seller. */
function restored(before: Extraction, after: Extraction): number {
  const flat = (answer: Extraction): Map<string, string> => {
    const made = new Map<string, string>();
    const add = (at: string, thing: unknown): void => {
      if (thing === null || thing === undefined || thing === '') return;
      if (typeof thing === 'object' && !Array.isArray(thing)) for (const [key, value] of Object.entries(thing)) add(`${at}.${key}`, value);
      // "?ref=top" behind an address leads to the same place.
      else made.set(at, JSON.stringify(thing).replace('?ref=top', ''));
    };
    for (const item of answer.items) add(`item ${item.productId}`, item);
    add('product', answer.product);
    add('seller', answer.seller);
    for (const link of answer.next) made.set(`next ${link.kind} ${new URL(link.url).pathname}`, '');
    return made;
  };
  const [was, now] = [flat(before), flat(after)];
  return [...was].filter(([key, value]) => now.get(key) === value).length / was.size;
}

function repaired(recipe: Recipe, page: string, before: string, after: string, url: string): { share: number; broken: number; repairs: Repair[]; after: Extraction; recipe: Recipe } {
  const last = extract(before, url, recipe);
  expect(last.warnings).toEqual([]);
  const repairs = suggestRepairs(recipe, page, last, after, url);
  const mended = applyRepairs(recipe, repairs);
  expect(parseRecipe(mended.yaml)).toEqual(mended.recipe);
  const now = extract(after, url, mended.recipe);
  return { share: restored(last, now), broken: restored(last, extract(after, url, recipe)), repairs, after: now, recipe: mended.recipe };
}

describe('after a redesign', () => {
  it.each<[string, Recipe, string, string, string, string]>([
    ['that renames every class, moves the price and nests otherwise', alderbay, 'bestsellers', listBefore, listRenamed, list],
    ['to hashed class names, with ids only in addresses', alderbay, 'bestsellers', listBefore, listHashed, list],
    ['of cards that name their sellers', brightcart, 'top', cardsBefore, cardsAfter, top],
    ['of a seller\'s page', alderbay, 'seller', seller('before'), seller('after'), 'http://127.0.0.1:4701/seller/s7'],
  ])('%s, the proposals restore at least 95 % of what was known', (_, recipe, page, before, after, url) => {
    const { share, broken, after: now } = repaired(recipe, page, before, after, url);
    expect(broken).toBeLessThan(0.5);
    expect(now.warnings).toEqual([]);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });
  it('reads items that were not known before as well', () => {
    const { recipe } = repaired(alderbay, 'bestsellers', listBefore, listRenamed, list);
    const fresh = listRenamed.replaceAll('lantern No', 'lamp nr').replaceAll('p1', 'q1').replaceAll('€ 1', '€ 2');
    const { items } = extract(fresh, list, recipe);
    expect(items).toHaveLength(wares.length);
    expect(items.every((item) => item.title?.includes('lamp nr') && item.price && item.rating && item.reviewCount && item.productId)).toBe(true);
  });
  it('still reads pages of the old design, for the days on which a site shows both', () => {
    const { recipe } = repaired(alderbay, 'bestsellers', listBefore, listRenamed, list);
    expect(extract(listBefore, list, recipe).items.map((item) => item.title)).toEqual(wares.map((ware) => ware.name));
  });
  it('finds the known values though some prices changed and some items left', () => {
    let n = 0;
    const later = listRenamed.replace(/(<strong class="now">)€ (\d+)/g, (whole, lead: string, amount: string) => (n++ % 5 === 0 ? `${lead}€ ${Number(amount) + 2}` : whole)).replace(/<article(?:(?!<\/article>).)*p1007.*?<\/article>/, '');
    const repairs = suggestRepairs(alderbay, 'bestsellers', extract(listBefore, list, alderbay), later, list);
    expect(repairs.map((repair) => repair.field)).toEqual(expect.arrayContaining(['items[0].css', 'items[0].fields.price', 'items[0].fields.title']));
    expect(repairs.find((repair) => repair.field === 'items[0].fields.price')?.confidence).toBeLessThan(0.9);
  });
});

it('never fails on a page that is broken at will', () => {
  const last = extract(listBefore, list, alderbay);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(8_000), fc.nat(300), fc.constantFrom('<', '</', '"', '((((', '<b"x"', '<a=">', '\u0000', '\ud800', '\\', '>', '<table>', '\n')), { minLength: 1, maxLength: 5 }), (edits) => {
      let page = listRenamed;
      for (const [at, length, text] of edits) page = page.slice(0, at) + text + page.slice(at + length);
      const repairs = suggestRepairs(alderbay, 'bestsellers', last, page, list);
      expect(applyRepairs(alderbay, repairs).recipe.id).toBe('alderbay');
    }),
    { numRuns: 60, seed: 20_260_301 },
  );
});

describe('a proposal', () => {
  const repairs = suggestRepairs(alderbay, 'bestsellers', extract(listBefore, list, alderbay), listRenamed, list);
  it('says what stands there, what should, how sure it is, and gives an example', () => {
    const price = repairs.find((repair) => repair.field === 'items[0].fields.price');
    expect(price).toMatchObject({ page: 'bestsellers', was: '.price', confidence: 1, example: '12 EUR' });
    expect(price?.now).toEqual([expect.stringMatching(/\.now$/), '.price']);
    expect(repairs.every((repair) => repair.confidence > 0 && repair.confidence <= 1 && repair.example !== '')).toBe(true);
  });
  it('prefers marks that will last to positions and hashes', () => {
    expect(repairs.find((repair) => repair.field === 'items[0].css')?.now).toMatch(/^(?:\[data-sku\]|\.product-card|article\.product-card)/);
    expect(JSON.stringify(repairs)).not.toMatch(/nth-/);
  });
  it('changes nothing by itself', () => {
    const before = JSON.stringify(alderbay);
    applyRepairs(alderbay, repairs);
    expect(JSON.stringify(alderbay)).toBe(before);
  });
  it('is not made where nothing broke', () => expect(suggestRepairs(alderbay, 'bestsellers', extract(listBefore, list, alderbay), listBefore, list)).toEqual([]));
  it('is not made where the known values are nowhere', () => {
    expect(suggestRepairs(alderbay, 'bestsellers', extract(listBefore, list, alderbay), `<body data-page="bestsellers">${'<div class=x><p>other things</p></div>'.repeat(50)}</body>`, list)).toEqual([]);
    expect(suggestRepairs(alderbay, 'bestsellers', extract(listBefore, list, alderbay), '', list)).toEqual([]);
  });
  it('for a page that the recipe does not have is refused with a sentence', () => expect(() => suggestRepairs(alderbay, 'no-such-page', extract(listBefore, list, alderbay), listRenamed, list)).toThrow(/no page named "no-such-page"/));
  it('that does not fit the recipe is refused', () => expect(() => applyRepairs(alderbay, [{ page: 'bestsellers', field: 'items[7].fields.title', was: null, now: 'h1', confidence: 1, example: 'x' }])).toThrow(/not there to be repaired/));
});

const shop = parseRecipe("schema: 1\nid: shop\nname: Shop\nhosts: [shop.test]\nstates: { data: { assigned: window.__D__ } }\npages: [{ name: list, kind: list, when: { path: '/top' }, items: [{ state: data, path: 'goods[*]', keep: [id], fields: { productId: id, title: name, price: cost, rating: stars.mean, seller: { id: by }, url: { template: '{origin}/p/{productId}' } } }] }]");
const data = `<script>window.__D__ = ${JSON.stringify({ goods: wares.map((ware) => ({ id: ware.id, name: ware.name, cost: ware.price })) })}</script>`;

it('leaves data alone that still says everything, however the page around it looks', () => {
  expect(suggestRepairs(shop, 'list', extract(data, 'http://shop.test/top', shop), data + listRenamed, 'http://shop.test/top')).toEqual([]);
});
it('reads drawn tiles where a list\'s data went away', () => {
  const { share, after } = repaired(shop, 'list', data, listRenamed, 'http://shop.test/top');
  expect(after.items).toHaveLength(wares.length);
  expect(share).toBeGreaterThanOrEqual(0.95);
});
