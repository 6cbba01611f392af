import { escape } from './html.js';
import type { Locale } from './locale.js';
import type { Storefront } from './shapes.js';

/** The "who sells here" block that EU law asks for. Classes are the same everywhere, labels are the page's; parts not shown are left out. */
export function traderBlock(storefront: Storefront, locale: Locale): string {
  const { merchant, shownVat, shownRegistration } = storefront;
  const part = (label: string, kind: string, inner: string): string => `<dt>${escape(label)}</dt><dd class="${kind}">${inner}</dd>\n`;
  const lines = merchant.address.map((line) => `<span class="line">${escape(line)}</span>`).join('');
  return `<section id="trader">
<h2>${escape(locale.trader)}</h2>
<dl>
${part(locale.labels.name, 'business-name', escape(merchant.legalName))}${part(locale.labels.address, 'address', `${lines}<span class="line country">${merchant.country}</span>`)}${
    shownVat === null ? '' : part(locale.labels.vat, 'vat', escape(shownVat))}${
    shownRegistration === null ? '' : part(locale.labels.registration, 'registration', escape(shownRegistration))}${
    part(locale.labels.phone, 'phone', escape(merchant.phone))}${
    merchant.email === null ? '' : part(locale.labels.email, 'email', `<a href="mailto:${escape(merchant.email)}">${escape(merchant.email)}</a>`)}</dl>
</section>`;
}
