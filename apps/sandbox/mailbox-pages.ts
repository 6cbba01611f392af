import { escape, htmlPage, shell, type Page } from './html.js';
import type { MailHost, StoredMail } from './mail-host.js';
import { linksOf } from './mail-links.js';

const PAGE_SIZE = 100;
const frame = (title: string, page: string, main: string): string => shell({ lang: 'en', title, page, brand: 'Sandbox mailbox', accent: '#3b5b92', main, footer: '<a href="/">Sandbox</a> · <a href="/mail">All mail</a>' });
const time = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19);

/** All mail that arrived, newest first, a hundred a page; `q` looks in addresses, subject and text, whatever the case. */
export function mailboxPage(host: MailHost, url: URL): Page {
  const q = (url.searchParams.get('q') ?? '').trim();
  const number = Math.max(1, Math.floor(Number(url.searchParams.get('page')) || 1));
  const found = host.mails.filter((mail) => q === '' || `${mail.to}\n${mail.from}\n${mail.subject}\n${mail.text}`.toLowerCase().includes(q.toLowerCase())).reverse();
  const last = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const rows = found.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE).map((mail) =>
    `<tr><td>${escape(mail.to)}</td><td class="wide">${escape(mail.from)}</td><td><a href="/mail/${mail.id}">${escape(mail.subject || '(no subject)')}</a></td><td class="wide">${time(mail.at)}</td></tr>`).join('\n');
  const step = (to: number, label: string): string => (to < 1 || to > last ? '' : `<a href="/mail?${escape(new URLSearchParams({ q, page: String(to) }).toString())}">${label}</a>`);
  const main = `<main>
<h1>${found.length} ${found.length === 1 ? 'mail' : 'mails'}${q === '' ? '' : ` with “${escape(q)}”`}</h1>
<form action="/mail"><input type="search" name="q" value="${escape(q)}" placeholder="Address, subject or text" aria-label="Search"> <button>Search</button></form>
${found.length === 0 ? '<p>Nothing here. Mails appear as soon as something is sent to the SMTP port.</p>' : `<table><thead><tr><th>To</th><th class="wide">From</th><th>Subject</th><th class="wide">Time (UTC)</th></tr></thead><tbody>
${rows}
</tbody></table>
<nav class="pages">${step(number - 1, 'Newer')}<span>${number} / ${last}</span>${step(number + 1, 'Older')}</nav>`}
</main>`;
  return htmlPage(frame('Mailbox', 'mailbox', main));
}

/** One mail. Its HTML is shown in a frame without scripts and without this page's origin; its links are listed, so that a person can follow them. */
export function mailPage(mail: StoredMail): Page {
  const link = (href: string, label: string): string => `<a href="${escape(href)}" rel="noreferrer">${escape(label)}</a>`;
  const links = linksOf(mail).map(({ href, label }) => `<li>${link(href, label)}${label === href ? '' : `<br><span class="meta">${escape(href)}</span>`}</li>`).join('\n');
  const main = `<main>
<h1>${escape(mail.subject || '(no subject)')}</h1>
<table><tbody>
<tr><th scope="row">To</th><td>${escape(mail.to)} <span class="meta">(mail no. ${mail.nth} to this address)</span></td></tr>
<tr><th scope="row">From</th><td>${escape(mail.from)}</td></tr>
<tr><th scope="row">Time</th><td>${time(mail.at)} UTC</td></tr>
${mail.listUnsubscribe === null ? '' : `<tr><th scope="row">Unsubscribe</th><td id="list-unsubscribe">${link(mail.listUnsubscribe, mail.listUnsubscribe)}</td></tr>`}
</tbody></table>
<h2>Links</h2>
${links === '' ? '<p>None.</p>' : `<ul id="links">${links}</ul>`}
<h2>Text</h2>
<pre>${escape(mail.text)}</pre>
${mail.html === null ? '' : `<h2>HTML</h2>\n<iframe title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escape(`<base target="_blank">${mail.html}`)}"></iframe>`}
<details><summary>Headers</summary><pre>${escape(mail.headerLines.join('\n'))}</pre></details>
<p><a href="/mail/${mail.id}.eml">Raw message</a></p>
</main>`;
  return htmlPage(frame(mail.subject, 'mail', main), 200, { 'content-security-policy': "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'" });
}

/** One line of `/mail.json`. */
export const mailRow = ({ id, at, from, to, subject, messageId, inReplyTo, listUnsubscribe, nth }: StoredMail) =>
  ({ id, at, from, to, subject, messageId, inReplyTo, listUnsubscribe, nth });
