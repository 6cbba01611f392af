import { load } from 'cheerio';
import { startSandbox, type Sandbox } from './sandbox.js';

interface Truth {
  marketplaces: { id: string; lists: { url: string; category: string; locale: string }[]; storefronts: { sellerId: string; name: string; url: string; businessName: string; country: string; email: string | null; vat: string | null; listedOnDay: number; lifetimeRatings: number }[] }[];
}

let sandbox: Sandbox;
let truth: Truth;
const text = async (url: string): Promise<string> => (await fetch(url)).text();
const digits = (shown: string): number => Number(shown.replace(/\D/g, ''));
const control = (change: unknown) => fetch(`${sandbox.control}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) });
const market = (id: string) => truth.marketplaces.find((entry) => entry.id === id) as Truth['marketplaces'][number];

beforeAll(async () => {
  sandbox = await startSandbox({ storefronts: 240 });
  truth = (await (await fetch(`${sandbox.control}/truth.json`)).json()) as Truth;
});
afterAll(() => sandbox.close());
afterEach(() => control({ day: 1, delayMs: 0, fault: { alderbay: null, brightcart: null } }));

describe('Alderbay', () => {
  it('can be walked from list to product to every seller of day 1, by the selectors of the README', async () => {
    const sellers = new Set<string>();
    for (const list of market('alderbay').lists) {
      let next: string | undefined = list.url;
      let rank = 0;
      while (next !== undefined) {
        const $ = load(await text(next));
        expect($('html').attr('lang')).toBe(list.locale);
        expect($('h1.list-title .category').text()).toBe(list.category);
        expect($('main a[href^="/seller/"]')).toHaveLength(0);
        for (const tile of $('ol.grid > li.tile:not(.sponsored)').toArray()) {
          expect($(tile).find('.rank').text()).toBe(`#${(rank += 1)}`);
          const item = load(await text(new URL($(tile).find('a.title').attr('href') as string, list.url).href));
          expect(item('#product-title').text()).toBe($(tile).find('.name').text());
          expect(item('#price').text()).toBe($(tile).find('.price').text());
          sellers.add(item('#buybox .sold-by a.seller').attr('href') as string);
        }
        const href: string | undefined = $('nav.pages a[rel=next]').attr('href');
        next = href === undefined ? undefined : new URL(href, list.url).href;
      }
    }
    const due = market('alderbay').storefronts.filter(({ listedOnDay }) => listedOnDay === 1).map(({ sellerId }) => `/seller/${sellerId}`);
    expect([...sellers].sort()).toEqual(due.sort());
  });

  it('says on each seller page what the truth says', async () => {
    for (const { url, name, businessName, country, email, vat, lifetimeRatings } of market('alderbay').storefronts) {
      const $ = load(await text(url));
      expect($('h1#seller-name').text()).toBe(name);
      expect($('#trader dd.business-name').text()).toBe(businessName);
      expect($('#trader dd.address > span.line').last().text()).toBe(country);
      expect($('#trader dd.email a').text()).toBe(email ?? '');
      expect($('#trader dd.vat').text().replace(/[ .]/g, '').toUpperCase()).toBe(vat ?? '');
      expect(digits($('#seller-summary .ratings').text())).toBe(lifetimeRatings);
      expect($('script')).toHaveLength(0);
    }
  });

  it('writes prices as each country does', async () => {
    const shapes: Record<string, RegExp> = { 'de-DE': /^\d{1,3}(\.\d{3})*,\d\d\u00a0€$/, 'fr-FR': /^\d{1,3}(\u00a0\d{3})*,\d\d\u00a0€$/, 'en-US': /^\$\d{1,3}(,\d{3})*\.\d\d$/, 'en-GB': /^£\d{1,3}(,\d{3})*\.\d\d$/ };
    for (const { url, locale } of market('alderbay').lists) {
      const $ = load(await text(url));
      for (const price of $('.tile .price').toArray()) expect($(price).text()).toMatch(shapes[locale] as RegExp);
    }
  });
});

