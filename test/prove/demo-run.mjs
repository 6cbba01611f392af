// Runs the demo as anybody would, in a home of its own, and collects what its auditor read.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts a demo; `env` adds settings. The caller may meddle until `finished` resolves. */
export function startDemo(name, env = {}) {
  const home = join(root, '.beckon', 'prove', name);
  const evidence = join(home, 'evidence');
  const report = join(home, 'report.json');
  rmSync(report, { force: true });
  rmSync(join(home, 'pids.json'), { force: true });
  mkdirSync(evidence, { recursive: true });
  const started = Date.now();
  const child = spawn(process.execPath, [join(root, 'bin/beckon.js'), 'demo', '--once', '--json', report, '--evidence', evidence],
    { cwd: root, env: { ...process.env, ...env, BECKON_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => { said += chunk; process.stdout.write(String(chunk).replace(/^(?=.)/gm, `[${name}] `)); });
  const finished = once(child, 'exit').then(([code]) => {
    const read = (file) => JSON.parse(readFileSync(join(evidence, file), 'utf8'));
    return { code, ms: Date.now() - started, report: JSON.parse(readFileSync(report, 'utf8')), mail: read('mail.json'), book: read('book.json'), scores: read('scores.json') };
  });
  return { home, child, finished, said: () => said, pids: () => { try { return JSON.parse(readFileSync(join(home, 'pids.json'), 'utf8')); } catch { return {}; } } };
}

/** Resolves when the demo has said `text`, or has ended. */
export async function untilSaid(demo, text) {
  while (!demo.said().includes(text) && demo.child.exitCode === null) await new Promise((done) => setTimeout(done, 50));
}

const strip = (id) => id.replace(/^<|>$/g, '');

/** Delivered mails as `address step`, in terms that two runs share. */
export function delivered(run) {
  const messages = new Map(run.book.messages.map((message) => [strip(message.message_id), message]));
  return run.mail.map((mail) => `${mail.to} ${messages.get(strip(mail.messageId))?.position ?? mail.subject}`);
}

export const storefronts = (run) => run.book.storefronts.map((one) => `${one.marketplace}/${one.seller_id} ${one.name}`).sort();

/** How many entries two lists do not share. */
export function unlike(a, b) {
  const left = new Set(a.map((one) => JSON.stringify(one)));
  const right = new Set(b.map((one) => JSON.stringify(one)));
  return [...left].filter((one) => !right.has(one)).length + [...right].filter((one) => !left.has(one)).length;
}
