import { getDomain, getHostname } from 'tldts';

/** Where anybody may have an address or a page: a shared one says nothing of who is behind it. Without the ending, since most come in many. */
const FREE_MAIL = new Set(`gmail googlemail yahoo ymail rocketmail hotmail outlook live msn icloud me mac aol gmx web t-online freenet posteo mailbox proton protonmail pm tutanota mail inbox yandex ya rambler bk list qq 163 126 sina sohu foxmail naver daum hanmail libero virgilio alice tin tiscali fastwebnet pec legalmail arubapec orange wanadoo free sfr laposte neuf bbox telenet skynet ziggo kpnmail planet home hetnet xs4all wp o2 onet interia op poczta gazeta seznam centrum email abv ukr i zoho fastmail hushmail btinternet sky talktalk virginmedia ntlworld comcast verizon att sbcglobal bellsouth cox charter earthlink shaw rogers bigpond optusnet terra uol bol ig telefonica movistar bluewin hispeed sunrise aon chello a1 telia bredband online tele2 sapo clix rediffmail docomo ezweb softbank nifty ocn biglobe`.split(/\s+/));
const PLATFORMS = new Set(`facebook instagram twitter x linkedin youtube tiktok pinterest linktr linktree google goo yelp tripadvisor amazon ebay etsy walmart aliexpress alibaba temu shein zalando otto kaufland allegro bol cdiscount fnac rakuten mercadolibre mercadolivre shopee lazada taobao tmall jd wish depop vinted notonthehighstreet manomano real opentable ubereats deliveroo lieferando just-eat grubhub doordash booking airbnb foursquare zomato wixsite wordpress blogspot github medium t wa bit`.split(/\s+/));

/** A website's registrable domain; on a platform the page's own name ("facebook.com/tallow"); null where it says nothing. */
export function siteOf(website: string | null | undefined): string | null {
  const text = (website ?? '').normalize('NFKC').trim().toLowerCase();
  if (text === '' || text.includes('@') || !/[a-z0-9\p{L}]\.\p{L}{2}/u.test(text)) return text.includes('@') ? mailDomain(text) : null;
  const url = /^[a-z][a-z0-9+.-]*:\/\//.test(text) ? text : `http://${text}`;
  const domain = getDomain(url, { allowPrivateDomains: true });
  if (!domain) return null;
  if (!PLATFORMS.has(domain.split('.')[0]!)) return FREE_MAIL.has(domain.split('.')[0]!) ? null : domain;
  const label = (getHostname(url) ?? '').replace(/^www\./, '');
  if (label !== domain && !/^(?:m|[a-z]{2}(?:-[a-z]{2})?|de-de|business|maps|plus)\./.test(label)) return label;
  const handle = url.replace(/^[a-z]+:\/\/[^/]+/, '').split(/[?#]/)[0]!.split('/').filter((part) => part !== '' && !/^(?:shop|shops|store|stores|pages|people|user|usr|company|in|c|channel|sellers?|biz|p|profile\.php|s|sp)$/.test(part))[0];
  return handle === undefined ? null : `${domain}/${handle}`;
}

/** The domain of a mail address, null for a free one. */
export function mailDomain(address: string | null | undefined): string | null {
  const host = /@([^\s@>;,]+)\s*>?$/.exec((address ?? '').normalize('NFKC').trim().toLowerCase())?.[1];
  if (!host) return null;
  const domain = getDomain(host, { allowPrivateDomains: true });
  return domain === null || FREE_MAIL.has(domain.split('.')[0]!) || PLATFORMS.has(domain.split('.')[0]!) ? null : domain;
}

/** "tallow" of "tallow.co.uk": one business often has its name under several endings. */
export const labelOf = (domain: string): string => domain.split('.')[0]!;
