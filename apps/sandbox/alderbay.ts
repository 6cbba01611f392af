import { escape, htmlPage, placeholderImage, shell, STYLE, textPage, type Page } from './html.js';
import { localeOf, longDate, money, oneDecimal, whole, type Locale } from './locale.js';
import type { MarketplacePages } from './marketplace-server.js';
import { unit } from './random.js';
import { rankedOn } from './ranking.js';
import type { Fault } from './state.js';
import { traderBlock } from './trader-block.js';
import type { List, Product, Storefront, World } from './shapes.js';

const PAGE_SIZE = 50;
const ROBOTS = `# Alderbay: everybody may read the shop
User-agent: *
Disallow: /admin/   # staff only
Disallow: /cart
Allow: /

# nobody needs our tills
User-agent: ShopBot
Disallow: /
`;

const frame = (locale: Locale, title: string, page: string, main: string, head = ''): string => shell({
  lang: locale.tag, title: `${title} · Alderbay`, page, brand: 'Alderbay', accent: '#b4531a', head, main,
  footer: '<a href="/bestsellers">Best Sellers</a> · <a href="/cart">Cart</a> · <a href="/admin/">Staff</a> · an invented marketplace',
});

const missing = (): Page => htmlPage(frame(localeOf('en-GB'), 'Not found', 'missing', '<main><h1>We cannot find that page</h1></main>'), 404);

/** Alderbay: list → product → seller, all drawn by the server; its lists name no seller. Pages are kept once made, since none but the lists changes by day. */
export function alderbayPages(world: World): MarketplacePages {
  const { lists, products, bySellerId } = world.alderbay;
  const bySlug = new Map(lists.map((list) => [list.category.slug, list]));
  const made = new Map<string, Page>();
  const once = (key: string, make: () => Page): Page => {
    let page = made.get(key);
    if (!page) made.set(key, (page = make()));
    return page;
  };
  const ranked = new Map<string, Product[]>();
  const orderOf = (list: List, day: number, fault: Fault): Product[] => {
    const key = `${list.path} ${day} ${fault === 'drop'}`;
    let order = ranked.get(key);
    if (!order) ranked.set(key, (order = rankedOn(world.seed, list, day, fault)));
    return order;
  };

  return (url, day, fault) => {
    const { pathname } = url;
    if (pathname.startsWith('/item/')) {
      const product = products.get(pathname.slice(6));
      return product ? once(pathname, () => itemPage(product)) : missing();
    }
    if (pathname.startsWith('/seller/')) {
      const storefront = bySellerId.get(pathname.slice(8));
      return storefront ? once(pathname, () => sellerPage(storefront)) : missing();
    }
    if (pathname.startsWith('/bestsellers/')) {
      const list = bySlug.get(pathname.slice(13));
      const number = Number(url.searchParams.get('page') ?? 1);
      const order = list && orderOf(list, day, fault);
      const last = fault === 'infinite' ? Infinity : Math.ceil((order?.length ?? 0) / PAGE_SIZE);
      if (!list || !order || !Number.isInteger(number) || number < 1 || number > last) return missing();
      if (fault === 'infinite' || fault === 'drop') return listPage(world.seed, list, order, number, last, day);
      return once(`${pathname} ${number} ${day}`, () => listPage(world.seed, list, order, number, last, day));
    }
    if (pathname.startsWith('/img/')) return placeholderImage(pathname);
    switch (pathname) {
      case '/': case '/bestsellers': return once('/bestsellers', () => hubPage(lists));
      case '/robots.txt': return textPage(ROBOTS);
      case '/assets/style.css': return textPage(STYLE, 'text/css; charset=utf-8');
      case '/cart': case '/admin/': return htmlPage(frame(localeOf('en-GB'), 'Not for robots', 'private', '<main><h1>Not for robots</h1></main>'));
      default: return missing();
    }
  };
}

function hubPage(lists: List[]): Page {
  const links = lists.map(({ path, category }) => `<li><a class="department" href="${path}">${escape(category.name)}</a></li>`).join('\n');
  return htmlPage(frame(localeOf('en-GB'), 'Best Sellers', 'hub', `<main><h1>Best Sellers</h1>\n<ul class="departments">\n${links}\n</ul></main>`));
}

