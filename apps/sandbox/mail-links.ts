import { load } from 'cheerio';
import type { StoredMail } from './mail-host.js';

export interface MailLink { href: string; label: string }

/** Every web link of a mail once, HTML first, then those only the plain text has. */
export function linksOf(mail: Pick<StoredMail, 'html' | 'text'>): MailLink[] {
  const links = new Map<string, string>();
  if (mail.html !== null) {
    const $ = load(mail.html);
    for (const node of $('a[href]').toArray()) {
      const href = $(node).attr('href') ?? '';
      if (/^https?:/i.test(href) && !links.has(href)) links.set(href, $(node).text().replace(/\s+/g, ' ').trim());
    }
  }
  for (const [found] of mail.text.matchAll(/https?:\/\/[^\s<>"')\]]+/g)) {
    const href = found.replace(/[.,;:!?]+$/, '');
    if (!links.has(href)) links.set(href, '');
  }
  return [...links].map(([href, label]) => ({ href, label: label || href }));
}

const pathOf = (href: string): string => (URL.canParse(href) ? new URL(href).pathname : '');

/** The first link to an offer page: its path starts with /i/. */
export const invitationLink = (mail: StoredMail): string | null => linksOf(mail).find(({ href }) => pathOf(href).startsWith('/i/'))?.href ?? null;

export const isOfferPage = (href: string): boolean => pathOf(href).startsWith('/i/');

const UNSUBSCRIBE = /unsubscribe|opt.?out|abmelde|abbestell|austragen|désabonn|desabonn|désinscri|disiscri|cancella|baja|uitschrijv|afmelden|wypisz|rezygn|avprenumerera/i;

/** The footer's unsubscribe link: by its words or its path, else the last link that is the header's own address. */
export function footerUnsubscribe(mail: StoredMail): string | null {
  const links = linksOf(mail).reverse();
  return (links.find(({ href, label }) => UNSUBSCRIBE.test(label) || UNSUBSCRIBE.test(pathOf(href)) || pathOf(href).startsWith('/u/'))
    ?? links.find(({ href }) => href === mail.listUnsubscribe))?.href ?? mail.listUnsubscribe;
}
