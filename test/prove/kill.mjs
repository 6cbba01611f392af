// SIGKILL of the worker at ten random moments of a demo. Shows that nothing is lost, invented, or sent twice.
import { setTimeout as sleep } from 'node:timers/promises';
import { delivered, startDemo, storefronts, unlike, untilSaid } from './demo-run.mjs';

const KILLS = 10;

export async function proveKill(argv) {
  const seed = Number(argv[0] ?? Date.now() % 1_000_000);
  const random = mulberry(seed);
  const clean = await startDemo('clean').finished;
  const working = clean.report.steps.filter((step) => /day|mails/.test(step.name)).reduce((sum, step) => sum + step.ms, 0);
  const moments = Array.from({ length: KILLS }, () => random() * working).sort((a, b) => a - b);
  const demo = startDemo('killed');
  await untilSaid(demo, 'workspace');
  const started = Date.now();
  let kills = 0;
  let held = 0; // a killed run takes longer: moments count only while a worker is up
  for (const moment of moments) {
    while (Date.now() - started - held < moment && demo.child.exitCode === null) await sleep(20);
    const waiting = Date.now();
    const before = demo.pids().worker;
    if (!before || demo.child.exitCode !== null) continue;
    try { process.kill(before, 'SIGKILL'); kills++; } catch { continue; }
    while (demo.child.exitCode === null && (!demo.pids().worker || demo.pids().worker === before)) await sleep(50);
    await sleep(1500);
    held += Date.now() - waiting;
  }
  const killed = await demo.finished;
  return compare(clean, killed, { seed, kills, cleanSeconds: Math.round(clean.ms / 1000), killedSeconds: Math.round(killed.ms / 1000) });
}

function compare(clean, killed, figures) {
  const cleanMails = new Set(delivered(clean));
  const killedList = delivered(killed);
  const killedMails = new Set(killedList);
  const missing = [...cleanMails].filter((mail) => !killedMails.has(mail));
  const unknown = killed.book.messages.filter((message) => message.state === 'unknown');
  const unknownAt = new Map(unknown.map((message) => [message.to_address, message.position]));
  const at = (mail) => mail.split(' ');
  const undelivered = missing.filter((mail) => unknownAt.get(at(mail)[0]) === Number(at(mail)[1]));
  const behind = missing.filter((mail) => unknownAt.has(at(mail)[0]) && unknownAt.get(at(mail)[0]) < Number(at(mail)[1]));
  const wrong = {
    'kills fewer than ten': figures.kills < KILLS ? KILLS - figures.kills : 0,
    'storefronts unlike the clean run': unlike(storefronts(clean), storefronts(killed)),
    'merchants and scores unlike the clean run': unlike(clean.scores, killed.scores),
    'mails that the clean run did not send': killedList.filter((mail) => !cleanMails.has(mail)).length,
    'mails missing that no unknown row explains': missing.length - undelivered.length - behind.length,
    'mails delivered twice': killedList.length - killedMails.size + killed.report.mailHost.duplicates,
    'checks of the auditor that failed': [...clean.report.checks, ...killed.report.checks].filter((check) => !check.ok).length,
  };
  return {
    ok: Object.values(wrong).every((count) => count === 0),
    figures: { ...figures, cleanMails: cleanMails.size, deliveredMails: killedMails.size, unknownRows: unknown.length, unknownNotDelivered: undelivered.length, laterStepsHeldBehindAnUnknown: behind.length }, wrong,
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
