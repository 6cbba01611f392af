import { simpleParser } from 'mailparser';
import nodemailer from 'nodemailer';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { castOf, type CastMember } from './cast.js';
import type { Reaction } from './reactions.js';
import { startSandbox, type Sandbox } from './sandbox.js';
import { createWorld } from './world.js';

const cast = [...castOf(createWorld('mail', 600)).values()];
const one = (test: (member: CastMember) => boolean): CastMember => {
  const found = cast.find((member) => member.deliverable && test(member));
  if (!found) throw new Error('this world has nobody of that kind');
  return found;
};

interface Visit { method: string; path: string; body: Buffer; headers: Record<string, string | string[] | undefined> }
const OFFER = `<form id="accept" method="post" action="/i/token/accept"><input type="hidden" name="csrf" value="c1"><input name="name" required>
<input name="role"><label><input type="checkbox" name="terms" value="yes" required> I agree</label><button name="do" value="accept">Accept</button></form>
<form id="decline" method="post" action="/i/token/decline"><input type="hidden" name="csrf" value="c1"><textarea name="why"></textarea><button>No, thank you</button></form>`;

let sandbox: Sandbox;
let product: Server;
let origin: string;
let visits: Visit[] = [];
let failures = 0;
let refusal = false;

beforeAll(async () => {
  product = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      visits.push({ method: request.method ?? '', path: request.url ?? '', body: Buffer.concat(chunks), headers: request.headers });
      if (request.url === '/inbound' && failures > 0) {
        failures -= 1;
        response.writeHead(503).end();
      } else if (request.url === '/inbound' && refusal) response.writeHead(401).end();
      else if (request.url === '/i/token/accept') response.writeHead(303, { location: '/i/token' }).end();
      else response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'seen=1; Path=/; HttpOnly' }).end(request.url === '/i/token' ? OFFER : '<form method="post" action="/u/go"><input type="hidden" name="t" value="9"><button>Unsubscribe</button></form>');
    });
  });
  await new Promise<void>((resolve) => { product.listen(0, '127.0.0.1', resolve); });
  origin = `http://127.0.0.1:${(product.address() as AddressInfo).port}`;
  sandbox = await startSandbox({ seed: 'mail', storefronts: 600, inboundUrl: `${origin}/inbound`, inboundSecret: 'quiet' });
});
afterAll(async () => {
  await sandbox.close();
  await new Promise((resolve) => { product.close(resolve); product.closeAllConnections(); });
});
beforeEach(async () => {
  await fetch(`${sandbox.control}/reset`, { method: 'POST' });
  visits = [];
  failures = 0;
  refusal = false;
});

const json = async <T>(path: string): Promise<T> => (await (await fetch(`${sandbox.control}${path}`)).json()) as T;

