import { setTimeout as sleep } from 'node:timers/promises';

interface Unsettled { readonly mails: ReadonlyArray<{ id: string; version: number; messageId: string; to: string }>; readonly total: number }
interface Settled { readonly settled: readonly unknown[]; readonly left: number }

const TRIES = 10;

/**
 * The person who looks when the book says "unknown: a person must look". Signs in as anybody does, looks each mail up in the
 * mail host's log by its Message-ID and its address, and says what is there. A verdict names what it is about, so asking again after a lost answer is safe.
 */
export class MailClerk {
  private cookie = '';

  /** @param sandbox control address: its mail host keeps a log of what it took and of whom it refused. */
  constructor(private readonly api: string, private readonly sandbox: string, private readonly login: { readonly email: string; readonly password: string }) {}

  /** Settles everything that waits. @returns how many mails that were. */
  async settleAll(): Promise<number> {
    let settled = 0;
    for (;;) {
      const { mails } = await this.ask<Unsettled>('GET', '/api/messages/unsettled?limit=100');
      if (mails.length === 0) return settled;
      // Read after the list: what is on it is on its way no more.
      const taken = new Set((await this.log<{ messageId: string }>('/mail.json')).map((mail) => bare(mail.messageId)));
      // A host that refuses an address has not read the mail yet: its log names the address only.
      const refused = new Set((await this.log<{ to: string; code: number }>('/mail/refused.json')).filter(({ code }) => code === 550).map(({ to }) => to.toLowerCase()));
      const verdicts = mails.map(({ id, version, messageId, to }) => ({ id, version, fate: taken.has(bare(messageId)) ? 'arrived' : refused.has(to.toLowerCase()) ? 'bounced' : 'not_arrived' }));
      const answer = await this.ask<Settled>('PUT', '/api/messages/fates', { verdicts });
      settled += answer.settled.length;
      // No verdict held: a merchant's answer was faster. They are not on the next list.
      if (answer.settled.length === 0 && answer.left >= mails.length) return settled;
    }
  }

  private async log<Line>(path: string): Promise<Line[]> {
    return await (await fetch(this.sandbox + path)).json() as Line[];
  }

  /** @throws Error when the API stays away or refuses. */
  private async ask<Answer>(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const response = await this.send(method, path, body).catch((error: unknown) => error as Error);
      if (response instanceof Response) {
        if (response.ok) return await response.json() as Answer;
        if (response.status === 401 && attempt < TRIES) { await this.signIn(); continue; }
        if (response.status < 500 || attempt >= TRIES) throw new Error(`${method} ${path} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
      } else if (attempt >= TRIES) throw response;
      await sleep(500);
    }
  }

  private send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(this.api + path, {
      method, headers: { cookie: this.cookie, origin: this.api, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  private async signIn(): Promise<void> {
    const response = await this.send('POST', '/api/session', this.login);
    if (!response.ok) throw new Error(`${this.login.email} could not sign in: ${response.status}`);
    this.cookie = (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  }
}

const bare = (messageId: string): string => messageId.replace(/^<|>$/g, '');
