import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Answers } from './answers.js';
import { Asks } from './asks.js';
import { Journal } from './journal.js';
import { secondAsk } from './second-ask.js';

/** A site that answers when the test says so. */
interface Site { readonly url: URL; readonly seen: Array<{ path: string; headers: NodeJS.Dict<string | string[]>; response: ServerResponse }>; readonly server: Server }

describe('asks of a run whose crawlers are killed', () => {
  let root: string;
  let site: Site;
  const journals: Journal[] = [];
  beforeAll(async () => {
    const seen: Site['seen'] = [];
    const server = createServer((request, response) => { seen.push({ path: request.url ?? '', headers: request.headers, response }); });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/page`), seen, server };
  });
  afterAll(() => new Promise<void>((resolve) => {
    site.server.close(() => resolve());
    site.server.closeAllConnections();
  }));
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'asks-'));
    site.seen.length = 0;
  });
  afterEach(() => {
    for (const journal of journals.splice(0)) journal.close();
    rmSync(root, { recursive: true, force: true });
  });
  const question = () => ({ page: '1', url: site.url, headers: async () => ({ 'x-asked-by': 'a page', cookie: 'basket=7' }) });
  const stop = new AbortController();
  /** One more crawler of the run; the one before it counts as killed. */
  const aCrawler = (signal = stop.signal): { asks: Asks; answers: Answers } => {
    const answers = new Answers(root, 'run');
    const journal = new Journal(answers.folder);
    journals.push(journal);
    return { answers, asks: new Asks(journal, answers, { alone: (_host, work) => work() }, { userAgent: 'Beckon-test', allowHosts: [site.url.host], maxBytes: 1_000_000 }, signal) };
  };
  const leaves = ({ asks }: { asks: Asks }): Promise<void> => asks.leaves(asks.keyOf(question()));
  const until = async (what: () => boolean): Promise<void> => { for (const end = Date.now() + 120_000; !what(); await new Promise((resolve) => setTimeout(resolve, 10))) if (Date.now() > end) throw new Error('waited too long'); };

  it('leave by themselves the first time, and are asked again by a messenger, with the same headers, when the answer was lost', async () => {
    const first = aCrawler();
    expect(await first.asks.known(question())).toBeUndefined();
    await leaves(first);
    const again = aCrawler().asks.known(question());
    await until(() => site.seen.length === 1);
    expect(site.seen[0]!.headers).toMatchObject({ 'user-agent': 'Beckon-test', 'x-asked-by': 'a page', cookie: 'basket=7' });
    site.seen[0]!.response.writeHead(200, { 'content-type': 'text/html' }).end('here it is');
    expect(await again).toMatchObject({ status: 200, body: Buffer.from('here it is') });
  });

  it('are answered to the next crawler when the second one is killed while it waits', async () => {
    await leaves(aCrawler());
    const killed = new AbortController();
    const second = aCrawler(killed.signal).asks.known(question());
    await until(() => site.seen.length === 1);
    killed.abort(new Error('killed'));
    await expect(second).rejects.toThrow('killed');
    const third = aCrawler().asks.known(question());
    site.seen[0]!.response.end('to whom it may concern');
    expect((await third)!.body.toString()).toBe('to whom it may concern');
    expect(site.seen).toHaveLength(1);
  });

  it('are given up for this run when the messenger was killed too', async () => {
    const first = aCrawler();
    await leaves(first);
    const folder = join(root, 'run');
    const key = first.asks.keyOf(question());
    writeFileSync(join(folder, `${key}.again`), `999999999 ${(await import('node:os')).hostname()}`);
    expect(secondAsk(folder, key)).toBe('gone');
    await expect(aCrawler().asks.known(question())).rejects.toThrow('interrupted: it was on its way twice');
    expect(site.seen).toHaveLength(0);
  });

  it('are made by one of two messengers only', async () => {
    await leaves(aCrawler());
    const [one, two] = [aCrawler().asks.known(question()), aCrawler().asks.known(question())];
    await until(() => site.seen.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(site.seen).toHaveLength(1);
    site.seen[0]!.response.end('once');
    expect((await Promise.all([one, two])).map((answer) => answer!.body.toString())).toEqual(['once', 'once']);
  });

  it('whose second answer was bad are tried a third time and last, as every page is', async () => {
    await leaves(aCrawler());
    const second = aCrawler();
    expect(second.asks.triesBefore({ id: '1', url: site.url.href })).toBe(1);
    const again = second.asks.known(question());
    await until(() => site.seen.length === 1);
    site.seen[0]!.response.writeHead(500).end('oops');
    expect((await again)!.status).toBe(500);
    expect(await second.asks.known(question())).toBeUndefined();
    await leaves(second);
    const third = aCrawler();
    expect((await third.asks.known(question()))!.status).toBe(500);
    await expect(third.asks.known(question())).rejects.toThrow('interrupted');
  });

  it('never leave more often than twice without an answer, wherever the kills fall', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('before', 'on its way', 'messenger', 'answered'), { minLength: 1, maxLength: 6 }), async (kills) => {
      rmSync(root, { recursive: true, force: true });
      let asked = 0;
      for (const kill of kills) {
        const crawler = aCrawler();
        const key = crawler.asks.keyOf(question());
        // What the messenger would do is done here, so that it can die at every step.
        if (secondAsk(crawler.answers.folder, key) === 'not-made' && crawler.asks.triesBefore({ id: '1', url: site.url.href }) === 1) {
          if (kill === 'before') continue;
          writeFileSync(join(crawler.answers.folder, `${key}.again`), `999999999 ${(await import('node:os')).hostname()}`, { flag: 'wx' });
          asked++;
          if (kill === 'answered') crawler.answers.keep(key, { status: 200, headers: {}, body: Buffer.from('x') });
          continue;
        }
        const known = await crawler.asks.known(question()).catch((error: Error) => error.message);
        if (known !== undefined || kill === 'before') continue;
        await crawler.asks.leaves(key);
        asked++;
        if (kill === 'answered') {
          crawler.asks.keep(key, { status: 200, headers: {}, body: Buffer.from('x') });
          crawler.asks.ended(key);
        }
      }
      expect(asked).toBeLessThanOrEqual(2);
    }), { numRuns: 200 });
  });
});
