// Our crawler beside Crawlee's two, on one local site, in turns; medians of the rounds. Contestants are processes of their own, so that none warms up another.
// Like stands beside like: with Crawlee loaded ours has a crawler waiting, as a worker has; both starts counted (`sinceStart`, `cold`) stand beside each other too. Ours always counts the acceptance.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findBrowser } from '../../dist/libs/sourcing/crawler/find-browser.js';
import { benchServer } from '../database.mjs';

const PAGES = 200;
/** PlaywrightCrawler is slow enough that fewer pages tell its pace; a whole round of it would be minutes. */
const SLOW_PAGES = 60;
const MEMORY_PAGES = 2_000;
const here = fileURLToPath(new URL('.', import.meta.url));

export const GOAL = {
  'extraction alone / CheerioCrawler': { least: 5 }, 'whole path / CheerioCrawler': { least: 2.5 }, 'whole path / PlaywrightCrawler': { least: 60 },
  'browser mode / PlaywrightCrawler': { least: 3 }, 'requests a page at the site, HTTP': { most: 1 }, 'same items everywhere': { least: 1 }, 'memory growth over 2,000 browser pages': { most: 0.1 },
};

/** @param argv `--rounds N` (3), `--no-memory` leaves out the long run, `--only cheerio,whole` all other contestants too. */
export async function benchCrawl(argv) {
  const rounds = Number(argv[argv.indexOf('--rounds') + 1] || 3) || 3;
  const only = argv.includes('--only') ? argv[argv.indexOf('--only') + 1].split(',') : undefined;
  const home = mkdtempSync(join(tmpdir(), 'beckon-bench-'));
  const env = { ...process.env, BENCH_BROWSER: findBrowser(process.env.BECKON_BROWSER), BENCH_HOME: home };
  const site = spawn(process.execPath, [join(here, 'site.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [origin] = await once(createInterface({ input: site.stdout }), 'line');
  const server = await benchServer();
  const contest = async (script, ...args) => {
    await fetch(`${origin}/-/requests`, { method: 'DELETE' });
    const { stdout } = await promisify(execFile)(process.execPath, [join(here, script), ...args.map(String)], { env, maxBuffer: 64 * 1024 * 1024 });
    const answer = JSON.parse(stdout.trim().split('\n').at(-1));
    const asked = await (await fetch(`${origin}/-/requests`)).json();
    process.stderr.write(`${[script, ...args.slice(0, 1)].join(' ').replace(/postgres\S+/, '').padEnd(24)} ${String(Math.round(answer.ms)).padStart(7)} ms for ${answer.pages} pages\n`);
    return { ...answer, perPage: answer.ms / answer.pages, asked };
  };
  const whole = async (...args) => {
    const database = await server.database();
    try { return await contest('whole.mjs', database.url, origin, ...args); } finally { await database.drop(); }
  };
  try {
    const contestants = {
      cheerio: () => contest('crawlee.mjs', 'cheerio', origin, PAGES, 'list'),
      engine: () => contest('engine.mjs', origin, PAGES),
      whole: () => whole(PAGES, 'http'),
      cold: () => whole(PAGES, 'http', 'cold'),
      playwrightHttp: () => contest('crawlee.mjs', 'playwright', origin, SLOW_PAGES, 'list'),
      playwrightDrawn: () => contest('crawlee.mjs', 'playwright', origin, SLOW_PAGES, 'drawn'),
      browser: () => whole(SLOW_PAGES, 'browser'),
    };
    const raw = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) for (const [name, run] of Object.entries(contestants)) if (!only || only.includes(name)) raw[name].push(await run());
    const long = only || argv.includes('--no-memory') ? undefined : await whole(MEMORY_PAGES, 'browser', 'chained');
    const ratios = ratiosOf(raw, long);
    return { goal: GOAL, partial: only !== undefined, ratios: only ? measured(ratios) : ratios, raw: { ...raw, ...(long ? { long: { ...long, memory: memoryAt(long.memory) } } : {}) } };
  } finally {
    site.kill();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

function ratiosOf(raw, long) {
  const median = (runs, what) => runs.map(what).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? NaN;
  const perPage = (run) => run.perPage;
  const sinceStart = (run) => (run.sinceStart ?? run.ms) / run.pages;
  const cheerio = median(raw.cheerio, perPage);
  const digests = (...runs) => (new Set(runs.flat().map((run) => run.digest)).size === 1 ? 1 : 0);
  return {
    'extraction alone / CheerioCrawler': cheerio / median(raw.engine, (run) => run.extractMs / run.pages),
    'fetching and extraction / CheerioCrawler': cheerio / median(raw.engine, perPage),
    'whole path / CheerioCrawler': cheerio / median(raw.whole, perPage),
    'whole path / CheerioCrawler, both starts counted': median(raw.cheerio, sinceStart) / median(raw.cold, perPage),
    'whole path while crawling / CheerioCrawler, starts not counted': cheerio / median(raw.whole, (run) => run.crawlMs / run.pages),
    'CPU of the whole path without database / CheerioCrawler': median(raw.cheerio, (run) => run.cpu) / median(raw.whole, (run) => run.cpu),
    'whole path / PlaywrightCrawler': median(raw.playwrightHttp, perPage) / median(raw.whole, perPage),
    'browser mode / PlaywrightCrawler': median(raw.playwrightDrawn, perPage) / median(raw.browser, perPage),
    'requests a page at the site, HTTP': Math.max(...raw.whole.map((run) => (run.asked.list ?? 0) / run.pages)),
    'requests a page at the site, browser mode': Math.max(...raw.browser.map((run) => (total(run.asked) - (run.asked['robots.txt'] ?? 0)) / run.pages)),
    'requests a page at the site, PlaywrightCrawler': Math.max(...raw.playwrightDrawn.map((run) => total(run.asked) / run.pages)),
    'same items everywhere': digests(raw.cheerio, raw.engine, raw.whole, raw.cold) * digests(raw.playwrightHttp, raw.playwrightDrawn, raw.browser),
    ...(long ? { 'memory growth over 2,000 browser pages': growth(long.memory) } : {}),
  };
}

/** Of a part of the contestants: who did not take part has no figure. */
const measured = (ratios) => Object.fromEntries(Object.entries(ratios).filter(([what, got]) => Number.isFinite(got) && what !== 'same items everywhere'));
const total = (asked) => Object.values(asked).reduce((sum, count) => sum + count, 0);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Mean memory, MB, while pages 200 to 400 and the last 200 were shown; before that the browser is warming up. */
function memoryAt(samples) {
  const between = (from, to) => Math.round(mean(samples.filter(({ pages }) => pages >= from && pages < to).map(({ mb }) => mb)));
  return { 'pages 200 to 400': between(200, 400), 'in the middle': between(MEMORY_PAGES / 2 - 100, MEMORY_PAGES / 2 + 100), 'the last 200': between(MEMORY_PAGES - 200, MEMORY_PAGES), samples: samples.length };
}
function growth(samples) {
  const at = memoryAt(samples);
  return at['the last 200'] / at['pages 200 to 400'] - 1;
}
