import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { sql } from '#platform';
import { crawling, type Crawling } from '../../../test/support/crawling.js';
import { browserPath } from '../../../test/support/browser.js';
import { itNeeds } from '../../../test/support/not-run.js';
import { tinyMarketplace, tinyRecipe, type TinyMarketplace } from '../../../test/support/tiny-marketplace.js';
import { parseRecipe } from '../index.js';
import { AddressGuard } from './address-guard.js';
import { HttpClient } from './http-client.js';


describe('a hostile site', () => {
  let shop: TinyMarketplace;
  let crawl: Crawling;
  let inside: Server;
  let secret: string;
  let reached: string[] = [];
  beforeAll(async () => {
    shop = await tinyMarketplace();
    crawl = await crawling([shop.host], [tinyRecipe(), tinyRecipe({ id: 'drawn', drawn: true })]);
    inside = createServer((request, response) => { reached.push(request.url ?? ''); response.end('secret'); });
    inside.on('connection', () => reached.push('connection'));
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    secret = `127.0.0.1:${(inside.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await crawl.close();
    await shop.close();
    await new Promise((resolve) => inside.close(resolve));
  });
  beforeEach(async () => {
    shop.reset({ products: 5, sellers: 2 });
    reached = [];
    await crawl.forget();
  });

  itNeeds(browserPath !== undefined, 'Chromium')('reaches nothing inside the network through a browser: by script, frame, picture, socket, worker or redirect', async () => {
    shop.answer('/list/top', (_request, response) => void response.end(`<!doctype html><body><ol><li data-id="p1"><span class="rank">#1</span> <a href="/item/p1">P</a> <b class="price">$1</b></li></ol>
      <iframe src="http://${secret}/frame"></iframe><img src="http://${secret}/img"><link rel="preload" as="fetch" href="http://${secret}/preload"><link rel="prefetch" href="http://${secret}/prefetch">
      <script>
        fetch('http://${secret}/fetch', { mode: 'no-cors' }).catch(() => {});
        navigator.sendBeacon('http://${secret}/beacon', 'x');
        try { new WebSocket('ws://${secret}/socket'); } catch {}
        try { new Worker(URL.createObjectURL(new Blob(["fetch('http://${secret}/worker', { mode: 'no-cors' })"]))); } catch {}
        fetch('/bounce', { mode: 'no-cors' }).catch(() => {});
        setTimeout(() => document.body.setAttribute('data-ready', 'yes'), 700);
      </script>`));
    shop.answer('/bounce', (_request, response) => void response.writeHead(302, { location: `http://${secret}/bounced` }).end());
    const { state } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`, { recipeId: 'drawn' }));
    expect(state).toBe('ok');
    shop.answer('/list/gone', (_request, response) => void response.writeHead(302, { location: `http://${secret}/list/top` }).end());
    expect((await crawl.run(await crawl.aSource(`${shop.origin}/list/gone`, { recipeId: 'drawn', budget: { retryMs: 10 } }))).state).toBe('failed');
    expect(reached).toEqual([]);
  });

  it('cannot fill the memory with a page that unpacks to gigabytes, nor with a robots.txt that does', async () => {
    const bomb = gzipSync(Buffer.alloc(300_000_000));
    shop.answer('/item/p2', (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/html' }).end(bomb));
    shop.answer('/robots.txt', (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/plain' }).end(bomb));
    const { id, state } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
    expect(state).toBe('ok_with_warnings');
    expect((await crawl.pages(id)).find(({ url }) => url.endsWith('/p2'))).toMatchObject({ state: 'failed', reason: 'the page is larger than 8000000 bytes', attempts: 1 });
    // A NUL is kept as three characters.
    expect(await sql(crawl.db, `select length(body) <= 3 * 1048576 as small from robots_file`)).toEqual([{ small: true }]);
  });

  it('gains nothing by a name that resolves to another address after it was checked', async () => {
    const answers = [['127.0.0.1'], ['127.0.0.1']];
    const port = Number(secret.split(':')[1]);
    let asked = 0;
    // The name is on the explicit list while it is checked; the connection goes to the address that was checked, and the name is not asked again for it.
    const guard = new AddressGuard([`rebinding.test:${port}`], async () => answers[asked++] ?? ['169.254.169.254']);
    const http = new HttpClient(guard, 'Beckon', 1);
    expect((await http.get(new URL(`http://rebinding.test:${port}/a`), { maxBytes: 100, timeoutMs: 5_000 })).status).toBe(200);
    expect(asked).toBe(1);
    await http.close();
    const strict = new HttpClient(new AddressGuard([], async () => ['93.184.216.34', '127.0.0.1']), 'Beckon', 1);
    await expect(strict.get(new URL(`http://rebinding.test:${port}/b`), { maxBytes: 100, timeoutMs: 5_000 })).rejects.toThrow('127.0.0.1, which is not on the public internet');
    await strict.close();
    expect(reached.filter((path) => path === '/b')).toEqual([]);
  });

  it('cannot slip in a recipe that unfolds without end', () => {
    const layers = Array.from({ length: 12 }, (_, n) => `x${n + 1}: &x${n + 1} [${Array.from({ length: 10 }, () => `*x${n}`).join(', ')}]`).join('\n');
    const started = performance.now();
    expect(() => parseRecipe(`x0: &x0 boom\n${layers}`)).toThrow(/^The recipe is not YAML that can be read/);
    expect(() => parseRecipe('a: '.repeat(200_000))).toThrow(/is longer than/);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
