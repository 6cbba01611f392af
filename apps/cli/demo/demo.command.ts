import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '#platform';
import { freePortFrom, scriptOf, secretFile, UsageError } from '../home.js';
import { prepareInstallation, untilStopped, type Installation } from '../installation.js';
import { audit, type AuditReport } from './audit.js';
import { MailClerk } from './mail-clerk.js';
import { LOGIN, Northwind, type Marketplace } from './northwind.js';
import { Pipeline } from './pipeline.js';
import { Progress } from './progress.js';
import { resetDemoDatabase } from './reset.js';

const DAYS = 3;
const PICKS_A_DAY = 124;
const PICK_DAYS = 5;
/** Far more than a step takes: a pipeline that stands still ends the demo, a machine that is busy with other things does not. */
const STEP_LIMIT_MS = 600_000;

interface SandboxReady { readonly control: string; readonly alderbay: string; readonly brightcart: string; readonly smtp: string }

/** `beckon demo`: the whole pipeline against the pretend marketplaces, with progress, then URLs and a login. */
export async function demoCommand(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  const progress = new Progress();
  const home = process.env.BECKON_HOME || '.beckon/demo';
  progress.line('Beckon demo: rankings become leads, leads become mails, merchants say yes.\n');
  const stopped = untilStopped();
  const ports = await sandboxPorts();
  const inboundSecret = await secretFile(resolve(home), 'inbound-secret');
  const installation = await progress.step('database', () => prepareInstallation(home, (line) => progress.line(`  ${line}`), {
    SINK_SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`, INBOUND_SECRET: inboundSecret, QUEUE_PREFIX: 'beckon-demo', LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    BECKON_ALLOW_HOSTS: `127.0.0.1:${ports.alderbay},127.0.0.1:${ports.brightcart}`,
  }, (url) => resetDemoDatabase(url, !process.env.DATABASE_URL)));
  try {
    const sandbox = await progress.step('pretend marketplaces', () => startSandbox(installation, ports, inboundSecret));
    const report = await Promise.race([runPipeline(installation, sandbox, progress, options), stopped.then(() => null)]);
    if (!report) return 130;
    if (options.json) await writeReport(options.json, report, progress);
    summarise(report, progress);
    if (!options.once) {
      invite(installation, sandbox, progress);
      await stopped;
      progress.line('stopping…');
    }
    return report.ok ? 0 : 1;
  } finally {
    await installation.stop();
  }
}

function readOptions(argv: string[]) {
  try {
    const { values } = parseArgs({ args: argv, options: { once: { type: 'boolean', default: false }, json: { type: 'string' }, until: { type: 'string' }, evidence: { type: 'string' } } });
    if (values.until !== undefined && values.until !== 'leads') throw new Error('--until knows one place to stop: leads');
    return values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nUsage: beckon demo [--once] [--json FILE] [--until leads] [--evidence FOLDER]`);
  }
}

async function sandboxPorts(): Promise<{ control: number; alderbay: number; brightcart: number; smtp: number }> {
  const control = await freePortFrom(4700);
  const alderbay = await freePortFrom(control + 1);
  const brightcart = await freePortFrom(alderbay + 1);
  return { control, alderbay, brightcart, smtp: await freePortFrom(brightcart + 1) };
}

async function startSandbox(installation: Installation, ports: Awaited<ReturnType<typeof sandboxPorts>>, inboundSecret: string): Promise<SandboxReady> {
  const browser = process.env.SANDBOX_BROWSER ?? readConfig(installation.env).browser ?? await chromium();
  return await installation.supervisor.start({
    name: 'sandbox', script: scriptOf('sandbox'), env: {
      ...process.env, SANDBOX_PORT: String(ports.control), SANDBOX_ALDERBAY_PORT: String(ports.alderbay), SANDBOX_BRIGHTCART_PORT: String(ports.brightcart), SANDBOX_SMTP_PORT: String(ports.smtp),
      SANDBOX_INBOUND_URL: `${installation.publicUrl}/api/inbound/mail`, SANDBOX_INBOUND_SECRET: inboundSecret, ...(browser ? { SANDBOX_BROWSER: browser } : {}),
    },
  }) as unknown as SandboxReady;
}

async function chromium(): Promise<string | undefined> {
  const { findBrowser } = await import('#sourcing');
  return findBrowser(undefined);
}

/** Days of crawling, then weeks of outreach. Between two moments business time jumps; within one it is never hurried. */
async function runPipeline(installation: Installation, sandbox: SandboxReady, progress: Progress, options: { until?: string; evidence?: string }): Promise<AuditReport> {
  const northwind = await Northwind.open(readConfig(installation.env));
  await northwind.forgetOldJobs();
  await progress.step('api and worker', () => installation.startApps());
  const pipeline = await Pipeline.watch(installation.databaseUrl, sandbox.control);
  try {
    const monday = nextMonday(new Date());
    await pipeline.jumpTo(monday);
    const truth = await (await fetch(`${sandbox.control}/truth.json`)).json() as { marketplaces: Array<{ id: string; lists: Array<{ url: string; category: string }> }> };
    await progress.step('workspace', () => northwind.setUp(truth.marketplaces.map((marketplace): Marketplace => ({ ...marketplace, name: capital(marketplace.id) })), monday));
    for (let day = 1; day <= DAYS; day++) await crawlDay(day, monday, pipeline, northwind, sandbox, progress);
    if (options.until !== 'leads') await outreachWeeks(pipeline, northwind, new MailClerk(installation.publicUrl, sandbox.control, LOGIN), progress);
    if (options.evidence) await mkdir(options.evidence, { recursive: true });
    return await progress.step('audit', () => audit({
      databaseUrl: installation.databaseUrl, sandbox: sandbox.control, api: installation.publicUrl, login: LOGIN, withOutreach: options.until !== 'leads',
      ...(options.evidence ? { evidence: options.evidence } : {}),
    }));
  } finally {
    await pipeline.close();
    await northwind.close();
  }
}

async function crawlDay(day: number, monday: Date, pipeline: Pipeline, northwind: Northwind, sandbox: SandboxReady, progress: Progress): Promise<void> {
  await fetch(`${sandbox.control}/control`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ day }) });
  await pipeline.jumpTo(new Date(monday.getTime() + (day - 1) * 86_400_000));
  await progress.step(`day ${day}: rankings to leads`, async (note) => {
    await northwind.requestRuns(`demo day ${day}`);
    await pipeline.rest(STEP_LIMIT_MS, note);
    return pipeline.found();
  }, (found) => `${found.pages} pages, ${found.storefronts} storefronts, ${found.merchants} merchants, ${found.leads} leads`);
}

