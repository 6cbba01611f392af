import { load } from 'cheerio';
import { startSandbox, type Sandbox } from './sandbox.js';

interface Market { id: string; origin: string; lists: { url: string; category: string }[]; storefronts: { sellerId: string; name: string; url: string; businessName: string; listedOnDay: number }[] }

let sandbox: Sandbox;
let markets: Market[];
const text = async (url: string): Promise<string> => (await fetch(url)).text();
const truth = async (of: Sandbox): Promise<Market[]> => ((await (await fetch(`${of.control}/truth.json`)).json()) as { marketplaces: Market[] }).marketplaces;

beforeAll(async () => {
  sandbox = await startSandbox({ storefronts: 240, copperlanePort: 0 });
  markets = await truth(sandbox);
});
afterAll(() => sandbox.close());

it('is not there unless asked for, and changes nothing about the other two', async () => {
  const two = await startSandbox({ storefronts: 240 });
  try {
    const plain = await truth(two);
    const facts = (market: Market) => market.storefronts.map(({ url: _url, ...rest }) => rest);
    expect(two.copperlane).toBeNull();
    expect(plain.map(({ id }) => id)).toEqual(['alderbay', 'brightcart']);
    expect(plain.map(facts)).toEqual(markets.slice(0, 2).map(facts));
    expect(load(await text(two.control))('td form').length).toBeLessThan(load(await text(sandbox.control))('td form').length);
  } finally {
    await two.close();
  }
});

it('can be walked from its hit lists to every trader of day 1', async () => {
  const third = markets[2] as Market;
  const found = new Set<string>();
  for (const { url } of third.lists) for (let next: string | undefined = url, place = 0; next !== undefined;) {
    const $ = load(await text(next));
    for (const row of $('tr[data-sku]').toArray()) {
      expect($(row).attr('data-place')).toBe(String((place += 1)));
      const product = load(await text(new URL($(row).find('a').attr('href') as string, url).href));
      const data = JSON.parse(product('script[type="application/ld+json"]').text()) as { name: string; offers: { seller: { url: string } } };
      expect(data.name).toBe($(row).find('b').text());
      found.add(data.offers.seller.url.slice('/traders/'.length));
    }
    const href: string | undefined = $('a.onward').attr('href');
    next = href === undefined ? undefined : new URL(href, url).href;
  }
  expect([...found].sort()).toEqual(third.storefronts.filter(({ listedOnDay }) => listedOnDay === 1).map(({ sellerId }) => sellerId).sort());
  for (const { url, name, businessName } of third.storefronts) {
    const $ = load(await text(url));
    expect([$('h1').text(), $('li').text().includes(businessName)]).toEqual([name, true]);
  }
});
