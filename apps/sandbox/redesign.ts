import type { Page } from './html.js';

/**
 * A new coat: every value stays, on the same address and in the same order, but titles, prices, stars and sellers' facts move to other
 * elements and classes. The frame (`body[data-page]`, one element an item with its product id, the rank) stays, as in a real redesign that
 * breaks half of a reader and not all of it.
 */
const MOVES: ReadonlyArray<readonly [RegExp, string]> = [
  // Alderbay's list
  [/<span class="name">([^<]*)<\/span><\/a>/g, '</a><h3 class="headline"><em>$1</em></h3>'],
  [/<span class="price">([^<]*)<\/span>/g, '<div class="cost"><strong class="amount">$1</strong></div>'],
  [/<span class="meta"><span class="stars">([^<]*)<\/span> \(<span class="reviews">([^<]*)<\/span>\)<\/span>/g, '<div class="verdict"><b class="mark">$1</b> (<i class="voices">$2</i>)</div>'],
  // both: product pages
  [/<h1 id="product-title">([^<]*)<\/h1>/g, '<div class="hero"><h2 class="headline">$1</h2></div>'],
  [/<p id="rating"><span class="stars">([^<]*)<\/span> · <span class="reviews">([^<]*)<\/span>/g, '<p class="verdict"><b class="mark">$1</b> · <i class="voices">$2</i>'],
  [/<(span|p) id="price">([^<]*)<\/\1>/g, '<div class="cost"><strong class="amount">$2</strong></div>'],
  [/<a class="seller" data-seller-id="([^"]*)" href="([^"]*)">([^<]*)<\/a>/g, '<a class="merchant-link" data-merchant="$1" href="$2"><u>$3</u></a>'],
  // both: sellers
  [/<h1 id="(?:seller|shop)-name">([^<]*)<\/h1>/g, '<header class="hero"><p class="trader-title">$1</p></header>'],
  [/<p id="(?:seller|shop)-summary">/g, '<p class="track-record">'],
  [/<span class="stars">([^<]*)<\/span>/g, '<b class="mark">$1</b>'],
  [/<span class="positive">([^<]*)<\/span>/g, '<b class="happy">$1</b>'],
  [/<span class="ratings">([^<]*)<\/span>/g, '<i class="voices">$1</i>'],
  [/<dd class="business-name">([^<]*)<\/dd>/g, '<dd><span class="legal-name">$1</span></dd>'],
  [/<dd class="vat">([^<]*)<\/dd>/g, '<dd><span class="tax-id">$1</span></dd>'],
  [/<dd class="registration">([^<]*)<\/dd>/g, '<dd><span class="register-id">$1</span></dd>'],
  [/<dd class="phone">([^<]*)<\/dd>/g, '<dd><span class="telephone">$1</span></dd>'],
  [/<dd class="email">(.*?)<\/dd>/g, '<dd><span class="mailbox">$1</span></dd>'],
  [/<dd class="address">(.*?)<\/dd>/g, '<dd><span class="location">$1</span></dd>'],
  // Brightcart's list, drawn by its script
  [/link\('title', item\.title/g, "link('headline', item.title"],
  [/piece\('span', 'price'/g, "piece('strong', 'amount'"],
  [/piece\('span', 'rating'/g, "piece('b', 'mark'"],
  [/piece\('span', 'reviews'/g, "piece('i', 'voices'"],
  [/link\('seller', item\.seller/g, "link('merchant-link', item.seller"],
  [/card\.dataset\.sellerId/g, 'card.dataset.merchant'],
];

/** The page after the redesign. */
export function redesigned(page: Page): Page {
  if (!/^text\/(html|javascript)/.test(page.type)) return page;
  return { ...page, body: MOVES.reduce((body, [from, to]) => body.replace(from, to), String(page.body)) };
}
