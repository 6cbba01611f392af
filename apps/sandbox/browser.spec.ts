import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { browserPath, openBrowser } from '../../test/support/browser.js';
import { itNeeds } from '../../test/support/not-run.js';
import { BrowserScanner } from './browser-scanner.js';
import { startSandbox } from './sandbox.js';

const test = itNeeds(browserPath !== undefined, 'Chromium');

test('Brightcart’s script draws the list, more at each click, until the button hides', async () => {
  const sandbox = await startSandbox({ storefronts: 240 });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    let dialogs = 0;
    page.on('dialog', (dialog) => { dialogs += 1; void dialog.dismiss(); });
    await page.goto(`${sandbox.brightcart}/top/home-kitchen`);
    await page.waitForSelector('#cards[data-state=ready]');
    expect(await page.locator('#cards > article.card').count()).toBe(24);
    const more = page.locator('#load-more');
    while (await more.isVisible()) {
      await more.click();
      await page.waitForSelector('#cards[data-state=ready]');
    }
    const cards = page.locator('#cards > article.card');
    expect(await cards.count()).toBe(Number(await page.locator('#cards').getAttribute('data-total')));
    expect(await cards.last().locator('.rank').textContent()).toBe(String(await cards.count()));
    expect(await cards.first().locator('a.seller').getAttribute('href')).toBe(`/shop/${await cards.first().getAttribute('data-seller-id')}`);
    expect(dialogs).toBe(0);
  } finally {
    await browser.close();
    await sandbox.close();
  }
});

test('the scanner with scripts clicks every button, unfilled and unvalidated', async () => {
  const posts: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    request.on('end', () => {
      if (request.method === 'POST') posts.push(`${request.url} ${body}`);
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<form id="accept" method="post" action="/yes"><input name="name" required><input type="hidden" name="t"><button>Yes</button></form>
<form method="post" action="/no"><button>No</button></form><script>document.querySelector('[name=t]').value = 'set by script'</script>`);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const scanner = new BrowserScanner(browserPath!);
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/i/token`;
    await expect(scanner.visit(url)).resolves.toBe('browser clicked 2 unfilled');
    expect(posts).toEqual(['/yes name=&t=set+by+script', '/no ']);
    for (let visit = 2; visit <= 12; visit += 1) void scanner.visit('http://127.0.0.1:1/')?.catch(() => undefined);
    expect(scanner.visit(url)).toBeNull();
  } finally {
    await scanner.close();
    await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  }
});
