import { escape, htmlPage, shell, type Page } from './html.js';
import type { MarketplaceId } from './shapes.js';
import { FAULTS, type Fault, type SandboxState } from './state.js';

export interface HomeFacts { origins: { alderbay: string; brightcart: string; copperlane: string | null }; smtp: string; mails: number; refused: number; pending: number; storefronts: number; merchants: number }

const button = (name: string, value: string, label: string): string =>
  `<form class="inline" method="post" action="/control"><input type="hidden" name="${name}" value="${escape(value)}"><button>${escape(label)}</button></form>`;

const FAULT_LABELS: Record<NonNullable<Fault>, string> = {
  captcha: 'Show a captcha', login: 'Ask for a login', down: 'Take down', throttle: 'Throttle', slow: 'Slow down', 'redirect-loop': 'Redirect for ever', robots: 'Forbid sellers in robots.txt',
  redesign: 'Redesign', drop: 'Drop 30 % of the products', infinite: 'Lists without end', charset: 'Wrong charset',
};

/** The page for a person: where everything is, and the switches. */
export function homePage(state: SandboxState, facts: HomeFacts): Page {
  const market = (id: MarketplaceId, name: string, path: string): string => `<tr><th scope="row"><a href="${facts.origins[id]}${path}">${name}</a></th><td class="keep">${state.fault[id] ?? 'open'}</td>
<td>${state.fault[id] === null ? FAULTS.map((fault) => button(`fault.${id}`, fault, FAULT_LABELS[fault])).join('') : button(`fault.${id}`, '', 'Open again')}</td></tr>`;
  const main = `<main>
<h1>A pretend world to try Beckon on</h1>
<p>${facts.storefronts.toLocaleString('en')} storefronts of ${facts.merchants.toLocaleString('en')} invented merchants on ${facts.origins.copperlane === null ? 'two' : 'three'} marketplaces, and the mailboxes they read.</p>
<h2>Marketplaces</h2>
<table><tbody>
${market('alderbay', 'Alderbay', '/bestsellers')}
${market('brightcart', 'Brightcart', '/top')}${facts.origins.copperlane === null ? '' : `\n${market('copperlane', 'Copperlane', '/hitlists')}`}
</tbody></table>
<p>It is day <strong>${state.day}</strong>. ${button('day', String(state.day + 1), 'Next day')}${state.day > 1 ? button('day', '1', 'Back to day 1') : ''}</p>
<h2>Mail</h2>
<p><a href="/mail">Mailbox</a>: ${facts.mails} received, ${facts.refused} refused, ${facts.pending} reactions under way. SMTP at <code>${escape(facts.smtp)}</code>.</p>
<p>The merchants ${state.reactions ? 'react to what they get' : 'are all silent'}. ${button('reactions', String(!state.reactions), state.reactions ? 'Silence them' : 'Let them react')}</p>
<h2>For scripts</h2>
<p><a href="/truth.json">truth</a> · <a href="/control">state</a> · <a href="/mail.json">mail</a> · <a href="/mail/refused.json">refused mail</a> · <a href="/cast.json">cast</a> · <a href="/status.json">status</a> · <a href="/requests/summary.json">requests</a></p>
</main>`;
  return htmlPage(shell({ lang: 'en', title: 'Sandbox', page: 'home', brand: 'Sandbox', accent: '#3b5b92', main, footer: 'Everything here is invented.' }));
}

/** A pressed button of the home page as the change it means: `fault.alderbay=down` → `{ fault: { alderbay: "down" } }`. */
export function changeFromForm(fields: URLSearchParams): Record<string, unknown> {
  const change: Record<string, unknown> = {};
  for (const [name, value] of fields) {
    if (name.startsWith('fault.')) change['fault'] = { [name.slice(6)]: value === '' ? null : value };
    else if (name === 'day') change['day'] = Number(value);
    else if (name === 'reactions') change['reactions'] = value === 'true';
    else change[name] = value;
  }
  return change;
}
