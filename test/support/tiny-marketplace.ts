import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How one address answers; what a test does not say is drawn from `products`. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface TinyMarketplace {
  readonly origin: string;
  /** `host:port`, as the allow list wants it. */
  readonly host: string;
  /** Everything that was asked for, in order; `at` in ms of `performance.now()`. */
  readonly requests: Array<{ path: string; at: number; userAgent: string | undefined }>;
  /** Most requests that were open at the same time. */
  readonly mostOpen: () => number;
  answer(path: string, how: Answer): void;
  /** As new, with other sizes if wanted. */
  reset(size?: TinySize): void;
  close(): Promise<void>;
}

export interface TinySize { readonly products?: number; readonly perPage?: number; readonly sellers?: number; /** A new coat over every page. */ readonly restyle?: (html: string) => string }

/** The recipe for it, by HTTP; with `drawn`, lists are fetched by a browser. */
export const tinyRecipe = (options: { id?: string; drawn?: boolean } = {}): string => `
schema: 1
id: ${options.id ?? 'tiny'}
name: Tiny
hosts: ['127.0.0.1', 'localhost']
symbols: { '*': { '$': USD } }
freshFor: { seller: 30, productSeller: 7 }
blocked: [{ reason: captcha, when: { css: 'form#captcha' } }]
pages:
  - name: list
    kind: list
    when: { path: '/list/*' }
    ${options.drawn ? `mode: browser\n    waitFor: 'body[data-ready]'` : 'mode: http'}
    items: [{ css: 'li', fields: { rank: .rank, productId: { attr: data-id }, title: a, url: { css: a, attr: href }, price: .price } }]
    follow: [{ kind: list, from: page, url: { css: a.next, attr: href } }, { kind: product, from: items }]
  - name: item
    kind: product
    when: { path: '/item/*' }
    product: { productId: { css: main, attr: data-id }, title: h1 }
    seller: { id: { css: a.seller, attr: data-id }, name: a.seller, url: { css: a.seller, attr: href } }
    follow: [{ kind: seller, from: seller }]
  - name: seller
    kind: seller
    when: { path: '/seller/*' }
    seller: { id: { css: main, attr: data-id }, name: h1, ratingCount: .ratings, positivePercent: .positive }
`;

/**
 * A marketplace with one list of `products` in pages of `perPage`; product n belongs to seller n mod `sellers`.
 * Server-rendered: /list/top?page=N → /item/N → /seller/N.
 */
export async function tinyMarketplace(size: TinySize = {}): Promise<TinyMarketplace> {
  let { products = 20, perPage = 10, sellers = 10, restyle = (html: string): string => html } = size;
  const requests: TinyMarketplace['requests'] = [];
  const answers = new Map<string, Answer>();
  let open = 0;
  let mostOpen = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push({ path, at: performance.now(), userAgent: request.headers['user-agent'] });
    mostOpen = Math.max(mostOpen, ++open);
    response.on('close', () => open--);
    const own = answers.get(path) ?? answers.get('*');
    if (own && (path !== '/robots.txt' || answers.has(path))) return own(request, response);
    const body = page(path, products, perPage, sellers);
    response.writeHead(body === null ? 404 : 200, { 'content-type': path === '/robots.txt' ? 'text/plain' : 'text/html; charset=utf-8' }).end(body === null ? 'not here' : path === '/robots.txt' ? body : restyle(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, requests, mostOpen: () => mostOpen,
    answer: (path, how) => void answers.set(path, how),
    reset(next = {}) {
      ({ products = 20, perPage = 10, sellers = 10, restyle = (html: string): string => html } = next);
      answers.clear();
      requests.length = 0;
      mostOpen = 0;
    },
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function page(path: string, products: number, perPage: number, sellers: number): string | null {
  const url = new URL(path, 'http://tiny.test');
  const [, kind, name = ''] = url.pathname.split('/');
  const html = (body: string): string => `<!doctype html><html lang="en"><title>Tiny</title><body data-ready="yes">${body}</body></html>`;
  if (path === '/robots.txt') return 'User-agent: *\nDisallow: /private/\n';
  if (kind === 'list') {
    const number = Number(url.searchParams.get('page') ?? '1');
    const from = (number - 1) * perPage;
    const rows = Array.from({ length: Math.min(perPage, products - from) }, (_, n) => from + n + 1)
      .map((n) => `<li data-id="p${n}"><span class="rank">#${n}</span> <a href="/item/p${n}">Product ${n}</a> <b class="price">$${n}.50</b></li>`).join('');
    return html(`<ol>${rows}</ol>${from + perPage < products ? `<a class="next" href="/list/${name}?page=${number + 1}">next</a>` : ''}`);
  }
  const id = Number(name.slice(1));
  if (kind === 'item') return html(`<main data-id="p${id}"><h1>Product ${id}</h1>Sold by <a class="seller" data-id="s${id % sellers}" href="/seller/s${id % sellers}">Shop ${id % sellers}</a></main>`);
  if (kind === 'seller') return html(`<main data-id="s${id}"><h1>Shop ${id}</h1><p class="positive">${90 + (id % 10)} % positive</p><p class="ratings">${100 + id} ratings</p></main>`);
  return null;
}
