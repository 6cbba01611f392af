// The board in headless Chromium with 50,000 leads: first useful paint beside an empty page of the same app, frames while a card is dragged, and memory
// after scripted work. `npm run prove -- board [MINUTES OF WORK, 10] [ROUNDS OF PAINT, 9]`.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../dist/libs/sourcing/crawler/find-browser.js';
import { benchServer } from '../../bench/database.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const LEADS = 50_000;
const PERSON = { name: 'Lena Krantz', email: 'lena@northwind.example', password: 'a long password for the proof' };
const TOKEN = 'a-token-for-setting-up';
/** A hand's mouse tells where it is about a hundred times a second. */
const HAND_MS = 10;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value) => Math.round(value * 10) / 10;
const say = (text) => process.stderr.write(`${text}\n`);

const SEED = `
  with region as (insert into region (name, countries) values ('Europe', '{DE}') returning id),
  made as (
    insert into merchant (id, name, country, search_text, created_at, updated_at)
    select gen_random_uuid(), case n % 5 when 0 then '東京キャンドル工房 ' when 1 then 'متجر الأواني الذهبية ' when 2 then 'The Very Long Northern Kitchenware & Household Goods Trading Company ' else 'Tallow & Co ' end || n, 'DE', 'shop ' || n, now(), now()
      from generate_series(1, ${LEADS}) n returning id),
  numbered as (select id, row_number() over () as n from made)
  insert into lead (merchant_id, region_id, stage, stage_since, score, reason, marketplaces, category, country, reachable, created_at, updated_at)
  select numbered.id, region.id, (array['sourced','sourced','sourced','sourced','qualified','qualified','queued','contacted','engaged','offer_sent'])[1 + (numbered.n * 7 + numbered.n / 10) % 10],
    now() - (numbered.n % 40) * interval '1 day', 1 + (numbered.n * 31) % 99, '#' || (1 + numbered.n % 90) || ' in Kitchen, up ' || numbered.n % 20 || ' in 14 days',
    case numbered.n % 3 when 0 then array['alderbay'] when 1 then array['brookmart'] else array['alderbay', 'brookmart'] end, (array['Kitchen','Candles','Home & Garden'])[1 + numbered.n % 3], 'DE', true, now(), now()
    from numbered, region`;

/** Runs in the page before it: notes when the first thing worth reading is painted. A mutation observer marks the element before its first paint; the browser says when that was. */
const WATCH = `(selector) => {
  window.usefulAt = new Promise((done) => new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.identifier === 'useful') done(entry.renderTime || entry.startTime); }).observe({ type: 'element', buffered: true }));
  const mark = () => { const found = document.querySelector(selector); if (found && !found.hasAttribute('elementtiming')) found.setAttribute('elementtiming', 'useful'); return found; };
  new MutationObserver(mark).observe(document, { childList: true, subtree: true });
}`;

const freePort = () => new Promise((done) => { const probe = createServer().listen(0, '127.0.0.1', () => { const { port } = probe.address(); probe.close(() => done(port)); }); });

async function api(databaseUrl) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(root, 'dist/apps/api/main.js')], {
    cwd: root, stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port), HOST: '127.0.0.1', BECKON_SECRET: 'a-secret-for-a-proof-that-nobody-else-uses', BECKON_SETUP_TOKEN: TOKEN, LOG_LEVEL: 'error' },
  });
  const closed = new Promise((done) => child.once('exit', done));
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error('the API did not start');
    if (await fetch(`${origin}/api/setup`).then((answer) => answer.ok, () => false)) break;
    await new Promise((done) => setTimeout(done, 200));
  }
  return { origin, async stop() { child.kill('SIGTERM'); await closed; } };
}

/** Milliseconds from navigation to the paint of `selector`, in a tab of its own, with what a person's browser has cached. */
async function usefulPaint(context, url, selector) {
  const page = await context.newPage();
  await page.addInitScript(`(${WATCH})(${JSON.stringify(selector)})`);
  await page.goto(url);
  const at = await page.evaluate('window.usefulAt');
  await page.close();
  return at;
}

