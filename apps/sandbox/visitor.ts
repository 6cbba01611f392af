import { load, type CheerioAPI } from 'cheerio';
import { setTimeout as pause } from 'node:timers/promises';

/** A passing failure of the other side: worth another try. */
export class Unreachable extends Error {}

export interface Answer { status: number; url: string; body: string }

/** Nothing in the sandbox may reach beyond this machine, whatever a mail links to. */
export function isLocal(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && (/^127(\.\d+){3}$/.test(hostname) || ['localhost', '[::1]'].includes(hostname) || hostname.endsWith('.localhost'));
}

/** One request without redirects, on this machine only. No answer, or one of 5xx, is `Unreachable`. */
export async function send(url: string, init: RequestInit & { method: string }): Promise<{ response: Response; text: string }> {
  if (!isLocal(url)) throw new Error(`${url} is not on this machine`);
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(20_000), ...init });
    const text = await response.text();
    if (response.status < 500) return { response, text };
    throw new Error(String(response.status));
  } catch (error) {
    throw new Unreachable(`${init.method} ${url}: ${String((error as Error).cause ?? (error as Error).message)}`);
  }
}

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Somebody with a browser: keeps cookies, follows up to five redirects. Scanners use the same name as people, as real ones do. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  get(url: string): Promise<Answer> { return this.request('GET', url); }
  head(url: string): Promise<Answer> { return this.request('HEAD', url); }
  post(url: string, fields: [string, string][]): Promise<Answer> { return this.request('POST', url, fields); }

  private async request(method: string, url: string, fields?: [string, string][]): Promise<Answer> {
    let verb = method;
    let at = url;
    let body: string | undefined = fields && new URLSearchParams(fields).toString();
    for (let hop = 0; hop <= 5; hop += 1) {
      const headers: Record<string, string> = { 'user-agent': BROWSER, accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
      if (this.cookies.size > 0) headers['cookie'] = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      if (body !== undefined) Object.assign(headers, { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(at).origin, referer: url });
      const { response, text } = await send(at, { method: verb, headers, ...(body !== undefined && { body }) });
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';');
        const split = pair.indexOf('=');
        this.cookies.set(pair.slice(0, split).trim(), pair.slice(split + 1).trim());
      }
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) return { status: response.status, url: at, body: text };
      at = new URL(location, at).href;
      if (response.status < 307 && verb === 'POST') {
        verb = 'GET';
        body = undefined;
      }
    }
    throw new Error(`${url} redirects without end`);
  }
}

/** Tries five times, a little longer apart each time, while the other side is unreachable. */
export async function persist<T>(action: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof Unreachable) || attempt === 5) throw error;
      await pause(250 * 2 ** attempt);
    }
  }
}

export interface Form {
  id: string;
  action: string;
  method: 'GET' | 'POST';
  /** What a browser sends if nobody touches anything, buttons left out. */
  fields: [string, string][];
  /** Names of empty fields a person could fill. */
  empty: string[];
  /** Boxes a person could tick, with what they then send. */
  boxes: [string, string][];
  /** Name and value of each submit button ('' where it has no name), and its own action if it has one. */
  buttons: { name: string; value: string; action: string | null }[];
}

/** The forms of a page as a browser reads them. */
export function formsOf(html: string, pageUrl: string): Form[] {
  const $ = load(html);
  return $('form').toArray().map((element) => readForm($, element, pageUrl));
}

function readForm($: CheerioAPI, element: Parameters<CheerioAPI>[0], pageUrl: string): Form {
  const form = $(element as string);
  const fields: [string, string][] = [];
  const empty: string[] = [];
  const boxes: [string, string][] = [];
  const buttons: Form['buttons'] = [];
  const absolute = (action: string): string => new URL(action || pageUrl, pageUrl).href;
  const id = form.attr('id') ?? '';
  const controls = form.find('input, select, textarea, button').add(id === '' ? [] : $('input, select, textarea, button').filter((_, node) => $(node).attr('form') === id));
  for (const node of controls.toArray()) {
    const control = $(node);
    const name = control.attr('name') ?? '';
    const tag = node.tagName.toLowerCase();
    const type = (control.attr('type') ?? (tag === 'button' ? 'submit' : 'text')).toLowerCase();
    if (control.attr('disabled') !== undefined) continue;
    if ((tag === 'button' || tag === 'input') && (type === 'submit' || type === 'image')) {
      const action = control.attr('formaction');
      buttons.push({ name, value: control.attr('value') ?? '', action: action === undefined ? null : absolute(action) });
    } else if (name === '' || ['button', 'reset', 'file'].includes(type)) continue;
    else if (tag === 'select') fields.push([name, String(control.find('option[selected]').attr('value') ?? control.find('option').first().attr('value') ?? control.find('option').first().text())]);
    else if (type === 'checkbox' || type === 'radio') {
      (control.attr('checked') === undefined ? boxes : fields).push([name, control.attr('value') ?? 'on']);
    } else {
      const value = tag === 'textarea' ? control.text() : control.attr('value') ?? '';
      fields.push([name, value]);
      if (type !== 'hidden' && value === '') empty.push(name);
    }
  }
  return { id, action: absolute(form.attr('action') ?? ''), method: (form.attr('method') ?? 'get').toLowerCase() === 'post' ? 'POST' : 'GET', fields, empty, boxes, buttons };
}

/** Sends a form with one of its buttons (the first, unless told otherwise). */
export async function submit(visitor: Visitor, form: Form, button = form.buttons[0]): Promise<Answer> {
  const fields: [string, string][] = button && button.name !== '' ? [...form.fields, [button.name, button.value]] : form.fields;
  const action = button?.action ?? form.action;
  if (form.method === 'POST') return visitor.post(action, fields);
  const url = new URL(action);
  url.search = new URLSearchParams(fields).toString();
  return visitor.get(url.href);
}
