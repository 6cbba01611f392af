// A peer: Crawlee as its documentation sets it up, with memory storage and 20 pages at once for Cheerio (its best here), defaults for Playwright.
// usage: crawlee.mjs cheerio|playwright ORIGIN PAGES KIND → { ms, sinceStart, pages, items, digest }. Only `sinceStart` counts the loading of the library.
import { answered, cpuMs } from './answer.mjs';

const [engine, origin, pages, kind] = process.argv.slice(2);
const { Configuration, LogLevel, log } = await import('@crawlee/core');
log.setLevel(LogLevel.ERROR);
const config = new Configuration({ persistStorage: false, systemInfoV2: true });
const items = [];
const number = (text) => Number(text.replace(/[^\d.]/g, ''));

async function cheerio() {
  const { CheerioCrawler } = await import('@crawlee/cheerio');
  return new CheerioCrawler({
    minConcurrency: 20, maxConcurrency: 20, maxRequestRetries: 0,
    requestHandler({ $, request }) {
      $('ol.grid > li.tile').each((_, element) => {
        const tile = $(element);
        items.push({
          id: tile.attr('data-product-id'), rank: number(tile.find('.rank').text()), title: tile.find('a.title .name').text().trim(), url: new URL(tile.find('a.title').attr('href'), request.loadedUrl).href,
          price: tile.find('.price').text().replace(/[^\d.]/g, ''), rating: Number(tile.find('.stars').text().split(' ')[0]), reviews: number(tile.find('.reviews').text()),
          sellerId: tile.find('a.seller').attr('data-seller-id'), seller: tile.find('a.seller').text(),
        });
      });
    },
  }, config);
}

async function playwright() {
  const { PlaywrightCrawler } = await import('@crawlee/playwright');
  const { chromium } = await import('playwright-core');
  return new PlaywrightCrawler({
    maxRequestRetries: 0,
    launchContext: { launcher: chromium, launchOptions: { executablePath: process.env.BENCH_BROWSER, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] } },
    async requestHandler({ page }) {
      await page.waitForSelector('ol.grid > li.tile');
      items.push(...await page.$$eval('ol.grid > li.tile', (tiles) => tiles.map((tile) => {
        const text = (css) => tile.querySelector(css).textContent.trim();
        return {
          id: tile.dataset.productId, rank: Number(text('.rank').slice(1)), title: text('a.title .name'), url: tile.querySelector('a.title').href, price: text('.price').replace(/[^\d.]/g, ''),
          rating: Number(text('.stars').split(' ')[0]), reviews: Number(text('.reviews').replace(/\D/g, '')), sellerId: tile.querySelector('a.seller').dataset.sellerId, seller: text('a.seller'),
        };
      })));
    },
  }, config);
}

const crawler = await (engine === 'cheerio' ? cheerio() : playwright());
const urls = Array.from({ length: Number(pages) }, (_, n) => `${origin}/${kind}/${n + 1}`);
const started = performance.now();
const stats = await crawler.run(urls);
const ms = performance.now() - started;
const sinceStart = performance.now();
answered({ ms, sinceStart, cpu: cpuMs(), pages: stats.requestsFinished, failed: stats.requestsFailed, items });