async function paints(context, origin, rounds) {
  const board = [];
  const empty = [];
  for (let turn = 0; turn < rounds + 1; turn++) {
    const [a, b] = [await usefulPaint(context, `${origin}/nothing-here`, 'main h2'), await usefulPaint(context, `${origin}/board`, '[data-card] [title]')];
    // The first round fills the caches of browser and database.
    if (turn > 0) { empty.push(a); board.push(b); }
  }
  return { emptyMs: round(median(empty)), boardMs: round(median(board)), ratio: Math.round((median(board) / median(empty)) * 100) / 100, rounds };
}

/** Frames while a real mouse drags a card over the columns and back, from one animation frame to the next. */
async function drag(page) {
  await page.locator('section[data-column="contacted"] [data-card]').first().waitFor();
  const card = await page.locator('section[data-column="contacted"] [data-card]').nth(1).boundingBox();
  const to = await page.locator('section[data-column="engaged"]').boundingBox();
  const start = { x: card.x + 80, y: card.y + 40 };
  await page.evaluate(`window.frames_ = []; (function note(last) { requestAnimationFrame((now) => { if (last) window.frames_.push(now - last); if (!window.enough) note(now); }); })(0)`);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 6, start.y + 6, { steps: 3 });
  await page.evaluate('window.frames_.length = 0');
  for (let sweep = 0; sweep < 6; sweep++) {
    const [from, way] = sweep % 2 === 0 ? [start, { x: to.x + 120 - start.x, y: to.y + 300 - start.y }] : [{ x: to.x + 120, y: to.y + 300 }, { x: start.x - to.x - 120, y: start.y - to.y - 300 }];
    for (let step = 1; step <= 40; step++) {
      await page.mouse.move(from.x + (way.x * step) / 40, from.y + (way.y * step) / 40);
      await sleep(HAND_MS);
    }
  }
  const frames = await page.evaluate('(window.enough = true, window.frames_.slice())');
  // Back where it came from: nothing was moved.
  await page.mouse.move(start.x, start.y, { steps: 5 });
  await page.mouse.up();
  const sorted = [...frames].sort((a, b) => a - b);
  return { frames: frames.length, fps: round(1000 / (frames.reduce((sum, one) => sum + one, 0) / frames.length)), p95Ms: round(sorted[Math.floor(sorted.length * 0.95)]), over50Ms: frames.filter((one) => one > 50).length };
}

/** What a person does all day, over and over: scroll, walk, open, close, filter, search, list, move. */
async function work(page, db, turn) {
  const { rows: [lead] } = await db.query(`select id, version from lead where stage = 'contacted' offset ${turn % 40} limit 1`);
  await page.locator('section[data-column="contacted"] [data-card]').first().waitFor();
  for (const _ of [1, 2, 3]) await page.locator('section[data-column="contacted"] [class*="cards"]').first().evaluate((element) => { element.scrollTop += 1500; });
  await page.locator('section[data-column="contacted"] [class*="cards"]').first().evaluate((element) => { element.scrollTop = 0; });
  await page.locator('section[data-column="contacted"] [data-card]').first().focus();
  for (const key of ['j', 'j', 'l', 'h', 'm']) await page.keyboard.press(key);
  await page.getByRole('menuitem').first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('o');
  // Whoever leaves it has seen it: it has the focus by then.
  await page.locator('[role=dialog]:focus-within').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // Somebody else moves a lead: the board hears of it.
  await page.request.put(`/api/leads/${lead.id}/stage`, { data: { to: 'engaged', version: lead.version }, headers: { origin: new URL(page.url()).origin } });
  await page.evaluate((on) => { history.pushState({}, '', on ? '/board?category=Kitchen' : '/board'); dispatchEvent(new PopStateEvent('popstate')); }, turn % 2 === 0);
  await page.getByRole('link', { name: 'Leads', exact: true }).click();
  await page.locator('[data-row]').first().waitFor();
  await page.getByRole('link', { name: 'Board', exact: true }).click();
}

