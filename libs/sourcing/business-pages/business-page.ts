import { load, type CheerioAPI } from 'cheerio';
import { getDomain } from 'tldts';

/** What a page of a business's own website says of how to reach it. */
export interface BusinessPage {
  /** As they stand there, own domain first; nothing is put together from "at" and "dot". */
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** Pages of the same host where contacts are usual, the likeliest first. */
  readonly links: readonly string[];
}

/** Words by which such pages are called, the surest first: an imprint names who is behind the site by law, a contact page by custom. */
const PAGES: readonly RegExp[] = [
  /impressum|imprint|mentions?[-_ ]?l[eé]gales|aviso[-_ ]?legal|note[-_ ]?legali|informazioni[-_ ]?legali|legal[-_ ]?notice|colofon|imp[uú]m|tiedot[-_ ]?yrityksest|dane[-_ ]?firmy|特定商取引/i,
  /kontakt|contact|contatt|contacto|contactez|nous[-_ ]?contacter|yhteystiedot|お問い合わせ|联系|اتصل/i,
  /about[-_ ]?us|ueber[-_ ]?uns|über[-_ ]?uns|qui[-_ ]?sommes|chi[-_ ]?siamo|quienes[-_ ]?somos|over[-_ ]?ons|om[-_ ]?oss|o[-_ ]?nas/i,
];
/** Providers at which a small business may have its only mailbox. */
const FREE = /^(gmail|googlemail|outlook|hotmail|live|yahoo|ymail|icloud|aol|gmx|web|t-online|freenet|posteo|mailbox|proton|protonmail|orange|wanadoo|free|sfr|laposte|libero|virgilio|alice|tiscali|wp|o2|onet|interia|seznam|btinternet)\./;
const ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,24}/gu;
const MOST = 10;

/** Reads a page. Pure; whatever the HTML is, it does not throw. @param url where it came from, after redirects. */
export function readBusinessPage(html: string, url: string): BusinessPage {
  const here = new URL(url);
  const $ = load(html);
  const linked = $('a[href^="mailto:" i]').get().flatMap((a) => mailto($(a).attr('href') ?? ''));
  $('script, style, noscript, template, svg, input, textarea').remove();
  // Elements side by side without a space between them would run into one address: "fax" and "info@…" into "faxinfo@…".
  $('body *').before(' ').after(' ');
  const written = [...$('body').text().normalize('NFKC').matchAll(ADDRESS)].map(([address]) => address.replace(/[.-]+$/, ''));
  const own = getDomain(here.hostname);
  const isOwn = (address: string): boolean => own !== null && getDomain(address.split('@').at(-1)!) === own;
  const isLegal = PAGES.slice(0, 2).some((words) => words.test(decoded(here.pathname)) || words.test($('title, h1').text()));
  const all = [...new Set([...linked, ...written].map((address) => address.toLowerCase()))];
  const theirs = all.filter((address) => isOwn(address) || FREE.test(address.split('@').at(-1)!));
  // An agency's or a payment provider's address stands on many sites; a foreign one counts only where the site names its owner by a link and has no other.
  const emails = theirs.length > 0 ? theirs : isLegal ? [...new Set(linked.map((address) => address.toLowerCase()))] : [];
  return {
    emails: emails.sort((a, b) => Number(isOwn(b)) - Number(isOwn(a))).slice(0, MOST),
    phones: [...new Set($('a[href^="tel:" i]').get().map((a) => decoded(($(a).attr('href') ?? '').slice(4)).replace(/[^\d+() /-]/g, '').trim()).filter((phone) => phone.replace(/\D/g, '').length >= 6))].slice(0, MOST),
    links: linksOf($, here),
  };
}

function linksOf($: CheerioAPI, here: URL): string[] {
  const found = new Map<string, number>();
  for (const a of $('a[href]').get()) {
    const href = $(a).attr('href') ?? '';
    if (!URL.canParse(href, here.href)) continue;
    const url = new URL(href, here);
    url.hash = '';
    if (!/^https?:$/.test(url.protocol) || url.host !== here.host || url.href === here.href || /\.(pdf|jpe?g|png|zip|docx?)$/i.test(url.pathname)) continue;
    const rank = PAGES.findIndex((words) => words.test(decoded(url.pathname + url.search)) || words.test($(a).text()));
    if (rank >= 0) found.set(url.href, Math.min(rank, found.get(url.href) ?? rank));
  }
  return [...found].sort(([oneUrl, one], [otherUrl, other]) => one - other || (oneUrl < otherUrl ? -1 : 1)).map(([url]) => url);
}

const mailto = (href: string): string[] => decoded(href.replace(/^mailto:/i, '').split('?')[0]!).split(/[,;]/).map((one) => one.trim()).filter((one) => new RegExp(`^${ADDRESS.source}$`, 'u').test(one));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
