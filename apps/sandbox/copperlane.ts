import { escape, htmlPage, placeholderImage, shell, STYLE, textPage, type Page } from './html.js';
import { localeOf, money, oneDecimal, whole } from './locale.js';
import type { MarketplacePages } from './marketplace-server.js';
import { rankedOn } from './ranking.js';
import type { List, Marketplace, Product, Storefront } from './shapes.js';

const ROWS = 20;
const ROBOTS = `User-agent: *
Disallow: /basket
Crawl-delay: 0
`;
const locale = localeOf('en-GB');

const frame = (title: string, page: string, main: string, head = ''): string => shell({
  lang: locale.tag, title: `${title} | Copperlane`, page, brand: 'Copperlane', accent: '#8a4b2f', head, main,
  footer: '<a href="/hitlists">All hit lists</a> · <a href="/basket">Basket</a> · an invented marketplace',
});
const missing = (): Page => htmlPage(frame('Gone', 'gone', '<main><h1>Nothing here</h1></main>'), 404);

/**
 * Copperlane: lists are tables with the data in attributes and microdata, twenty rows a page with the page in the path; a product is told in
 * JSON-LD only, and a trader's page has neither classes nor ids, just labels. Nothing is written as in the other two.
 */
export function copperlanePages(seed: string, market: Marketplace): MarketplacePages {
  const bySlug = new Map(market.lists.map((list) => [list.category.slug, list]));
  return (url, day, fault) => {
    const [, area = '', name = '', sheet = ''] = url.pathname.split('/');
    switch (area) {
      case '': case 'hitlists': {
        if (name === '') return hubPage(market.lists);
        const list = bySlug.get(name);
        const number = sheet === '' ? 1 : Number(/^sheet-(\d+)$/.exec(sheet)?.[1] ?? NaN);
        if (!list) return missing();
        const order = rankedOn(seed, list, day, fault);
        const last = fault === 'infinite' ? Infinity : Math.ceil(order.length / ROWS);
        return number >= 1 && number <= last ? listPage(list, order, number, last) : missing();
      }
      case 'goods': { const product = market.products.get(name); return product ? productPage(product) : missing(); }
      case 'traders': { const storefront = market.bySellerId.get(name); return storefront ? traderPage(storefront) : missing(); }
      case 'pictures': return placeholderImage(name);
      case 'robots.txt': return textPage(ROBOTS);
      case 'assets': return textPage(STYLE, 'text/css; charset=utf-8');
      case 'basket': return htmlPage(frame('Basket', 'basket', '<main><h1>Basket</h1></main>'));
      default: return missing();
    }
  };
}

function hubPage(lists: readonly List[]): Page {
  return htmlPage(frame('Hit lists', 'hub', `<main><h1>Hit lists</h1><nav aria-label="Hit lists">${lists.map(({ path, category }) => `<a href="${path}">${escape(category.name)}</a>`).join('<br>\n')}</nav></main>`));
}

/** "GBP 1,234.56": a code and not a sign. */
const priced = (dollars: number): string => `GBP ${money(locale, dollars).slice(1)}`;

function listPage(list: List, order: readonly Product[], number: number, last: number): Page {
  const from = (number - 1) * ROWS;
  const turn = Math.max(1, Math.ceil(order.length / ROWS)) * ROWS;
  const rows = order.slice(from % turn, (from % turn) + ROWS).map((product, index) => `<tr itemprop="itemListElement" itemscope data-sku="${product.id}" data-place="${from + index + 1}">
<th scope="row">${from + index + 1}.</th><td><a itemprop="url" href="/goods/${product.id}"><img alt="" src="/pictures/${product.id}" width="40"> <b itemprop="name">${escape(product.title)}</b></a></td>
<td><data value="${oneDecimal(locale, product.rating)}">${'★'.repeat(Math.round(product.rating))}</data> from ${whole(locale, product.reviews)} buyers</td><td itemprop="price">${priced(product.price)}</td></tr>`);
  const next = number < last ? `<a class="onward" href="${list.path}/sheet-${number + 1}">Sheet ${number + 1}</a>` : '';
  return htmlPage(frame(`${list.category.name} hit list`, 'hits', `<main><h1>Hit list: <i>${escape(list.category.name)}</i></h1><div class="scroll"><table itemscope><tbody>\n${rows.join('\n')}\n</tbody></table></div><p>${next}</p></main>`));
}

function productPage(product: Product): Page {
  const { storefront } = product;
  const data = {
    '@context': 'https://schema.org', '@type': 'Product', sku: product.id, name: product.title, aggregateRating: { '@type': 'AggregateRating', ratingValue: product.rating, reviewCount: product.reviews },
    offers: { '@type': 'Offer', price: priced(product.price).slice(4).replaceAll(',', ''), priceCurrency: 'GBP', seller: { '@type': 'Organization', identifier: storefront.sellerId, name: storefront.name, url: `/traders/${storefront.sellerId}` } },
  };
  const main = `<main><h1>${escape(product.title)}</h1><p>Everything about it is in the order form below.</p><form action="/basket" method="post"><button>Order</button></form></main>`;
  return htmlPage(frame(product.title, 'goods', main, `<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>\n`));
}

function traderPage(storefront: Storefront): Page {
  const { merchant, shownVat, shownRegistration } = storefront;
  const { positive, count } = storefront.lifetime;
  const row = (label: string, text: string | null): string => (text === null ? '' : `<li><b>${label}</b> ${escape(text)}</li>\n`);
  const main = `<main><h1>${escape(storefront.name)}</h1>
<ul>
${row('Trader number:', storefront.sellerId)}${row('Buyers say:', `${oneDecimal(locale, storefront.stars)} of 5`)}${row('Satisfied:', `${positive} %`)}${row('Ratings in all:', whole(locale, count))}${row('Trading as:', merchant.legalName)}${
    row('Seat:', [...merchant.address, merchant.country].join(', '))}${row('VAT ID:', shownVat)}${row('Register:', shownRegistration)}${row('Telephone:', merchant.phone)}${row('Write to:', merchant.email)}</ul></main>`;
  return htmlPage(frame(storefront.name, 'trader', main));
}