/** Where a turn that did not come to its end left the screen. */
const STUCK = `JSON.stringify({ at: location.href, focus: document.activeElement?.outerHTML.slice(0, 200), dialogs: document.querySelectorAll('[role=dialog]').length, menus: document.querySelectorAll('[role=menu]').length, presses: window.presses })`;
/** Keys as the page heard them: what they were, when, and what had the focus. */
const LISTEN = `window.presses = []; addEventListener('keydown', (event) => { window.presses = [...window.presses.slice(-9), [event.key, Math.round(performance.now()), event.target.tagName + ' ' + (event.target.getAttribute('role') ?? event.target.dataset.card ?? '')]]; }, true)`;

async function memory(page, cdp, db, minutes) {
  await page.evaluate(LISTEN);
  const worked = (turn) => work(page, db, turn).catch(async (error) => { say(await page.evaluate(STUCK)); throw error; });
  const heap = async () => {
    await page.locator('section[data-column="contacted"] [data-card]').first().waitFor();
    for (const _ of [1, 2, 3]) await cdp.send('HeapProfiler.collectGarbage');
    return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  // Warm: every chunk loaded, every cache as full as it gets.
  let turn = 0;
  for (; turn < 15; turn++) await worked(turn);
  const samples = [await heap()];
  const until = Date.now() + minutes * 60_000;
  let next = Date.now() + (minutes * 60_000) / 10;
  while (Date.now() < until) {
    await worked(turn++);
    if (Date.now() >= next) { samples.push(await heap()); next += (minutes * 60_000) / 10; say(`memory ${round(samples.at(-1))} MB after ${turn} turns`); }
  }
  samples.push(await heap());
  // The last third beside the first: one collection more or less is no growth.
  const third = Math.max(1, Math.floor(samples.length / 3));
  const [before, after] = [median(samples.slice(0, third)), median(samples.slice(-third))];
  return { minutes, turns: turn, startMb: round(before), endMb: round(after), growth: Math.round((after / before - 1) * 1000) / 1000, samplesMb: samples.map(round) };
}

export async function proveBoard([minutes = '10', rounds = '9'] = []) {
  const executablePath = findBrowser(process.env.BECKON_BROWSER);
  const server = await benchServer();
  const database = await server.database();
  const db = new pg.Pool({ connectionString: database.url, max: 2 });
  let service;
  let browser;
  try {
    say(`seeding ${LEADS} leads`);
    await db.query(SEED);
    await db.query('analyze');
    service = await api(database.url);
    browser = await chromium.launch({ executablePath, headless: true, args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
    const context = await browser.newContext({ baseURL: service.origin, viewport: { width: 1440, height: 900 } });
    await context.request.post('/api/setup', {
      headers: { origin: service.origin }, failOnStatusCode: true,
      data: { token: TOKEN, ...PERSON, workspace: { name: 'Northwind', legalName: 'Northwind GmbH', postalAddress: 'Hafenstraße 1, Hamburg', zone: 'Europe/Berlin', currency: 'EUR' } },
    });
    const paint = await paints(context, service.origin, Number(rounds));
    say(JSON.stringify({ paint }));
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.goto('/board');
    const dragged = await drag(page);
    say(JSON.stringify({ dragged }));
    const cdp = await context.newCDPSession(page);
    const kept = await memory(page, cdp, db, Number(minutes));
    const ok = paint.ratio <= 1.5 && dragged.fps >= 50 && kept.growth <= 0.1;
    return { ok, leads: LEADS, firstUsefulPaint: paint, drag: dragged, memory: kept, browser: browser.version(), at: new Date().toISOString() };
  } finally {
    await browser?.close();
    await service?.stop();
    await db.end();
    await database.drop();
    await server.stop();
  }
}
