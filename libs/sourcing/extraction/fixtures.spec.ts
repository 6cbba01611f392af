import { readFileSync } from 'node:fs';
import { extract, loadRecipes, recipeFor, type Extraction } from './index.js';

const recipes = loadRecipes('recipes');
const page = (name: string): string => readFileSync(`test/fixtures/pages/${name}.html`, 'utf8');
const read = (name: string, url: string): Extraction => {
  const recipe = recipeFor(url, page(name), recipes);
  if (!recipe) throw new Error(`no recipe knows ${url}`);
  return extract(page(name), url, recipe);
};

describe('a best-seller list of Amazon', () => {
  const list = read('amazon-bestsellers', 'https://www.amazon.com/zgbs/lanterns');

  it('holds the products that are not drawn as cards, by place and id', () => {
    expect(list.items.map((item) => [item.rank, item.productId])).toEqual([[1, 'B0LANTERN1'], [2, '936000001X'], [3, 'B0LANTERN3'], [4, 'B0LANTERN4']]);
    expect(list.items[2]).toMatchObject({ title: null, price: null, seller: null, section: 'Best Sellers in Lanterns' });
  });
  it('reads the lowest offer in the currency that is written, not in the one of the domain', () => {
    expect(list.items[0]).toMatchObject({ price: { amount: '32.24', currency: 'AWG' }, rating: 4.4, reviewCount: 15569, title: 'Amber Storm Lantern, brass & glass' });
  });
  it('takes the title, not the author, and leaves a price out where none stands', () => {
    expect(list.items[1]).toMatchObject({ title: 'Night Walks (English)', rating: 4.6, price: null });
  });
  it('leads to the next page and to every product', () => {
    expect(list.next[0]).toEqual({ kind: 'list', url: 'https://www.amazon.com/zgbs/lanterns?pg=2' });
    expect(list.next.filter((link) => link.kind === 'product')).toHaveLength(4);
    expect(list.next[1]).toEqual({ kind: 'product', url: 'https://www.amazon.com/dp/B0LANTERN1', productId: 'B0LANTERN1' });
  });
});

describe('a product page of Amazon', () => {
  const item = read('amazon-product', 'https://www.amazon.de/dp/B0LANTERN1');

  it('reads the drawn price where the hidden one is empty, and no other product\'s', () => {
    expect(item.product).toMatchObject({ productId: 'B0LANTERN1', price: { amount: '1499.99', currency: 'EUR' }, rating: 4.1, reviewCount: 5182 });
  });
  it('names the seller of the box, whatever decoys the scripts hold, with every character of its name', () => {
    expect(item.seller).toMatchObject({ id: 'A0SELLER12345', name: '【灯り】Ölmühle & Söhne ❗ 2025*12' });
    expect(item.next).toEqual([{ kind: 'seller', url: 'https://www.amazon.de/sp?seller=A0SELLER12345', productId: 'B0LANTERN1', sellerId: 'A0SELLER12345' }]);
  });
  it('reads every place it holds', () => {
    expect(item.product?.ranks).toEqual([{ rank: 1234207, category: 'Garten' }, { rank: 45, category: 'Laternen' }]);
  });
  it('is no captcha because the word stands in its title', () => expect(item.pageKind).toBe('product'));
});

it('tells a captcha page, whatever address it was fetched from', () => {
  for (const path of ['/zgbs/lanterns', '/dp/B0LANTERN1', '/s?k=lantern']) {
    expect(read('amazon-captcha', `https://www.amazon.com${path}`)).toMatchObject({ pageKind: 'blocked', blocked: 'captcha', items: [], product: null, next: [] });
  }
});

