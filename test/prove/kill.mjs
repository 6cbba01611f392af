// SIGKILL of the worker at ten random moments of a demo, five of them while mails are on their way. Shows that nothing is lost, invented, or sent twice,
// and that a person who looks up the mails of unknown fate brings the rest to its end.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { delivered, startDemo, storefronts, unlike, untilSaid } from './demo-run.mjs';

const KILLS = 10;

export async function proveKill(argv) {
  const seed = Number(argv[0] ?? Date.now() % 1_000_000);
  const random = mulberry(seed);
  const clean = await startDemo('clean').finished;
  const crawling = clean.report.steps.filter((step) => step.name.startsWith('day')).reduce((sum, step) => sum + step.ms, 0);
  const demo = startDemo('killed');
  await untilSaid(demo, 'workspace');
  let kills = 0;
  // Half of them at any moment of the crawl days; a killed run takes longer, so only time with a worker counts.
  const moments = Array.from({ length: KILLS / 2 }, () => random() * crawling * 0.9).sort((a, b) => a - b);
  const started = Date.now();
  let without = 0;
  for (const moment of moments) {
    while (Date.now() - started - without < moment && running(demo)) await sleep(20);
    const from = Date.now();
    if (await killWorker(demo)) kills++;
    without += Date.now() - from;
  }
  // The other half while mails are on their way: the only moments at which a mail can be lost or doubled.
  await untilSaid(demo, 'day 3');
  const inFlight = await mailsInFlight(demo);
  let atOnce = 0;
  while (kills < KILLS && running(demo)) {
    await sleep(400 + random() * 4000);
    while (running(demo) && (await inFlight.count()) === 0) await sleep(3);
    await sleep(random() * 40);
    if (!running(demo)) break;
    atOnce += await inFlight.count();
    if (await killWorker(demo)) kills++;
  }
  await inFlight.close();
  const killed = await demo.finished;
  return compare(clean, killed, { seed, kills, mailsInFlightAtKills: atOnce, cleanSeconds: Math.round(clean.ms / 1000), killedSeconds: Math.round(killed.ms / 1000) });
}

function compare(clean, killed, figures) {
  const cleanMails = new Set(delivered(clean));
  const killedList = delivered(killed);
  const killedMails = new Set(killedList);
  const missing = [...cleanMails].filter((mail) => !killedMails.has(mail));
  // What a person has settled is unknown no more; a mail that was not delivered must be one that still is.
  const unknown = killed.book.messages.filter((message) => message.state === 'unknown').map((message) => `${message.to_address} ${message.position}`);
  const undelivered = new Set(unknown.filter((mail) => !killedMails.has(mail)));
  const said = (fate) => killed.book.settled.filter((one) => one.fate === fate).length;
  const wrong = {
    'kills fewer than ten': figures.kills < KILLS ? KILLS - figures.kills : 0,
    'storefronts unlike the clean run': unlike(storefronts(clean), storefronts(killed)),
    'merchants and scores unlike the clean run': unlike(clean.scores, killed.scores),
    'mails that the clean run did not send': killedList.filter((mail) => !cleanMails.has(mail)).length,
    'mails missing that no unknown row explains': missing.filter((mail) => !undelivered.has(mail)).length,
    'mails unknown and not delivered that the clean run did not send': [...undelivered].filter((mail) => !cleanMails.has(mail)).length,
    'mails of the clean run that a person had to look up': clean.book.doubts,
    'mails delivered twice': killedList.length - killedMails.size + killed.report.mailHost.duplicates,
    'checks of the auditor that failed': [...clean.report.checks, ...killed.report.checks].filter((check) => !check.ok).length,
  };
  return {
    ok: Object.values(wrong).every((count) => count === 0),
    figures: {
      ...figures, cleanMails: cleanMails.size, deliveredMails: killedMails.size, unknownBeforeAPersonLooked: killed.book.doubts, settledAsArrived: said('arrived'), settledAsNotArrived: said('not_arrived'),
      unknownRowsLeft: unknown.length, unknownNotDelivered: undelivered.size,
    }, wrong,
  };
}

const running = (demo) => demo.child.exitCode === null;

/** Kills the worker that runs now and waits until the supervisor has brought the next one up. */
async function killWorker(demo) {
  const before = demo.pids().worker;
  if (!before || !running(demo)) return false;
  try { process.kill(before, 'SIGKILL'); } catch { return false; }
  while (running(demo) && (!demo.pids().worker || demo.pids().worker === before)) await sleep(50);
  await sleep(1500);
  return true;
}

async function mailsInFlight(demo) {
  const { port, password } = JSON.parse(readFileSync(join(demo.home, 'postgres.json'), 'utf8'));
  const db = new pg.Client({ connectionString: `postgres://beckon:${password}@127.0.0.1:${port}/beckon` });
  db.on('error', () => undefined); // the demo ends with its database
  await db.connect();
  return {
    count: () => db.query(`select count(*)::int as n from message where state = 'sending'`).then(({ rows }) => rows[0].n, () => 0),
    close: () => db.end().catch(() => undefined),
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
