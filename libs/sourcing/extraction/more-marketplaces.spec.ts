import { readFileSync } from 'node:fs';
import { extract, loadRecipes, recipeFor, type Extraction } from './index.js';

const recipes = loadRecipes('recipes');
const read = (name: string, url: string): Extraction => {
  const html = readFileSync(`test/fixtures/pages/${name}.html`, 'utf8');
  const recipe = recipeFor(url, html, recipes);
  if (!recipe) throw new Error(`no recipe knows ${url}`);
  return extract(html, url, recipe);
};

it('reads a page whose data is JavaScript and not JSON, and the price of today', () => {
  const page = read('aliexpress-product', 'https://he.aliexpress.com/item/4000000000017.html');
  expect(page.product).toMatchObject({ productId: '4000000000017', title: "פנס ''40 cm {bright}", price: { amount: '9.30', currency: 'EUR' }, rating: 4.8, reviewCount: 12, extra: { sold: '1 024' } });
  expect(page.seller).toMatchObject({ id: '990017', name: 'Lumen {Far} Co.,Ltd.', url: 'https://www.aliexpress.com/store/990017', positivePercent: 93.6, ratingCount: 526, country: 'CN' });
  expect(page.warnings).toEqual([]);
});

describe('a listing of Allegro', () => {
  const list = read('allegro-listing', 'https://allegro.pl/listing?string=latarnia');
  it('names the whole seller of every offer, and passes headings over', () => {
    expect(list.items.map((item) => [item.rank, item.productId, item.sponsored, item.seller?.id, item.seller?.positivePercent])).toEqual([[1, '10000000001', true, '77001', 99.3], [2, '10000000002', false, '77002', 100]]);
    expect(list.items[0]).toMatchObject({ title: 'Latarnia "Mgła" 40 cm', price: { amount: '14.99', currency: 'PLN' }, rating: 4.84, extra: { sold: '251 osób kupiło', company: 'true' } });
  });
  it('does not follow the redirect of an advertisement', () => {
    expect(list.items.map((item) => item.url)).toEqual(['https://allegro.pl/oferta/10000000001', 'https://allegro.pl/oferta/latarnia-10000000002']);
    expect(list.next.map((link) => link.kind)).toEqual(['list', 'seller']);
  });
  it('is empty where nothing was found, whatever else is shown instead', () => expect(read('allegro-nothing', 'https://allegro.pl/listing?string=qqqq')).toMatchObject({ pageKind: 'empty', items: [] }));
});

it('takes the stars of an Etsy listing for what they are: the shop\'s', () => {
  const page = read('etsy-listing', 'https://www.etsy.com/listing/1300000001/brass-lantern');
  expect(page.product).toMatchObject({ productId: '1300000001', title: 'Brass Lantern: Storm Light', price: { amount: '40.63', currency: 'EUR' }, rating: null, reviewCount: null });
  expect(page.seller).toMatchObject({ id: '2870001', name: 'WickAndWonder', url: 'https://www.etsy.com/shop/WickAndWonder', rating: 4.7, ratingCount: 9406, country: null, extra: { sales: '49.6k', years: '5' } });
});

it('counts a list of Flipkart as the visitor sees it, not as its structured data does', () => {
  const list = read('flipkart-search', 'https://www.flipkart.com/search?q=lantern');
  expect(list.items.map((item) => [item.rank, item.title, item.sponsored])).toEqual([[1, 'First lantern (Brass, 40 cm)', false], [2, 'Second lantern', true]]);
  expect(list.items[0]).toMatchObject({ productId: 'LMPAAAAAAAAAAAA1', price: { amount: '141999.00', currency: 'INR' }, rating: 4.6, reviewCount: 56829, url: 'https://www.flipkart.com/first/p/itm1?pid=LMPAAAAAAAAAAAA1' });
  expect(list.next).toMatchObject([{ kind: 'list', url: 'https://www.flipkart.com/search?q=lantern&page=2' }, { kind: 'product', productId: 'LMPAAAAAAAAAAAA1' }]);
});

it('keeps the point of a price on Lazada, and the words of a rounded count', () => {
  const { items } = read('lazada-search', 'https://www.lazada.com.ph/catalog/?q=lantern');
  expect(items).toMatchObject([
    { productId: '2890000001', title: 'Lantern, small', price: { amount: '33.50', currency: 'PHP' }, reviewCount: 1200, approx: { reviewCount: '1.2K' }, seller: null, extra: { sold: '2k+ sold', shipsFrom: 'Laguna' } },
    { productId: '2890000002', price: { amount: '1305.00', currency: 'PHP' }, reviewCount: null },
  ]);
});

