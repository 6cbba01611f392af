import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { CastMember } from './cast.js';
import { hardCases, hardCasesCsv } from './hard-cases.js';
import { changeFromForm, homePage, type HomeFacts } from './home-page.js';
import { jsonPage, STYLE, textPage, type Page } from './html.js';
import type { MailHost } from './mail-host.js';
import { mailboxPage, mailPage, mailRow } from './mailbox-pages.js';
import type { Reactions } from './reactions.js';
import type { RequestLog } from './request-log.js';
import { changed, type SandboxState } from './state.js';
import { truthOf } from './truth.js';
import type { World } from './shapes.js';

export interface Origins { alderbay: string; brightcart: string; copperlane: string | null; smtp: string }

export interface ControlRoom {
  world: World;
  cast: Map<string, CastMember>;
  log: RequestLog;
  host: MailHost;
  reactions: Reactions;
  state: SandboxState;
  setState: (next: SandboxState) => void;
  origins: () => Origins;
}

const MOST_BODY = 20 * 1024 * 1024;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BODY) throw new Error('the body is larger than 20 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The control port: switches, truth, request log, the mailbox pages and what the cast did. */
export function serveControl(room: ControlRoom): Server {
  return createServer((request, response) => {
    answer(room, request).catch((error: unknown) => jsonPage({ error: error instanceof Error ? error.message : String(error) }, 400)).then((page) => {
      response.writeHead(page.status, { 'content-type': page.type, 'content-length': Buffer.byteLength(page.body), 'cache-control': 'no-store', ...page.headers });
      response.end(request.method === 'HEAD' ? undefined : page.body);
    }, () => response.destroy());
  });
}

async function answer(room: ControlRoom, request: IncomingMessage): Promise<Page> {
  const url = new URL(request.url ?? '/', 'http://control');
  const method = request.method === 'HEAD' ? 'GET' : request.method ?? 'GET';
  switch (`${method} ${url.pathname}`) {
    case 'GET /': return homePage(room.state, homeFacts(room));
    case 'GET /assets/style.css': return textPage(STYLE, 'text/css; charset=utf-8');
    case 'GET /control': return jsonPage(publicState(room.state));
    case 'POST /control': return control(room, request);
    case 'GET /truth.json': return jsonPage(truthOf(room.world, room.cast, room.state.day, room.origins()));
    case 'GET /hard-cases.csv': return textPage(hardCasesCsv(hardCases(room.world)), 'text/csv; charset=utf-8');
    case 'GET /hard-cases.json': return jsonPage(hardCases(room.world).map(({ id, truth, family }) => ({ id, truth, family })));
    case 'GET /requests.json': return jsonPage(room.log.list(url.searchParams.get('marketplace')));
    case 'GET /requests/summary.json': return jsonPage(room.log.summary());
    case 'DELETE /requests': room.log.clear(); return jsonPage({ cleared: true });
    case 'GET /mail': return mailboxPage(room.host, url);
    case 'GET /mail.json': return jsonPage(room.host.mails.map(mailRow));
    case 'GET /mail/refused.json': return jsonPage(room.host.refused);
    case 'POST /mail/inject': return inject(room.host, JSON.parse(await bodyOf(request)));
    case 'GET /cast.json': return jsonPage(room.reactions.list());
    case 'GET /status.json': return jsonPage({ pending: room.reactions.pending(), mails: room.host.mails.length, refused: room.host.refused.length, failed: room.reactions.failed() });
    case 'POST /reset':
      room.host.clear();
      room.reactions.clear();
      room.log.clear();
      return jsonPage({ reset: true });
  }
  const [, id, eml] = /^\/mail\/(\d+)(\.eml)?$/.exec(method === 'GET' ? url.pathname : '') ?? [];
  const mail = id === undefined ? undefined : room.host.mails.find((stored) => stored.id === id);
  if (!mail) return textPage('Not found\n', undefined, 404);
  return eml === undefined ? mailPage(mail) : textPage(mail.raw, 'message/rfc822');
}

/** The state without the secret: the page is for anybody on the machine. */
const publicState = ({ inboundSecret, ...rest }: SandboxState) => ({ ...rest, inboundSecretSet: inboundSecret !== '' });

async function control(room: ControlRoom, request: IncomingMessage): Promise<Page> {
  const body = await bodyOf(request);
  const byForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  room.setState(changed(room.state, byForm ? changeFromForm(new URLSearchParams(body)) : JSON.parse(body)));
  return byForm ? { ...textPage('', undefined, 303), headers: { location: '/' } } : jsonPage(publicState(room.state));
}

/** Plants a mail as if it had come by SMTP; the cast does not react to it. `{ eml, to? }` or `{ to, from?, subject?, text?, messageId? }`. */
async function inject(host: MailHost, planted: unknown): Promise<Page> {
  const field = (name: string): string | undefined => {
    const value: unknown = (planted as Record<string, unknown> | null)?.[name];
    return typeof value === 'string' ? value : undefined;
  };
  const to = field('to') ?? /^to:.*?([^\s<>,"]+@[^\s<>,"]+)/im.exec(field('eml') ?? '')?.[1];
  if (to === undefined) throw new Error('say to whom: { "to": "…" } or an eml with a To header');
  const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ');
  const eml = field('eml') ?? [`From: ${oneLine(field('from') ?? 'planted@sandbox.test')}`, `To: ${oneLine(to)}`, `Subject: ${oneLine(field('subject') ?? 'Planted')}`,
    ...(field('messageId') === undefined ? [] : [`Message-ID: ${oneLine(field('messageId') as string)}`]),
    'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', '', field('text') ?? ''].join('\r\n');
  return jsonPage((await host.store(Buffer.from(eml), [to])).map(mailRow), 201);
}

function homeFacts({ origins, host, reactions, world }: ControlRoom): HomeFacts {
  const { smtp, ...markets } = origins();
  return {
    origins: markets, smtp, mails: host.mails.length, refused: host.refused.length, pending: reactions.pending(), merchants: world.merchants.length,
    storefronts: world.alderbay.storefronts.length + world.brightcart.storefronts.length + (world.copperlane?.storefronts.length ?? 0),
  };
}
