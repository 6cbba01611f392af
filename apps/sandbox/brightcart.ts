import { LIST_SCRIPT } from './brightcart-script.js';
import { escape, htmlPage, jsonPage, placeholderImage, shell, STYLE, textPage, type Page } from './html.js';
import { localeOf, money, oneDecimal, whole } from './locale.js';
import type { MarketplacePages } from './marketplace-server.js';
import { rankedOn } from './ranking.js';
import type { Fault } from './state.js';
import { traderBlock } from './trader-block.js';
import type { List, Product, Storefront, World } from './shapes.js';

const CARDS_A_CLICK = 24;
const ROBOTS = `# Brightcart
User-agent: *
Disallow: /account/
Disallow: /checkout
`;
const locale = localeOf('en-US');

const frame = (title: string, page: string, main: string, head = ''): string => shell({
  lang: locale.tag, title: `${title} · Brightcart`, page, brand: 'Brightcart', accent: '#1f6f5c', head, main,
  footer: '<a href="/top">Top lists</a> · <a href="/account/">Account</a> · <a href="/checkout">Checkout</a> · an invented marketplace',
});

const missing = (): Page => htmlPage(frame('Not found', 'missing', '<main><h1>This page does not exist</h1></main>'), 404);

/** Brightcart: the list is an empty shell that a script fills, 24 cards a click; the cards name the seller, the shop page is plain HTML. */
export function brightcartPages(world: World): MarketplacePages {
  const { lists, products, bySellerId } = world.brightcart;
  const bySlug = new Map(lists.map((list) => [list.category.slug, list]));
  const ranked = new Map<string, Product[]>();
  const orderOf = (list: List, day: number, fault: Fault): Product[] => {
    const key = `${list.path} ${day} ${fault === 'drop'}`;
    let order = ranked.get(key);
    if (!order) ranked.set(key, (order = rankedOn(world.seed, list, day, fault)));
    return order;
  };

  return (url, day, fault) => {
    const { pathname } = url;
    if (pathname.startsWith('/shop/')) {
      const storefront = bySellerId.get(pathname.slice(6));
      return storefront ? shopPage(storefront) : missing();
    }
    if (pathname.startsWith('/product/')) {
      const product = products.get(pathname.slice(9));
      return product ? productPage(product) : missing();
    }
    if (pathname.startsWith('/top/')) {
      const list = bySlug.get(pathname.slice(5));
      return list ? listShell(list) : missing();
    }
    if (pathname.startsWith('/api/top/')) {
      const list = bySlug.get(pathname.slice(9));
      const offset = Number(url.searchParams.get('offset') ?? 0);
      if (!list || !Number.isInteger(offset) || offset < 0) return jsonPage({ error: 'no such list' }, 404);
      const order = orderOf(list, day, fault);
      const end = offset + CARDS_A_CLICK;
      // A list without end begins again from its top; the places go on.
      const turn = Math.max(1, Math.ceil(order.length / CARDS_A_CLICK)) * CARDS_A_CLICK;
      const from = fault === 'infinite' ? offset % turn : offset;
      return jsonPage({ total: order.length, next: fault === 'infinite' || end < order.length ? end : null, items: order.slice(from, from + CARDS_A_CLICK).map((product, index) => card(product, offset + index + 1)) });
    }
    if (pathname.startsWith('/img/')) return placeholderImage(pathname);
    switch (pathname) {
      case '/': case '/top': return hubPage(lists);
      case '/robots.txt': return textPage(ROBOTS);
      case '/assets/app.js': return textPage(LIST_SCRIPT, 'text/javascript; charset=utf-8');
      case '/assets/style.css': return textPage(STYLE, 'text/css; charset=utf-8');
      case '/account/': case '/checkout': return htmlPage(frame('Not for robots', 'private', '<main><h1>Not for robots</h1></main>'));
      default: return missing();
    }
  };
}

const card = (product: Product, rank: number) => ({
  rank, productId: product.id, title: product.title, price: money(locale, product.price),
  rating: `${oneDecimal(locale, product.rating)} out of 5`, reviews: `${whole(locale, product.reviews)} reviews`,
  sellerId: product.storefront.sellerId, seller: product.storefront.name,
});

function hubPage(lists: List[]): Page {
  const links = lists.map(({ path, category }) => `<li><a class="department" href="${path}">${escape(category.name)}</a></li>`).join('\n');
  return htmlPage(frame('Top lists', 'hub', `<main><h1>Top lists</h1>\n<ul class="departments">\n${links}\n</ul></main>`));
}

function listShell(list: List): Page {
  const main = `<main id="top" data-category="${list.category.slug}">
<h1 class="list-title">Top in <span class="category">${escape(list.category.name)}</span></h1>
<noscript>Please switch on JavaScript to see this list.</noscript>
<div id="cards" data-state="loading"></div>
<p class="pages"><button id="load-more" type="button" hidden>Load more</button></p>
</main>`;
  return htmlPage(frame(`Top in ${list.category.name}`, 'top', main, '<script src="/assets/app.js" defer></script>\n'));
}

function productPage(product: Product): Page {
  const { storefront, list } = product;
  const main = `<main id="product" data-product-id="${product.id}">
<nav class="breadcrumb"><a class="category" href="${list.path}">${escape(list.category.name)}</a></nav>
<h1 id="product-title">${escape(product.title)}</h1>
<p id="rating"><span class="stars">${oneDecimal(locale, product.rating)} out of 5</span> · <span class="reviews">${whole(locale, product.reviews)}</span> reviews</p>
<p id="price">${money(locale, product.price)}</p>
<p class="sold-by">Sold by <a class="seller" data-seller-id="${storefront.sellerId}" href="/shop/${storefront.sellerId}">${escape(storefront.name)}</a></p>
</main>`;
  return htmlPage(frame(product.title, 'product', main));
}

function shopPage(storefront: Storefront): Page {
  const { positive, count } = storefront.lifetime;
  const main = `<main id="shop" data-seller-id="${storefront.sellerId}">
<h1 id="shop-name">${escape(storefront.name)}</h1>
<p id="shop-summary"><span class="stars">${oneDecimal(locale, storefront.stars)} out of 5</span> · <span class="ratings">${whole(locale, count)} ratings</span> · <span class="positive">${positive}% positive</span></p>
${traderBlock(storefront, locale)}
</main>`;
  return htmlPage(frame(storefront.name, 'shop', main));
}