it('tells the seller from the brand on Mercado Libre', () => {
  const list = read('mercadolibre-search', 'https://listado.mercadolibre.com.pe/farol');
  expect(list.items.map((item) => [item.title, item.seller?.name ?? null, item.sponsored])).toEqual([['Farol Uno', null, true], ['Farol Dos', 'Casa Mecha', false], ['Farol Tres', 'Aceite & Cía', false]]);
  expect(list.items.map((item) => [item.rating, item.reviewCount])).toEqual([[null, null], [4.3, null], [4.8, 138]]);
  expect(list.items.map((item) => item.url)).toEqual([null, 'https://articulo.mercadolibre.com.pe/MPE-700000002-farol-_JM', 'https://www.mercadolibre.com.pe/farol/p/MPE900']);
  expect(list.items.map((item) => item.price)).toEqual([{ amount: '545.95', currency: 'PEN' }, { amount: '116.00', currency: 'PEN' }, { amount: '9.90', currency: 'USD' }]);
  expect(list.next[0]).toEqual({ kind: 'list', url: 'https://listado.mercadolibre.com.pe/farol_Desde_49' });
});

it('joins Newegg\'s cards with its state, and gives no stars where nobody gave any', () => {
  const { items } = read('newegg-list', 'https://www.newegg.com/Lamps/Category/ID-1');
  expect(items).toMatchObject([
    { productId: 'N82E16820000001', price: { amount: '1899.99', currency: 'USD' }, rating: 4.8, reviewCount: 1135, seller: null, extra: { bestSellingRank: '17' } },
    { productId: '0RN-001J-00001', price: { amount: '249.00', currency: 'USD' }, rating: null, reviewCount: 0, seller: { id: 'A1B2', name: 'Lumen Direct', url: 'https://www.newegg.com/stores/Lumen-Direct', ratingCount: 2048 } },
  ]);
});

it('leads from an item of Rakuten to the page that says who stands behind the shop', () => {
  const page = read('rakuten-item', 'https://item.rakuten.co.jp/akari/lamp-7/');
  expect(page.product).toMatchObject({ productId: 'lamp-7', title: 'ランタン 40cm', price: { amount: '4516', currency: 'JPY' }, rating: 4.75, reviewCount: 12 });
  expect(page.seller).toMatchObject({ id: 'akari', name: '灯り 本舗' });
  expect(page.next).toEqual([{ kind: 'seller', url: 'https://www.rakuten.co.jp/akari/info.html', productId: 'lamp-7', sellerId: 'akari' }]);
});

it('joins Tokopedia\'s products with their shops', () => {
  const { items } = read('tokopedia-category', 'https://www.tokopedia.com/p/rumah-tangga/lampu');
  expect(items).toMatchObject([
    { rank: 1, productId: '11', price: { amount: '2778000.00', currency: 'IDR' }, rating: 5, reviewCount: 207, seller: { id: '7', name: 'Terang Jaya' }, extra: { city: 'Bandung', official: 'true' } },
    { rank: 2, productId: '12', rating: null, seller: { id: '8', name: 'Malam' } },
  ]);
});

it('says why nothing can be read', () => {
  expect(read('etsy-gate', 'https://www.etsy.com/listing/1')).toMatchObject({ pageKind: 'blocked', blocked: 'captcha' });
  expect(read('zalando-shell', 'https://www.zalando-lounge.pl/')).toMatchObject({ pageKind: 'blocked', blocked: 'shell' });
});

it('counts a product that stands twice once, at its first place, where the recipe says so', () => {
  const tile = (id: string): string => `<li data-product-id="${id}"><a href="/item/${id}.html"><b class="s__title" title="t${id}"></b></a></li>`;
  const recipe = recipes.find((one) => one.id === 'aliexpress');
  const { items } = extract(`<ul>${['1', '2', '1', '3'].map((id) => tile(`10000000${id}`)).join('')}</ul>`, 'https://aliexpress.ru/popular/x', recipe ?? never());
  expect(items.map((item) => [item.rank, item.productId])).toEqual([[1, '100000001'], [2, '100000002'], [3, '100000003']]);
});

function never(): never {
  throw new Error('the recipe is missing');
}
