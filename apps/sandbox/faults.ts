import { htmlPage, shell, textPage, type Page } from './html.js';
import { redesigned } from './redesign.js';
import type { Fault } from './state.js';
import type { MarketplaceId } from './shapes.js';

const CAPTCHA = shell({
  lang: 'en', title: 'Robot check', page: 'captcha', brand: 'One moment', accent: '#777',
  main: `<main><h1>Robot check</h1><p>Please type the characters you see, so that we know you are not a robot.</p>
<form id="captcha" action="/captcha" method="post"><input name="answer" autocomplete="off" aria-label="Characters"> <button>Continue</button></form></main>`,
});
const SIGN_IN = shell({
  lang: 'en', title: 'Sign in', page: 'signin', brand: 'Members only', accent: '#777',
  main: `<main><h1>Sign in to go on</h1><p>Our lists are for members now.</p>
<form id="login" action="/signin" method="post"><input name="email" type="email" aria-label="Email"> <input name="password" type="password" aria-label="Password"> <button>Sign in</button></form></main>`,
});
/** What the new rules of robots.txt forbid: where sellers are told. */
const FORBIDDEN: Record<MarketplaceId, readonly string[]> = { alderbay: ['/item/', '/seller/'], brightcart: ['/product/', '/shop/'], copperlane: ['/goods/', '/traders/'] };

/** How long a `throttle`d reader is asked to stay away, in seconds. */
export const RETRY_AFTER_S = 2;
/** A `slow` answer begins after so long and then comes in pieces, milliseconds. */
export const SLOW = { firstByteMs: 2_000, pieces: 10, pieceMs: 300 } as const;

/**
 * The answer while a fault is on. What the lists hold (`drop`, `infinite`) is the marketplace's own affair and happens in `answer`;
 * here is what stands between the shop and its readers. Robots.txt stays readable but for `down`.
 */
export function withFault(id: MarketplaceId, fault: Fault, url: URL, answer: () => Page): Page {
  const robots = url.pathname === '/robots.txt';
  switch (fault) {
    case 'down': return textPage('Service unavailable\n', undefined, 503);
    case 'captcha': return robots ? answer() : htmlPage(CAPTCHA);
    case 'throttle': return robots ? answer() : { ...textPage('Too many requests\n', undefined, 429), headers: { 'retry-after': String(RETRY_AFTER_S) } };
    case 'login': return robots ? answer() : url.pathname === '/signin' ? htmlPage(SIGN_IN) : moved(`/signin?next=${encodeURIComponent(url.pathname)}`);
    case 'redirect-loop': return robots ? answer() : moved(`${url.pathname}?from=${url.searchParams.get('from') === 'here' ? 'there' : 'here'}`);
    case 'robots': return robots ? forbidding(answer(), FORBIDDEN[id]) : answer();
    case 'redesign': return robots ? answer() : redesigned(answer());
    case 'charset': return miscoded(answer());
    case 'slow': case 'infinite': case 'drop': case null: return answer();
  }
}

const moved = (location: string): Page => ({ ...textPage('Moved\n', undefined, 302), headers: { location } });

/** New lines in the group for everybody, where an operator of the site would put them. */
function forbidding(page: Page, paths: readonly string[]): Page {
  return { ...page, body: String(page.body).replace(/^User-agent: \*\n/m, (group) => group + paths.map((path) => `Disallow: ${path}\n`).join('')) };
}

/** Says UTF-8 and sends windows-1252; what that cannot write stands as a character reference, so nothing is lost to a reader who looks. */
function miscoded(page: Page): Page {
  if (!page.type.startsWith('text/html')) return page;
  const body = String(page.body).replace(/[^\u0000-\u007f\u00a0-\u00ff]/gu, (letter) => `&#${letter.codePointAt(0)};`);
  return { ...page, body: Buffer.from(body, 'latin1') };
}
