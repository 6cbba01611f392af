import type { Browser } from 'playwright-core';
import { sql } from '#platform';
import { browserPath, openBrowser } from '../../../test/support/browser.js';
import { crawling, type Crawling } from '../../../test/support/crawling.js';
import { itNeeds } from '../../../test/support/not-run.js';
import { tinyMarketplace, type TinyMarketplace } from '../../../test/support/tiny-marketplace.js';
import { Captures, Pictures } from '../index.js';
import { maskContacts } from './mask-contacts.js';

const itInBrowser = itNeeds(browserPath !== undefined, 'Chromium or Chrome');

/** A shop's page that shows a contact in every way that we know of. */
const page = (mail: string, phone: string): string => `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>.after::after { content: ' ${mail}' } body { background-image: url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><text y='20'>${mail}</text></svg>") }</style></head><body>
<p>Write to ${mail} or call ${phone}.</p>
<p>Split: <b>${mail.split('@')[0]}</b><span>@</span><i>${mail.split('@')[1]}</i></p>
<p class="after">Ask</p><a href="tel:${phone}">${phone.replace('+', '')}</a> <a href="mailto:${mail}"><u>${mail.split('@')[0]} at home</u></a>
<table><tr><th>Phone</th><td>${phone.slice(4)}</td></tr></table><span itemprop="telephone">${phone.slice(5)}</span>
<input value="${mail}"><input placeholder="${phone}"><textarea>${mail}</textarea><img alt="${mail}" src="http://127.0.0.1:1/x.png">
<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='300' height='30'><text y='20'>${mail}</text></svg>">
<iframe srcdoc="<p>${mail}</p>"></iframe><div><template shadowrootmode="closed"><p>${mail}</p></template></div>
<svg width="300" height="30"><text y="20">${mail}</text></svg><noscript>${phone}</noscript>
<p>#14 of 1,204,551, $1,299.00, 98.7 % of 12,345 ratings</p></body></html>`;

describe('pictures of pages', () => {
  let browser: Browser;
  let shop: TinyMarketplace;
  let crawl: Crawling;
  beforeAll(async () => {
    shop = await tinyMarketplace();
    crawl = await crawling([shop.host]);
    if (browserPath) browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await crawl.close();
    await shop.close();
  });

  itInBrowser('show neither mail addresses nor telephone numbers, and everything else as it was', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true, bypassCSP: true });
    const shown = await context.newPage();
    await shown.setContent(page('owner@tallow.example', '+49 30 1234567'));
    expect(await maskContacts(shown)).toBe(true);
    const text = await shown.locator('body').innerText();
    expect(text).not.toMatch(/owner|tallow|1234567|@/);
    expect(text).toContain('Write to •••••••••••••••••••• or call ••• •• •••••••.');
    expect(text).toContain('#14 of 1,204,551, $1,299.00, 98.7 % of 12,345 ratings');
    expect(await shown.locator('input').first().inputValue()).toBe('•'.repeat(20));
    await context.close();
  });

  itInBrowser('are the same to the last byte whoever may be written to', async () => {
    const drawn = async (mail: string, phone: string): Promise<Buffer> => {
      shop.reset();
      shop.answer('/list/top', (_request, response) => void response.setHeader('content-type', 'text/html; charset=utf-8').end(page(mail, phone)));
      const { id } = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`));
      await sql(crawl.db, `update capture set expires_at = null`);
      await crawl.get(Pictures).draw(id);
      const [picture] = (await crawl.get(Captures).of(id)).filter(({ kind }) => kind === 'screenshot');
      return (await crawl.get(Captures).content(picture!.id))!.body;
    };
    const [one, other] = [await drawn('owner@tallow.example', '+49 30 1234567'), await drawn('sales@potter.example', '+44 20 7654321')];
    expect(one.length).toBeGreaterThan(5_000);
    expect(one.equals(other)).toBe(true);
  });
});