function tile(product: Product, locale: Locale, rank: number | null): string {
  return `<li class="tile${rank === null ? ' sponsored' : ''}" data-product-id="${product.id}">
${rank === null ? `<span class="ad">${escape(locale.sponsored)}</span>` : `<span class="rank">#${rank}</span>`}
<a class="title" href="/item/${product.id}"><img class="photo" src="/img/${product.id}.svg" alt="" loading="lazy"><span class="name">${escape(product.title)}</span></a>
<span class="price">${money(locale, product.price)}</span>
<span class="meta"><span class="stars">${locale.stars(oneDecimal(locale, product.rating))}</span> (<span class="reviews">${whole(locale, product.reviews)}</span>)</span>
</li>`;
}

function listPage(seed: string, list: List, order: Product[], number: number, last: number, day: number): Page {
  const locale = localeOf(list.locale);
  const from = (number - 1) * PAGE_SIZE;
  // A list without end begins again from its top; the places go on.
  const turn = Math.max(1, Math.ceil(order.length / PAGE_SIZE)) * PAGE_SIZE;
  const tiles = order.slice(from % turn, (from % turn) + PAGE_SIZE).map((product, index) => tile(product, locale, from + index + 1));
  // Two paid places a page, drawn from the same list: a reader who takes them for ranks gets the ranks wrong.
  [4, 17].filter((place) => place < tiles.length).forEach((place) => {
    const paid = order[Math.floor(unit(seed, 'paid', list.path, number, day, place) * order.length)];
    if (paid) tiles.splice(place, 0, tile(paid, locale, null));
  });
  const link = (page: number): string => (page === 1 ? list.path : `${list.path}?page=${page}`);
  const previous = number > 1 ? `<a rel="prev" href="${link(number - 1)}">${escape(locale.previous)}</a>` : '';
  const next = number < last ? `<a rel="next" href="${link(number + 1)}">${escape(locale.next)}</a>` : '';
  const main = `<main id="bestsellers" data-category="${list.category.slug}">
<h1 class="list-title">${escape(locale.bestsellersIn)} <span class="category">${escape(list.category.name)}</span></h1>
<ol class="grid">
${tiles.join('\n')}
</ol>
<nav class="pages">${previous}<span class="here">${number}${last === Infinity ? '' : ` / ${last}`}</span>${next}</nav>
</main>`;
  const head = number < last ? `<link rel="next" href="${link(number + 1)}">\n` : '';
  return htmlPage(frame(locale, `${locale.bestsellersIn} ${list.category.name}`, 'bestsellers', main, head));
}

function itemPage(product: Product): Page {
  const locale = localeOf(product.list.locale);
  const { storefront, list } = product;
  const main = `<main id="item" data-product-id="${product.id}">
<nav class="breadcrumb"><a href="/bestsellers">Alderbay</a> › <a class="category" href="${list.path}">${escape(list.category.name)}</a></nav>
<h1 id="product-title">${escape(product.title)}</h1>
<p id="rating"><span class="stars">${locale.stars(oneDecimal(locale, product.rating))}</span> · <span class="reviews">${whole(locale, product.reviews)}</span> ${escape(locale.reviews)}</p>
<section id="buybox" class="card">
<span id="price">${money(locale, product.price)}</span>
<span class="sold-by">${escape(locale.soldBy)} <a class="seller" data-seller-id="${storefront.sellerId}" href="/seller/${storefront.sellerId}">${escape(storefront.name)}</a></span>
<form action="/cart" method="post"><button>+</button></form>
</section>
</main>`;
  return htmlPage(frame(locale, product.title, 'item', main));
}

function sellerPage(storefront: Storefront): Page {
  const locale = localeOf(storefront.home.locale);
  const rows = (['d30', 'd90', 'm12', 'lifetime'] as const).map((window, index) => {
    const { positive, count } = storefront[window];
    return `<tr data-window="${window}"><th scope="row">${escape(locale.windows[index] as string)}</th><td class="positive">${count === 0 ? '–' : locale.percent(positive)}</td><td class="count">${whole(locale, count)}</td></tr>`;
  }).join('\n');
  const { positive, count } = storefront.lifetime;
  const main = `<main id="seller" data-seller-id="${storefront.sellerId}">
<h1 id="seller-name">${escape(storefront.name)}</h1>
<p id="seller-summary"><span class="stars">${locale.stars(oneDecimal(locale, storefront.stars))}</span> · <span class="positive">${locale.percent(positive)}</span> ${escape(locale.positive)} · <span class="ratings">${locale.ratings(whole(locale, count))}</span></p>
<p class="meta">${escape(locale.listedSince)} <time datetime="${storefront.since.toISOString().slice(0, 10)}">${longDate(locale, storefront.since)}</time></p>
<table id="feedback">
<tbody>
${rows}
</tbody>
</table>
${traderBlock(storefront, locale)}
</main>`;
  return htmlPage(frame(locale, storefront.name, 'seller', main));
}
