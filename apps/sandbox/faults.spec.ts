import { load } from 'cheerio';
import { RETRY_AFTER_S, SLOW } from './faults.js';
import { startSandbox, type Sandbox } from './sandbox.js';

interface Listed { url: string; category: string; locale: string }

let sandbox: Sandbox;
let lists: Record<'alderbay' | 'brightcart', Listed[]>;
const set = (fault: string | null, id: 'alderbay' | 'brightcart' = 'alderbay') =>
  fetch(`${sandbox.control}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fault: { [id]: fault } }) });
const plain = (url: string) => fetch(url, { redirect: 'manual' });
const text = async (url: string): Promise<string> => (await fetch(url)).text();
const ofCountry = (locale: string): Listed => lists.alderbay.find((list) => list.locale === locale) as Listed;
const words = (html: string): string => load(html)('body').text().replace(/\s+/g, ' ').trim();

beforeAll(async () => {
  sandbox = await startSandbox({ storefronts: 240 });
  const truth = (await (await fetch(`${sandbox.control}/truth.json`)).json()) as { marketplaces: { id: string; lists: Listed[] }[] };
  lists = Object.fromEntries(truth.marketplaces.map(({ id, lists }) => [id, lists])) as typeof lists;
});
afterAll(() => sandbox.close());
afterEach(async () => {
  await set(null);
  await set(null, 'brightcart');
});

describe('a site that keeps readers away', () => {
  it('throttles with a Retry-After, but lets robots.txt be read', async () => {
    await set('throttle');
    const answer = await plain(`${sandbox.alderbay}/bestsellers`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, String(RETRY_AFTER_S)]);
    expect((await plain(`${sandbox.alderbay}/robots.txt`)).status).toBe(200);
  });

  it('sends everybody to a login form', async () => {
    await set('login');
    const page = await fetch(lists.alderbay[0]!.url);
    expect([page.status, new URL(page.url).pathname]).toEqual([200, '/signin']);
    expect(load(await page.text())('form#login input[type=password]')).toHaveLength(1);
  });

  it('redirects in a circle', async () => {
    await set('redirect-loop');
    const seen: string[] = [];
    for (let url = `${sandbox.alderbay}/bestsellers`, hop = 0; hop < 4; hop++) {
      const answer = await plain(url);
      expect(answer.status).toBe(302);
      url = new URL(answer.headers.get('location') as string, url).href;
      seen.push(new URL(url).search);
    }
    expect(seen).toEqual(['?from=here', '?from=there', '?from=here', '?from=there']);
  });

  it('answers late and piece by piece, the same bytes in the end', async () => {
    const before = await text(`${sandbox.alderbay}/bestsellers`);
    await set('slow');
    const started = performance.now();
    expect(await text(`${sandbox.alderbay}/bestsellers`)).toBe(before);
    expect(performance.now() - started).toBeGreaterThan(SLOW.firstByteMs + (SLOW.pieces - 2) * SLOW.pieceMs);
  });

  it.each([['alderbay', ['Disallow: /item/', 'Disallow: /seller/']], ['brightcart', ['Disallow: /product/', 'Disallow: /shop/']]] as const)('forbids sellers in the robots.txt of %s, in the group for everybody', async (id, rules) => {
    const before = await text(`${sandbox[id]}/robots.txt`);
    await set('robots', id);
    const after = await text(`${sandbox[id]}/robots.txt`);
    const everybody = after.slice(after.indexOf('User-agent: *')).split('\n').slice(1, 3);
    expect(everybody).toEqual(rules);
    expect(after.split('\n').filter((line) => !rules.includes(line as never))).toEqual(before.split('\n'));
  });
});

describe('a site that looks different', () => {
  it('keeps every word and number in a redesign, and puts titles, prices and sellers elsewhere', async () => {
    const list = ofCountry('de-DE').url;
    const $old = load(await text(list));
    const item = new URL($old('ol.grid a.title').first().attr('href') as string, list).href;
    const seller = new URL(load(await text(item))('a.seller').attr('href') as string, list).href;
    const before = await Promise.all([list, item, seller].map(text));
    await set('redesign');
    const after = await Promise.all([list, item, seller].map(text));
    expect(after.map(words)).toEqual(before.map(words));
    const [$list, $item, $seller] = after.map((html) => load(html));
    expect($list!('.name, .price, .stars, .reviews')).toHaveLength(0);
    expect($list!('ol.grid > li .amount').length).toBe($old('ol.grid .price').length);
    expect($list!('ol.grid > li .headline em').first().text()).toBe($old('ol.grid .name').first().text());
    expect($item!('#product-title, #price, a.seller')).toHaveLength(0);
    expect($seller!('#seller-name, #seller-summary, dd.business-name, dd.vat, dd.email')).toHaveLength(0);
  });

  it('redesigns what a script draws, too', async () => {
    await set('redesign', 'brightcart');
    const script = await text(`${sandbox.brightcart}/assets/app.js`);
    for (const old of ["'title'", "'price'", "'rating'", "'seller'", 'sellerId =']) expect(script).not.toContain(old);
    expect(() => new Function(script)).not.toThrow();
  });

  it('says UTF-8 and sends something else; read as what it is, nothing is lost', async () => {
    const { url } = ofCountry('fr-FR');
    const before = words(await text(url));
    await set('charset');
    const answer = await fetch(url);
    expect(answer.headers.get('content-type')).toContain('utf-8');
    const bytes = await answer.arrayBuffer();
    expect(new TextDecoder('utf-8').decode(bytes)).toContain('\ufffd');
    expect(words(new TextDecoder('windows-1252').decode(bytes))).toBe(before);
  });
});

describe('a list that changes', () => {
  it('loses three products in ten and keeps its shape', async () => {
    const ids = async (): Promise<string[]> => {
      const found: string[] = [];
      for (const { url } of lists.alderbay) for (let next: string | undefined = url; next !== undefined;) {
        const $ = load(await text(next));
        const ranked = $('ol.grid > li.tile:not(.sponsored)');
        ranked.each((_, tile) => { found.push($(tile).attr('data-product-id') as string); });
        expect(ranked.find('.rank').length).toBe(ranked.length);
        const href: string | undefined = $('nav.pages a[rel=next]').attr('href');
        next = href === undefined ? undefined : new URL(href, url).href;
      }
      return found;
    };
    const before = await ids();
    await set('drop');
    const after = await ids();
    expect(after.length / before.length).toBeGreaterThan(0.64);
    expect(after.length / before.length).toBeLessThan(0.76);
    expect(after).toEqual(before.filter((id) => after.includes(id)));
    await set(null);
    expect(await ids()).toEqual(before);
  });

  it('never ends: page 200 is full, has new places and a next page', async () => {
    const { url } = lists.alderbay[0]!;
    await set('infinite');
    const $ = load(await text(`${url}?page=200`));
    expect($('ol.grid > li.tile:not(.sponsored) .rank').first().text()).toBe(`#${199 * 50 + 1}`);
    expect($('nav.pages a[rel=next]').attr('href')).toContain('page=201');
    await set('infinite', 'brightcart');
    const api = `${lists.brightcart[0]!.url.replace('/top/', '/api/top/')}?offset=${24 * 500}`;
    const page = (await (await fetch(api)).json()) as { next: number; items: { rank: number }[] };
    expect([page.next, page.items[0]!.rank, page.items.length > 0]).toEqual([24 * 501, 24 * 500 + 1, true]);
  });
});

it('has a button for every fault on the page for people', async () => {
  const $ = load(await text(sandbox.control));
  const buttons = $('input[name="fault.alderbay"]').toArray().map((input) => $(input).attr('value'));
  expect(buttons).toEqual(['captcha', 'login', 'down', 'throttle', 'slow', 'redirect-loop', 'robots', 'redesign', 'drop', 'infinite', 'charset']);
});
