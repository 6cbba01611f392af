// SIGKILL of crawler, worker and Chromium at fifty random moments of a crawl of 500 pages: what did the site see, what does the book say, and is it what an undisturbed crawl says?
// A worker of its own (dist/apps/worker) on a database of its own; the site is the sandbox, whose log of requests is the witness. `npm run prove -- crawl-kill [SEED]`
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { benchServer } from '../../bench/database.mjs';
import { root } from './demo-run.mjs';

const PAGES = 500;
/** Between two requests; slow enough that fifty kills find the crawl still going. */
const PACE_MS = 120;
/** How long the site takes to answer: long enough that most kills find a request on its way, on a busy machine too. */
const ANSWER_MS = 250;
/** Who is killed how often at which marketplace. Brightcart's lists are drawn by a browser, Alderbay's pages come by plain HTTP. */
const KILLS = { brightcart: { crawler: 8, browser: 12, worker: 4 }, alderbay: { crawler: 20, worker: 6 } };
const ALL_KILLS = Object.values(KILLS).flatMap((kinds) => Object.values(kinds)).reduce((sum, count) => sum + count, 0);
/** robots.txt is no page, but nobody wants to be asked for it again and again. */
const MOST_ROBOTS = 2;

export async function proveCrawlKill(argv) {
  const seed = Number(argv[0] ?? Date.now() % 1_000_000);
  const random = mulberry(seed);
  const home = mkdtempSync(join(tmpdir(), 'beckon-crawl-kill-'));
  const server = await benchServer();
  const sandbox = spawn(process.execPath, [join(root, 'dist/apps/sandbox/main.js')], { env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_STOREFRONTS: '320', SANDBOX_DELAY_MS: String(ANSWER_MS) }, stdio: ['ignore', 'pipe', 'inherit'] });
  const site = JSON.parse((await once(createInterface({ input: sandbox.stdout }), 'line'))[0]);
  try {
    const clean = await crawlOnce({ server, site, home: join(home, 'clean') }, async () => undefined);
    process.stderr.write(`undisturbed: ${clean.pages.length} pages, ${clean.asked.length} requests, ${clean.observations.length} observations, ${clean.seconds} s\n`);
    const killed = await crawlOnce({ server, site, home: join(home, 'killed') }, (run) => killAll(run, random));
    return compare(seed, clean, killed);
  } finally {
    sandbox.kill();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function crawlOnce({ server, site, home }, meddle) {
  await fetch(`${site.control}/requests`, { method: 'DELETE' });
  const database = await server.database();
  const db = new pg.Client(database.url);
  await db.connect();
  const env = {
    ...process.env, DATABASE_URL: database.url, BECKON_HOME: home, BECKON_SECRET: 'a-secret-of-the-proof-that-nobody-else-uses', LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal',
    BECKON_ALLOW_HOSTS: [site.alderbay, site.brightcart].map((origin) => new URL(origin).host).join(','),
  };
  const worker = keepWorker(env);
  try {
    while ((await db.query(`select from recipe_version where recipe_id in ('alderbay', 'brightcart')`)).rowCount < 2) await sleep(100);
    const truth = await (await fetch(`${site.control}/truth.json`)).json();
    const started = Date.now();
    const figures = { crawler: 0, browser: 0, worker: 0, whileOnItsWay: 0, atASecondAsk: 0 };
    // One after the other, so that what the site is asked is always the work of the crawler that may be killed next.
    for (const { id, lists } of [...truth.marketplaces].reverse()) {
      await askFor(db, id, lists);
      const run = { yes: false };
      const meddling = meddle({ worker, site, id, figures, over: () => run.yes });
      while ((await db.query(`select from run where state in ('queued', 'running', 'crawled')`)).rowCount > 0) await sleep(200);
      run.yes = true;
      await meddling;
    }
    const seconds = Math.round((Date.now() - started) / 1000);
    const rows = async (text) => (await db.query(text)).rows;
    return {
      seconds, figures,
      states: await rows(`select s.marketplace, r.state, r.reason from run r join source s on s.id = r.source_id order by 1`),
      pages: await rows(`select regexp_replace(p.url, '^https?://[^/]+', s.marketplace) as url, p.state from run_page p join run r on r.id = p.run_id join source s on s.id = r.source_id order by 1`),
      events: (await rows(`select count(*)::int as n from listing_observation group by run_id, list, place having count(*) > 1`)).length,
      observations: (await rows(`select s.marketplace, l.list, l.place, l.category, l.product_id, l.title, l.price, l.currency, l.rating, l.review_count, f.seller_id, f.name, f.profile - 'url' - 'sourceUrl' as profile
        from listing_observation l join run r on r.id = l.run_id join source s on s.id = r.source_id left join storefront f on f.id = l.storefront_id order by 1, 2, 3`)).map((row) => JSON.stringify(row)),
      standings: (await rows(`select f.marketplace, f.seller_id, o.category, o.list_size, o.best_rank, o.listed_products, o.rating_count, o.price_median from storefront_observation o join storefront f on f.id = o.storefront_id order by 1, 2, 3`)).map((row) => JSON.stringify(row)),
      asked: (await (await fetch(`${site.control}/requests.json`)).json()).map(({ marketplace, url, status }) => ({ url: `${marketplace}${url}`, status })),
    };
  } finally {
    await worker.end();
    await db.end();
    await database.drop();
  }
}

/** A source and its run, as rows: the proof imports no room. Together the two crawl a little over 500 pages, lists that a browser draws among them. */
async function askFor(db, marketplace, lists) {
  const entries = lists.map(({ url, category }) => ({ url, category, list: category }));
  const budget = { concurrency: 4, minDelayMs: PACE_MS, jitterMs: 10, pagesPerRun: 4 * PAGES, pagesPerDay: 100_000, maxBytes: 8_000_000, retryMs: 50 };
  const { rows: [source] } = await db.query(`insert into source (name, marketplace, recipe_id, entries, budget, wall_clock_limit_s) values ($1, $1, $1, $2, $3, 3600) returning id`, [marketplace, JSON.stringify(entries), JSON.stringify(budget)]);
  await db.query(`insert into run (source_id, recipe_version_id, state, trigger, occasion, business_at) select $1, id, 'queued', 'person', 'proof', '2026-05-04T06:00:00Z' from recipe_version where recipe_id = $2 order by created_at desc limit 1`, [source.id, marketplace]);
}

/** A worker that is started anew whenever it dies, as `beckon up` does. */
function keepWorker(env) {
  let child; let ending = false;
  const start = () => {
    child = spawn(process.execPath, [join(root, 'dist/apps/worker/main.js')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('exit', () => { if (!ending) setTimeout(start, 100); });
  };
  start();
  return {
    pid: () => child.pid,
    async end() {
      ending = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 8_000).unref();
      await gone;
    },
  };
}

/**
 * Each kill waits until the site has been asked for one more page, so that it hits a crawl and not a start. Then every other one waits a random while and every other one
 * for the moment at which a request is on its way; and after a kill that cut one off, the next one may wait for that very page to be asked for again.
 * A victim that is not there, such as a browser while shops are read, gets its turn later.
 */
async function killAll({ worker, site, id, figures, over }, random) {
  const left = shuffled(Object.entries(KILLS[id]).flatMap(([kind, count]) => Array.from({ length: count }, () => kind)), random);
  let cutOff = new Set();
  while (left.length > 0 && !over()) {
    // Victims are looked for before the moment, which would be over when they are found.
    let found = cutOff.size > 0 ? await aCrawler(worker, over) : {};
    const again = cutOff.size > 0 && await askedAgain(site, id, cutOff, over);
    if (!again) {
      const { pages: before } = await siteNow(site, id);
      while (!over() && (await siteNow(site, id)).pages <= before) await sleep(10);
      found = victims(worker.pid());
      if (random() < 0.5) await sleep(random() * 1_200);
      else while (!over() && (await siteNow(site, id)).onItsWay === 0) await sleep(5);
    }
    const next = left.findIndex((kind) => found[kind] && !(again && kind === 'browser'));
    if (over() || next < 0 || !found.crawler) continue;
    const { onItsWay } = again ? { onItsWay: 1 } : await siteNow(site, id);
    try { process.kill(found[left[next]], 'SIGKILL'); } catch { continue; }
    figures[left[next]] += 1;
    if (onItsWay > 0) figures.whileOnItsWay += 1;
    if (again) figures.atASecondAsk += 1;
    left.splice(next, 1);
    cutOff = onItsWay > 0 && !again ? await cutOffNow(site, id) : new Set();
    if (left.length % 10 === 0) process.stderr.write(`${id}: ${left.length} kills to go\n`);
  }
}

async function aCrawler(worker, over) {
  for (;;) {
    const found = victims(worker.pid());
    if (found.crawler || over()) return found;
    await sleep(20);
  }
}

const log = async (site, id) => (await (await fetch(`${site.control}/requests.json`)).json()).filter(({ marketplace, url }) => marketplace === id && url !== '/robots.txt' && !/^\/(assets|img)\//.test(url));

/** Pages whose only request was cut off: the site noticed that nobody waits for its answer any more. */
async function cutOffNow(site, id) {
  await sleep(100);
  const requests = await log(site, id);
  const times = requests.reduce((all, one) => all.set(one.url, [...(all.get(one.url) ?? []), one]), new Map());
  return new Set([...times].filter(([, asks]) => asks.length === 1 && asks[0].status === 499).map(([url]) => url));
}

/** Resolves at the moment at which one of these pages is on its way for the second time; false when that does not happen soon. */
async function askedAgain(site, id, urls, over) {
  for (const end = Date.now() + 8_000; Date.now() < end && !over(); await sleep(10)) {
    if ((await siteNow(site, id)).onItsWay > 0 && (await log(site, id)).some(({ url, status }) => status === 0 && urls.has(url))) return true;
  }
  return false;
}

/** Pages that one marketplace was asked for, without robots.txt, and requests that it has not answered yet. */
async function siteNow(site, id) {
  const { total = 0, byKind = {}, byStatus = {} } = (await (await fetch(`${site.control}/requests/summary.json`)).json())[id] ?? {};
  return { pages: total - (byKind.robots ?? 0), onItsWay: byStatus[0] ?? 0 };
}

function shuffled(list, random) {
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [list[last], list[other]] = [list[other], list[last]];
  }
  return list;
}

/** The worker, its crawler and that one's browser as they run now. */
function victims(worker) {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n').flatMap((line) => { const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []; return pid ? [{ pid: Number(pid), parent: Number(parent), args }] : []; });
  const crawlers = all.filter(({ parent, args }) => parent === worker && args.includes('crawler/child.js'));
  const browser = all.find(({ parent, args }) => crawlers.some(({ pid }) => pid === parent) && /chrom/i.test(args) && !args.includes('--type='));
  return { worker, crawler: crawlers.at(-1)?.pid, browser: browser?.pid };
}

function compare(seed, clean, killed) {
  const count = (urls) => urls.reduce((times, url) => times.set(url, (times.get(url) ?? 0) + 1), new Map());
  const isRobots = ({ url }) => url.endsWith('/robots.txt');
  const times = count(killed.asked.filter((one) => !isRobots(one) && !/\/(assets|img)\//.test(one.url)).map(({ url }) => url));
  const robots = count(killed.asked.filter(isRobots).map(({ url }) => url));
  const unlike = (a, b) => { const [left, right] = [new Set(a), new Set(b)]; return [...left].filter((one) => !right.has(one)).length + [...right].filter((one) => !left.has(one)).length; };
  const { whileOnItsWay, atASecondAsk, ...of } = killed.figures;
  const kills = Object.values(of).reduce((sum, one) => sum + one, 0);
  const few = (kind) => Math.max(0, Object.values(KILLS).reduce((sum, kinds) => sum + (kinds[kind] ?? 0), 0) - of[kind]);
  const cut = killed.asked.filter(({ status }) => status === 499).length;
  const wrong = {
    'kills fewer than fifty': Math.max(0, ALL_KILLS - kills),
    'kills of the crawler fewer than planned': few('crawler'),
    'kills of the browser fewer than planned': few('browser'),
    'kills of the worker fewer than planned': few('worker'),
    'kills with a request on its way fewer than ten': Math.max(0, 10 - whileOnItsWay),
    'kills at a second ask fewer than three': Math.max(0, 3 - atASecondAsk),
    'no request was cut off': cut === 0 ? 1 : 0,
    'pages fewer than five hundred': Math.max(0, PAGES - killed.pages.length),
    'pages that the site was asked for more than twice': [...times.values()].filter((one) => one > 2).length,
    'pages that the clean run asked for more than once': [...count(clean.asked.filter((one) => !/\/(assets|img)\//.test(one.url)).map(({ url }) => url)).values()].filter((one) => one > 1).length,
    'robots.txt asked for too often': [...robots.values()].filter((one) => one > MOST_ROBOTS).length,
    'pages without a final outcome': killed.pages.filter(({ state }) => state === 'pending').length,
    'pages with another outcome than in the clean run': unlike(clean.pages.map((page) => JSON.stringify(page)), killed.pages.map((page) => JSON.stringify(page))),
    'pages with two outcomes': killed.pages.length - new Set(killed.pages.map(({ url }) => url)).size,
    'observations twice': killed.events + killed.observations.length - new Set(killed.observations).size,
    'observations unlike the clean run': clean.observations.length === 0 ? 1 : unlike(clean.observations, killed.observations),
    'standings unlike the clean run': clean.standings.length === 0 ? 1 : unlike(clean.standings, killed.standings),
    'runs that did not end well': [...clean.states, ...killed.states].filter(({ state }) => state !== 'ok' && state !== 'ok_with_warnings').length,
  };
  return {
    ok: Object.values(wrong).every((one) => one === 0),
    figures: {
      seed, kills, of, whileARequestWasOnItsWay: whileOnItsWay, whileAPageWasAskedForAgain: atASecondAsk, requestsCutOff: cut, pages: killed.pages.length, requestsClean: clean.asked.length, requestsKilled: killed.asked.length,
      pagesAskedTwice: [...times.values()].filter((one) => one === 2).length, mostTimesAPage: Math.max(...times.values()), robotsAsked: Object.fromEntries(robots),
      observations: killed.observations.length, standings: killed.standings.length, cleanSeconds: clean.seconds, killedSeconds: killed.seconds, states: killed.states,
    },
    wrong,
  };
}

/** A small seeded generator, so that a run can be repeated. */
function mulberry(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
