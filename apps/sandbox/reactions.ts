import { BrowserScanner } from './browser-scanner.js';
import type { CastMember, Decision } from './cast.js';
import type { StoredMail } from './mail-host.js';
import { footerUnsubscribe, invitationLink } from './mail-links.js';
import { composeReply, postInbound } from './replies.js';
import { scan } from './scanner.js';
import type { SandboxState } from './state.js';
import { formsOf, persist, send, submit, Visitor } from './visitor.js';

export interface Reaction { address: string; nth: number; decision: Decision; scanned: boolean; status: 'done' | 'failed' | 'pending'; detail: string }

const AT_ONCE = 8;

/** What the cast does about each mail. One entry for each (address, n), worked off in order of arrival, a few at a time; nothing is lost or done twice. */
export class Reactions {
  private byKey = new Map<string, Reaction>();
  private waiting: (() => Promise<void>)[] = [];
  private running = 0;
  private readonly browser: BrowserScanner | null;

  constructor(private readonly seed: string, private readonly cast: Map<string, CastMember>, private readonly state: () => SandboxState, browserPath: string | null) {
    this.browser = browserPath === null ? null : new BrowserScanner(browserPath);
  }

  arrived(mail: StoredMail): void {
    const member = this.cast.get(mail.to);
    const key = `${mail.to} ${mail.nth}`;
    if (!member || !this.state().reactions || this.byKey.has(key)) return;
    const decision = mail.nth === member.actsOn ? member.fate : 'silent';
    const idle = decision === 'silent' && !member.scanned;
    const reaction: Reaction = { address: mail.to, nth: mail.nth, decision, scanned: member.scanned, status: idle ? 'done' : 'pending', detail: '' };
    this.byKey.set(key, reaction);
    if (idle) return;
    this.waiting.push(async () => {
      const steps: string[] = [];
      try {
        if (member.scanned) steps.push(await this.scan(member, mail));
        steps.push(await this.act(decision, member, mail));
        reaction.status = 'done';
      } catch (error) {
        steps.push(error instanceof Error ? error.message : String(error));
        reaction.status = 'failed';
      }
      reaction.detail = steps.filter((step) => step !== '').join(' | ');
    });
    this.work();
  }

  private work(): void {
    while (this.running < AT_ONCE) {
      const next = this.waiting.shift();
      if (!next) return;
      this.running += 1;
      void next().finally(() => {
        this.running -= 1;
        this.work();
      });
    }
  }

  private scan(member: CastMember, mail: StoredMail): Promise<string> {
    const { browser } = this;
    if (!browser || !member.scannedWithScripts) return scan(mail, null);
    return scan(mail, async (url) => (await browser.visit(url)) ?? 'browser visits used up');
  }

  private async act(decision: Decision, member: CastMember, mail: StoredMail): Promise<string> {
    switch (decision) {
      case 'silent': return '';
      case 'reply': case 'auto-reply': return this.reply(member, mail, decision === 'auto-reply');
      case 'click': return this.click(mail);
      case 'accept': return persist(() => this.accept(member, mail));
      case 'unsubscribe-one-click': case 'scanner-one-click': return this.oneClick(mail);
      case 'unsubscribe-page': return this.unsubscribeByHand(mail);
    }
  }

  private async reply(member: CastMember, mail: StoredMail, automatic: boolean): Promise<string> {
    const { kind, raw } = await composeReply(this.seed, member, mail, automatic);
    const status = await persist(() => {
      const { inboundUrl, inboundSecret } = this.state();
      if (inboundUrl === null) throw new Error('nowhere to post the reply: set SANDBOX_INBOUND_URL');
      return postInbound(inboundUrl, inboundSecret, raw);
    });
    return `${kind}: ${status}`;
  }

  private async click(mail: StoredMail): Promise<string> {
    const { status, url } = await persist(() => new Visitor().get(invitation(mail)));
    if (status !== 200) throw new Error(`GET ${url}: ${status}`);
    return `visited: ${status}`;
  }

  /** As a person does it: opens the offer, types her name, ticks the terms, presses the button. */
  private async accept(member: CastMember, mail: StoredMail): Promise<string> {
    const visitor = new Visitor();
    const page = await visitor.get(invitation(mail));
    const form = formsOf(page.body, page.url).find(({ id }) => id === 'accept');
    if (!form) throw new Error(`no <form id="accept"> at ${page.url} (${page.status})`);
    if (!form.empty.includes('name')) throw new Error('form#accept has no empty field "name"');
    const person: Record<string, string> = { name: member.merchant.person, role: 'Owner' };
    const fields = form.fields.map(([name, value]): [string, string] => [name, form.empty.includes(name) ? person[name] ?? value : value]);
    fields.push(...form.boxes.filter(([name]) => name === 'terms'));
    const answer = await submit(visitor, { ...form, fields });
    if (answer.status !== 200) throw new Error(`accept: ${answer.status} at ${answer.url}`);
    return `accepted as ${member.merchant.person}: ${answer.status}`;
  }

  /** RFC 8058: a POST without cookies. */
  private async oneClick(mail: StoredMail): Promise<string> {
    const url = mail.listUnsubscribe;
    if (url === null || !mail.oneClick) throw new Error('the mail has no one-click List-Unsubscribe');
    const { response: { status } } = await persist(() => send(url, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }));
    if (status < 200 || status >= 300) throw new Error(`one-click POST: ${status}, RFC 8058 wants 2xx without a redirect`);
    return `one-click: ${status}`;
  }

  private async unsubscribeByHand(mail: StoredMail): Promise<string> {
    const link = footerUnsubscribe(mail);
    if (link === null) throw new Error('the mail has no unsubscribe link');
    const visitor = new Visitor();
    const page = await persist(() => visitor.get(link));
    const form = formsOf(page.body, page.url).find(({ method }) => method === 'POST');
    if (!form) throw new Error(`no form to press at ${page.url} (${page.status})`);
    const { status } = await persist(() => submit(visitor, form));
    if (status !== 200) throw new Error(`unsubscribe form: ${status}`);
    return `unsubscribed by the page: ${status}`;
  }

  list(): Reaction[] { return [...this.byKey.values()]; }
  pending(): number { return this.waiting.length + this.running; }
  failed(): number { return this.list().filter(({ status }) => status === 'failed').length; }

  clear(): void {
    this.byKey = new Map();
    this.waiting = [];
    this.browser?.reset();
  }

  async close(): Promise<void> {
    this.waiting = [];
    await this.browser?.close();
  }
}

function invitation(mail: StoredMail): string {
  const link = invitationLink(mail);
  if (link === null) throw new Error('the mail has no link to an offer page (/i/…)');
  return link;
}