describe('a search of eBay', () => {
  const list = read('ebay-search', 'https://www.ebay.com/sch/i.html?_nkw=lantern');

  it('leaves placeholder cards and carousels out and counts the visible order', () => {
    expect(list.items.map((item) => [item.rank, item.productId])).toEqual([[1, '335000000001'], [2, '335000000002']]);
  });
  it('keeps the page\'s own words beside a rounded count', () => {
    expect(list.items[0]?.seller).toEqual({ id: 'lamp*and*co', name: 'lamp*and*co', url: 'https://www.ebay.com/usr/lamp*and*co', positivePercent: 98.7, ratingCount: 59800, approx: { ratingCount: '59.8K' } });
  });
  it('takes the lowest of a range, and soles where soles are written', () => {
    expect(list.items.map((item) => item.price)).toEqual([{ amount: '6.79', currency: 'USD' }, { amount: '5.32', currency: 'PEN' }]);
    expect(list.items[1]?.seller).toBeNull();
  });
});

it('reads a search of Walmart from its state, with the seller of every item', () => {
  const list = read('walmart-search', 'https://www.walmart.com/search?q=lantern');
  expect(list.items).toHaveLength(2);
  expect(list.items[0]).toMatchObject({ title: 'Camp lantern ™', price: { amount: '11.69', currency: 'USD' }, sponsored: true, seller: { id: 'F00D', name: 'Lumen <b>& Co</b>' }, extra: { flag: 'Best seller' } });
  expect(list.items[1]).toMatchObject({ rank: 2, rating: null, reviewCount: 0, sponsored: false, seller: { name: 'Wick {{world}}' } });
});

describe('the sandbox', () => {
  it('gives a sponsored tile of a ranked list no place', () => {
    const list = read('alderbay-list', 'http://127.0.0.1:4701/bestsellers/garden');
    expect(list.items.map((item) => [item.rank, item.sponsored, item.title])).toEqual([[null, true, 'Kauf mich'], [1, false, 'Ölkännchen ä ö ü'], [2, false, '<script>alert(1)</script> Deals']]);
    expect(list.items[1]).toMatchObject({ section: 'Garden', price: { amount: '1234.56', currency: 'EUR' }, rating: 4.5, reviewCount: 12345 });
    expect(list.next.map((link) => link.url)).toEqual(['http://127.0.0.1:4701/bestsellers/garden?page=2', 'http://127.0.0.1:4701/item/p1', 'http://127.0.0.1:4701/item/p2']);
  });
  it('reads who stands behind a shop', () => {
    expect(read('alderbay-seller', 'http://127.0.0.1:4701/seller/s7').seller).toEqual({
      id: 's7', name: 'Särkänniemi Ölmühle', url: 'http://127.0.0.1:4701/seller/s7', rating: 4.7, positivePercent: 94, ratingCount: 12345, businessName: 'Särkänniemi Ölmühle GmbH', address: 'Mühlenweg 3, 24103 Kiel, DE', country: 'DE',
      email: 'kontakt@oelmuehle.example', phone: '+49 431 000000', vat: 'de 123.456.789', registration: null, windows: [{ window: '30d', positivePercent: 97, ratingCount: 38 }, { window: 'lifetime', positivePercent: 94, ratingCount: 12345 }],
    });
  });
  it('says that a list drawn by script is a shell without a browser', () => {
    const drawn = page('brightcart-top');
    expect(read('brightcart-top', 'http://127.0.0.1:4702/top/garden').items[0]).toMatchObject({ rank: 1, price: { amount: '1234.50', currency: 'USD' }, reviewCount: 1234, seller: { id: 's1', url: 'http://127.0.0.1:4702/shop/s1' } });
    const recipe = recipeFor('http://127.0.0.1:4702/top/garden', drawn, recipes);
    expect(recipe && extract('<body data-page="top"><div id="cards" data-state="loading"></div><noscript>Please turn scripts on</noscript>', 'http://127.0.0.1:4702/top/garden', recipe)).toMatchObject({ pageKind: 'blocked', blocked: 'shell' });
  });
});

it('knows no recipe for a host that none names', () => expect(recipeFor('https://shop.example/dp/B0LANTERN1', '', recipes)).toBeNull());
