import { linksOf, isOfferPage } from './mail-links.js';
import type { StoredMail } from './mail-host.js';
import { formsOf, isLocal, persist, submit, Visitor } from './visitor.js';

/**
 * What a mail security gateway does before anybody reads: GET and HEAD on every link, and on the offer page every form, sent as it
 * stands with the cookies the page set (hidden fields kept, text empty, boxes unticked). It never sends the forms of other pages.
 * Gives a line about what it did.
 */
export async function scan(mail: StoredMail, offerPageInBrowser: ((url: string) => Promise<string>) | null): Promise<string> {
  const did: string[] = [];
  for (const { href } of linksOf(mail)) {
    if (!isLocal(href)) {
      did.push(`left alone ${new URL(href).host}`);
      continue;
    }
    const visitor = new Visitor();
    await persist(() => visitor.head(href));
    const page = await persist(() => visitor.get(href));
    did.push(`${page.status} ${new URL(href).pathname.slice(0, 12)}`);
    if (!isOfferPage(href)) continue;
    if (offerPageInBrowser) did.push(await offerPageInBrowser(href));
    for (const form of formsOf(page.body, page.url)) {
      for (const button of form.buttons.length > 0 ? form.buttons : [undefined]) {
        const answer = await persist(() => submit(visitor, form, button));
        did.push(`form ${form.id || '?'} unfilled: ${answer.status}`);
      }
    }
  }
  return did.join('; ');
}
