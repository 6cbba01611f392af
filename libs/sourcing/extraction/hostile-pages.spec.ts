import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { decodeHtml, extract, loadRecipes, MAX_BYTES, type Recipe } from './index.js';
import { processorTime } from '../../../test/support/processor-time.js';

const recipes = loadRecipes('recipes');
const recipe = (id: string): Recipe => recipes.find((one) => one.id === id) as Recipe;
const pages: Record<string, [string, string]> = {
  'amazon-bestsellers': ['amazon', 'https://www.amazon.com/zgbs/x'], 'amazon-product': ['amazon', 'https://www.amazon.de/dp/B0LANTERN1'], 'amazon-captcha': ['amazon', 'https://www.amazon.com/dp/x'], 'ebay-search': ['ebay', 'https://www.ebay.com/sch/i.html'],
  'walmart-search': ['walmart', 'https://www.walmart.com/search?q=x'], 'alderbay-list': ['alderbay', 'http://127.0.0.1/bestsellers/x'], 'alderbay-seller': ['alderbay', 'http://127.0.0.1/seller/s7'], 'brightcart-top': ['brightcart', 'http://127.0.0.1/top/x'],
  'aliexpress-product': ['aliexpress', 'https://www.aliexpress.com/item/4000000000017.html'], 'allegro-listing': ['allegro', 'https://allegro.pl/listing?string=x'], 'allegro-nothing': ['allegro', 'https://allegro.pl/listing?string=x'],
  'etsy-listing': ['etsy', 'https://www.etsy.com/listing/1300000001/x'], 'etsy-gate': ['etsy', 'https://www.etsy.com/listing/1'], 'flipkart-search': ['flipkart', 'https://www.flipkart.com/search?q=x'],
  'lazada-search': ['lazada', 'https://www.lazada.com.ph/catalog/?q=x'], 'mercadolibre-search': ['mercadolibre', 'https://listado.mercadolibre.com.pe/farol'], 'newegg-list': ['newegg', 'https://www.newegg.com/Lamps/Category/ID-1'],
  'rakuten-item': ['rakuten', 'https://item.rakuten.co.jp/akari/lamp-7/'], 'tokopedia-category': ['tokopedia', 'https://www.tokopedia.com/p/rumah-tangga/lampu'], 'zalando-shell': ['zalando', 'https://www.zalando-lounge.pl/'],
};
const html = (name: string): string => readFileSync(`test/fixtures/pages/${name}.html`, 'utf8');

it('has every fixture on its list', () => expect(Object.keys(pages).sort()).toEqual(readdirSync('test/fixtures/pages').map((file) => file.replace('.html', '')).sort()));

it('never throws and never hangs on a page that was dropped, doubled or cut at will', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(pages)), fc.array(fc.tuple(fc.constantFrom('drop', 'double', 'cut', 'put'), fc.nat(6_000), fc.nat(400), fc.constantFrom('<div>', '</div>', '"', '<script>', '<!--', '\u0000', '&#x110000;', '}', '\ud800', '<b class="')), { minLength: 1, maxLength: 6 }), (name, edits) => {
      let page = html(name);
      for (const [how, at, length, text] of edits) {
        const place = at % (page.length + 1);
        if (how === 'drop') page = page.slice(0, place) + page.slice(place + length);
        if (how === 'double') page = page.slice(0, place + length) + page.slice(place);
        if (how === 'cut') page = page.slice(0, place);
        if (how === 'put') page = page.slice(0, place) + text + page.slice(place);
      }
      const [id, url] = pages[name] as [string, string];
      const began = processorTime();
      const answer = extract(page, url, recipe(id));
      expect(processorTime() - began).toBeLessThan(2_000);
      expect(JSON.parse(JSON.stringify(answer))).toEqual(answer);
      expect(extract(page, url, recipe(id))).toEqual(answer);
    }),
    { numRuns: 300, seed: 20_260_301 },
  );
});

describe('a page made to hurt', () => {
  const list = 'http://127.0.0.1/bestsellers/x';
  const timed = (page: string | Uint8Array, url = list, id = 'alderbay'): ReturnType<typeof extract> => {
    const began = processorTime();
    const answer = extract(page, url, recipe(id));
    expect(processorTime() - began).toBeLessThan(4_000);
    return answer;
  };
  it('of a hundred thousand elements inside each other', () => expect(timed(`<body data-page=bestsellers>${'<div>'.repeat(100_000)}`).warnings.join()).toMatch(/too deeply nested/));
  it('of unclosed formatting', () => void timed(`<body data-page=bestsellers>${'<b><i><a>'.repeat(50_000)}${'</p>'.repeat(50_000)}`));
  it('of a hundred thousand tiles', () => {
    const answer = timed(`<body data-page=bestsellers><ol class=grid>${'<li class=tile data-product-id=p1></li>'.repeat(100_000)}`);
    expect(answer.items).toHaveLength(5_000);
    expect(answer.warnings.join()).toMatch(/more than 5000 items/);
  });
  it('of thirteen megabytes', () => expect(timed('x'.repeat(MAX_BYTES + 1))).toMatchObject({ pageKind: 'unknown', items: [] }));
  it('of state nested without end', () => void timed(`<script id="__NEXT_DATA__">${'[{"a":'.repeat(100_000)}</script><script>"searchResult"</script>`, 'https://www.walmart.com/search?q=x', 'walmart'));
  it('of nothing but brackets', () => void timed(`<script>window.__DATA__ = ${'{'.repeat(500_000)}</script>`, list));
  it('of wrong bytes', () => void timed(Uint8Array.from({ length: 50_000 }, (_, n) => (n * 7919) % 256)));
  it('without an address', () => expect(extract('<p>', 'not an address', recipe('amazon'))).toMatchObject({ pageKind: 'unknown' }));
  it('whose links go elsewhere than the web', () => {
    const { items } = timed('<body data-page=bestsellers><ol class=grid><li class=tile data-product-id=p><a class=title href="javascript:alert(1)">x</a></li><li class=tile data-product-id=q><a class=title href="http://[">y</a></li></ol>');
    expect(items.map((item) => item.url)).toEqual([null, null]);
  });
});

it('reads the bytes in the charset that the page was written in', () => {
  expect(decodeHtml(Buffer.from('<meta charset="iso-8859-1">\xd6l', 'latin1'))).toMatch(/Öl$/);
  expect(decodeHtml(Buffer.from('\xd6l', 'latin1'), 'windows-1252')).toBe('Öl');
  expect(decodeHtml(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Öl', 'utf16le')]))).toBe('Öl');
  expect(decodeHtml(Buffer.from('<meta charset="no-such-thing">Öl'))).toMatch(/Öl$/);
});