describe('Brightcart', () => {
  it('shows a plain reader an empty shell, and its script all cards with their sellers', async () => {
    const sellers = new Set<string>();
    for (const { url } of market('brightcart').lists) {
      const $ = load(await text(url));
      expect($('#cards').children()).toHaveLength(0);
      for (let offset: number | null = 0; offset !== null;) {
        const page = (await (await fetch(`${url.replace('/top/', '/api/top/')}?offset=${offset}`)).json()) as { next: number | null; items: { sellerId: string }[] };
        expect(page.items.length).toBeLessThanOrEqual(24);
        page.items.forEach(({ sellerId }) => sellers.add(sellerId));
        offset = page.next;
      }
    }
    expect([...sellers].sort()).toEqual(market('brightcart').storefronts.filter(({ listedOnDay }) => listedOnDay === 1).map(({ sellerId }) => sellerId).sort());
  });

  it('says on each shop page what the truth says, hostile names included', async () => {
    for (const { url, name, businessName, email } of market('brightcart').storefronts) {
      const $ = load(await text(url));
      expect($('h1#shop-name').text()).toBe(name);
      expect($('#trader dd.business-name').text()).toBe(businessName);
      expect($('#trader dd.email a').text()).toBe(email ?? '');
    }
  });
});

describe('the switches', () => {
  it('bring the newcomers of day 2', async () => {
    expect((await control({ day: 2 })).status).toBe(200);
    const day = ((await (await fetch(`${sandbox.control}/truth.json`)).json()) as { day: number }).day;
    expect(day).toBe(2);
    const newcomer = market('brightcart').storefronts.find(({ listedOnDay }) => listedOnDay === 2);
    const lists = await Promise.all(market('brightcart').lists.flatMap(({ url }) => [0, 24, 48, 72, 96].map((offset) => text(`${url.replace('/top/', '/api/top/')}?offset=${offset}`))));
    expect(lists.some((list) => list.includes(newcomer?.sellerId ?? 'nobody'))).toBe(true);
  });

  it('show a captcha with status 200, take a marketplace down with 503, and leave the other alone', async () => {
    await control({ fault: { alderbay: 'captcha' } });
    const page = await fetch(`${sandbox.alderbay}/bestsellers`);
    expect(page.status).toBe(200);
    expect(load(await page.text())('form#captcha')).toHaveLength(1);
    await control({ fault: { alderbay: 'down' } });
    expect((await fetch(`${sandbox.alderbay}/robots.txt`)).status).toBe(503);
    expect((await fetch(`${sandbox.brightcart}/robots.txt`)).status).toBe(200);
  });

  it('refuse nonsense in a sentence and then change nothing', async () => {
    const answer = await control({ day: 3, fault: { alderbay: 'fire' } });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: 'a fault is null or one of captcha, login, down, throttle, slow, redirect-loop, robots, redesign, drop, infinite, charset' });
    expect(((await (await fetch(`${sandbox.control}/control`)).json()) as { day: number }).day).toBe(1);
  });
});

it('logs each request with its time of arrival, and how many were answered at once', async () => {
  await fetch(`${sandbox.control}/requests`, { method: 'DELETE' });
  await control({ delayMs: 80 });
  await Promise.all([1, 2, 3].map(() => fetch(`${sandbox.alderbay}/bestsellers`, { headers: { 'user-agent': 'Reader/1' } }).then((page) => page.text())));
  const log = (await (await fetch(`${sandbox.control}/requests.json?marketplace=alderbay`)).json()) as { url: string; status: number; userAgent: string }[];
  expect(log.map(({ url, status, userAgent }) => [url, status, userAgent])).toEqual(Array.from({ length: 3 }, () => ['/bestsellers', 200, 'Reader/1']));
  const summary = (await (await fetch(`${sandbox.control}/requests/summary.json`)).json()) as Record<string, { byKind: unknown; maxConcurrent: number }>;
  expect(summary['alderbay']).toMatchObject({ byKind: { hub: 3 }, maxConcurrent: 3 });
});