/** Sends the n-th mail to a member, with all before it, and waits until the cast has acted. */
async function mailTo(address: string, times = 1): Promise<Reaction[]> {
  const { hostname, port } = new URL(sandbox.smtp);
  const transport = nodemailer.createTransport({ host: hostname, port: Number(port), ignoreTLS: true });
  for (let nth = 1; nth <= times; nth += 1) {
    await transport.sendMail({
      from: 'Nora <nora@beckon.example>', to: address, subject: `Offer ${nth}`, messageId: `<m${nth}.${address}>`, text: `Hello\n${origin}/i/token\nNo more mail: ${origin}/u/stop`,
      html: `<p>Hello</p><a href="${origin}/about">About us</a> <a href="${origin}/i/token">See the offer</a> <a href="${origin}/u/stop">Unsubscribe</a>`,
      headers: { 'List-Unsubscribe': `<${origin}/one-click/abc>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    });
    for (let status = await json<{ pending: number }>('/status.json'); status.pending > 0; status = await json('/status.json')) await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  return json<Reaction[]>('/cast.json');
}
const plain = (fate: string) => one((member) => member.fate === fate && !member.scanned);

it('refuses unknown mailboxes with 550 5.1.1 at RCPT and says so', async () => {
  const gone = cast.find(({ deliverable }) => !deliverable) as CastMember;
  await expect(mailTo(gone.address)).rejects.toMatchObject({ responseCode: 550, response: expect.stringContaining('5.1.1') });
  expect(await json('/mail/refused.json')).toMatchObject([{ to: gone.address, code: 550 }]);
  expect(await json('/truth.json')).toMatchObject({ undeliverable: expect.arrayContaining([gone.address]) });
  expect(await json('/mail.json')).toEqual([]);
});

it('keeps every accepted mail, counts them for each address and shows them to a person without running them', async () => {
  const { address } = one((member) => member.fate === 'silent' && !member.scanned);
  await mailTo(address, 2);
  expect(await json('/mail.json')).toMatchObject([{ to: address, subject: 'Offer 1', nth: 1, listUnsubscribe: `${origin}/one-click/abc` }, { nth: 2, messageId: `<m2.${address}>` }]);
  const [{ id }] = await json<[{ id: string }]>('/mail.json');
  const page = await (await fetch(`${sandbox.control}/mail/${id}`)).text();
  expect(page).toContain(`<a href="${origin}/i/token" rel="noreferrer">See the offer</a>`);
  expect(page).toMatch(/<iframe [^>]*sandbox="(?!.*allow-scripts)[^"]*" srcdoc="&lt;base/);
  expect(await (await fetch(`${sandbox.control}/mail/${id}.eml`)).text()).toContain('Subject: Offer 1');
  expect(await (await fetch(`${sandbox.control}/mail?q=${encodeURIComponent(address.toUpperCase())}`)).text()).toContain('2 mails');
  expect(visits).toEqual([]);
});

it('takes a planted mail as one more, and nobody reacts to it', async () => {
  const { address } = plain('click');
  const planted = await fetch(`${sandbox.control}/mail/inject`, { method: 'POST', body: JSON.stringify({ to: address, subject: 'Twice' }) });
  expect(planted.status).toBe(201);
  expect(await json('/mail.json')).toMatchObject([{ to: address, subject: 'Twice', nth: 1 }]);
  expect(await json('/cast.json')).toEqual([]);
});

it('posts a reply as raw MIME under a valid signature, once, though the door was shut at first', async () => {
  const member = plain('reply');
  failures = 2;
  const reactions = await mailTo(member.address, 3);
  expect(reactions.map(({ decision, status }) => [decision, status])).toEqual([1, 2, 3].map((nth) => [nth === member.actsOn ? 'reply' : 'silent', 'done']));
  const [delivered, ...more] = visits.slice(2) as [Visit, ...Visit[]];
  expect(more).toEqual([]);
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(delivered.headers['x-beckon-signature'])) as unknown as [string, string, string];
  expect(v1).toBe(createHmac('sha256', 'quiet').update(`${t}.`).update(delivered.body).digest('hex'));
  expect(Math.abs(Number(t) - Date.now() / 1000)).toBeLessThan(60);
  expect(delivered.headers['content-type']).toBe('message/rfc822');
  const mail = await simpleParser(delivered.body);
  expect(mail).toMatchObject({ subject: `Re: Offer ${member.actsOn}`, inReplyTo: `<m${member.actsOn}.${member.address}>` });
  expect(mail.from?.value[0]).toMatchObject({ address: member.address, name: member.merchant.person });
  expect(mail.text).toContain('> Hello');
});

it('marks an out-of-office answer as automatic', async () => {
  await mailTo(plain('auto-reply').address);
  expect((await simpleParser((visits[0] as Visit).body)).headers.get('auto-submitted')).toBe('auto-replied');
});

it('accepts as a person does: name filled, terms ticked, hidden fields and cookies kept', async () => {
  const member = plain('accept');
  const reactions = await mailTo(member.address, member.actsOn);
  expect(reactions.at(-1)).toMatchObject({ decision: 'accept', status: 'done' });
  const post = visits.find(({ method }) => method === 'POST') as Visit;
  expect(post.path).toBe('/i/token/accept');
  expect(Object.fromEntries(new URLSearchParams(post.body.toString()))).toEqual({ csrf: 'c1', name: member.merchant.person, role: 'Owner', terms: 'yes', do: 'accept' });
  expect(post.headers['cookie']).toBe('seen=1');
});

it('unsubscribes by one click without cookies, or by the button of the footer’s page', async () => {
  const clicker = plain('unsubscribe-one-click');
  await mailTo(clicker.address, clicker.actsOn);
  expect(visits.map(({ method, path, body, headers }) => [method, path, body.toString(), headers['cookie']])).toEqual([['POST', '/one-click/abc', 'List-Unsubscribe=One-Click', undefined]]);
  visits = [];
  const reader = plain('unsubscribe-page');
  await mailTo(reader.address, reader.actsOn);
  expect(visits.map(({ method, path, body }) => [method, path, body.toString()])).toEqual([['GET', '/u/stop', ''], ['POST', '/u/go', 't=9']]);
});

it('scans every link by GET and HEAD and sends the offer page’s forms unfilled, never those of other pages', async () => {
  const { address } = one(({ fate, scanned, scannedWithScripts }) => fate === 'silent' && scanned && !scannedWithScripts);
  expect(await mailTo(address)).toMatchObject([{ decision: 'silent', scanned: true, status: 'done' }]);
  for (const path of ['/about', '/i/token', '/u/stop']) {
    expect(visits.filter((visit) => visit.path === path).map(({ method }) => method)).toEqual(expect.arrayContaining(['HEAD', 'GET']));
  }
  const posts = visits.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body.toString()]);
  expect(posts).toEqual([['/i/token/accept', 'csrf=c1&name=&role=&do=accept'], ['/i/token/decline', 'csrf=c1&why=']]);
});

it('lets the cast be silenced, and tells of a reaction that failed', async () => {
  const member = plain('accept');
  await fetch(`${sandbox.control}/control`, { method: 'POST', body: JSON.stringify({ reactions: false }) });
  expect(await mailTo(member.address, member.actsOn)).toEqual([]);
  await fetch(`${sandbox.control}/control`, { method: 'POST', body: JSON.stringify({ reactions: true }) });
  expect(await json('/status.json')).toMatchObject({ pending: 0, failed: 0, mails: member.actsOn });
  await fetch(`${sandbox.control}/reset`, { method: 'POST' });
  refusal = true;
  expect((await mailTo(plain('reply').address, 3)).filter(({ status }) => status === 'failed')).toMatchObject([{ decision: 'reply', detail: expect.stringContaining('401') }]);
  expect(await json('/status.json')).toMatchObject({ failed: 1 });
});