async function outreachWeeks(pipeline: Pipeline, northwind: Northwind, clerk: MailClerk, progress: Progress): Promise<void> {
  await northwind.startOutreach(PICKS_A_DAY);
  let picks = 0;
  for (;;) {
    const due = await pipeline.nextDue(picks < PICK_DAYS);
    if (!due) return;
    await progress.step(`${due.toISOString().slice(0, 10)}: mails and answers`, async (note) => {
      await pipeline.jumpTo(new Date(due.getTime() + 60_000));
      await pipeline.rest(STEP_LIMIT_MS, note);
      // What a dead worker left open is looked up before time goes on; what had not arrived goes out now, and may be cut off again.
      let lookedUp = 0;
      for (let settled = await clerk.settleAll(); settled > 0; settled = await clerk.settleAll()) {
        lookedUp += settled;
        await pipeline.rest(STEP_LIMIT_MS, note);
      }
      return { ...await pipeline.answered(), lookedUp };
    }, (so) => `${so.sent} sent, ${so.replied} replied, ${so.accepted} accepted${so.lookedUp > 0 ? `; ${so.lookedUp} of unknown fate looked up` : ''}`);
    picks = await pipeline.picksMade();
    if (picks >= PICK_DAYS) await northwind.stopPicking();
  }
}

async function writeReport(file: string, report: AuditReport, progress: Progress): Promise<void> {
  await mkdir(dirname(resolve(file)), { recursive: true });
  const { ok, checks, ...rest } = report;
  await writeFile(file, `${JSON.stringify({ ok, checks, steps: progress.steps, ...rest }, null, 2)}\n`);
}

function summarise(report: AuditReport, progress: Progress): void {
  progress.line('');
  for (const check of report.checks) if (!check.ok) progress.line(`  WRONG  ${check.name}: want ${check.want}, got ${check.got}`);
  progress.line(report.ok ? `  The auditor agrees: ${report.checks.length} of ${report.checks.length} checks ok.` : `  The auditor does not agree.`);
}

function invite(installation: Installation, sandbox: SandboxReady, progress: Progress): void {
  progress.line('');
  progress.line(`  Board          ${installation.publicUrl}`);
  progress.line(`  Sign in        ${LOGIN.email}   ${LOGIN.password}`);
  progress.line(`  Mailbox        ${sandbox.control}/mail   (every mail that was sent, and its links)`);
  progress.line(`  Marketplaces   ${sandbox.alderbay}/bestsellers   ${sandbox.brightcart}/`);
  progress.line(`  Faults         ${sandbox.control}`);
  progress.line(`  Logs           ${join(installation.home, 'logs')}`);
  progress.line('\n  It stays up until Ctrl-C.');
}

/** Monday 05:00 UTC, today or later: runs of the demo on different weekdays see the same week. */
function nextMonday(now: Date): Date {
  const monday = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 5));
  while (monday.getUTCDay() !== 1 || monday <= now) monday.setUTCDate(monday.getUTCDate() + 1);
  return monday;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
