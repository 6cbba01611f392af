// A list of 50,000 rows on a bad day: one row in ten about a merchant that stands above it, rows that cannot be taken in, hostile cells; a worker of its own is killed while it compares
// and while it writes. Right counts, no merchant twice, a file of what to mend, flat memory; and what is exported then and brought back changes nothing. `npm run prove -- import [ROWS]`
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { benchServer } from '../../bench/database.mjs';
import { root } from './demo-run.mjs';
import { hostileList } from './import-file.mjs';

const MOST_MIB = 300;
const TOKEN = 'a-token-for-setting-up-the-proof';
const ADMIN = { name: 'Lena Krantz', email: 'lena@northwind.example', password: 'correct horse battery staple', workspace: { name: 'Northwind', legalName: 'Northwind GmbH', postalAddress: 'Hafenstraße 1, Hamburg', zone: 'UTC', currency: 'EUR' } };

export async function proveImport(argv) {
  const count = Number(argv[0] ?? 50_000);
  const home = mkdtempSync(join(tmpdir(), 'beckon-import-'));
  const server = await benchServer();
  const database = await server.database();
  const db = new pg.Client(database.url);
  await db.connect();
  const port = await freePort();
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: database.url, BECKON_HOME: home, BECKON_SECRET: 'a-secret-of-the-proof-that-nobody-else-uses', BECKON_SETUP_TOKEN: TOKEN, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: process.env.LOG_LEVEL ?? 'fatal' };
  const processes = [];
  const peaks = { api: 0, worker: 0 };
  const start = (app) => {
    const child = spawn(process.execPath, [join(root, `dist/apps/${app}/main.js`)], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    const measured = { app, child, timer: setInterval(() => { peaks[app] = Math.max(peaks[app], peakOf(child.pid)); }, 200) };
    processes.push(measured);
    return measured;
  };
  const end = async ({ child, timer }, signal) => {
    clearInterval(timer);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => { child.once('exit', resolve); });
    child.kill(signal);
    await gone;
  };
  const seconds = async (work) => { const from = Date.now(); const result = await work(); return [result, Math.round((Date.now() - from) / 100) / 10]; };
  try {
    start('api');
    const origin = `http://127.0.0.1:${port}`;
    let cookie = '';
    const ask = async (path, { method = 'GET', body, type = 'application/json' } = {}) => {
      const response = await fetch(origin + path, { method, headers: { origin, cookie, ...(body === undefined ? {} : { 'content-type': type }) }, ...(body === undefined ? {} : { body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }) });
      const set = response.headers.getSetCookie().find((line) => line.startsWith('beckon_session='));
      if (set) cookie = set.split(';')[0];
      return response;
    };
    for (;;) {
      const answer = await ask('/api/setup', { method: 'POST', body: { token: TOKEN, ...ADMIN } }).catch(() => null);
      if (answer?.status === 201) break;
      if (answer) throw new Error(await answer.text());
      await sleep(200);
    }
    await db.query(`insert into region (name, countries) select 'Everywhere', '{}' where not exists (select from region)`);
    await db.query(`insert into custom_field (key, label, kind, choices, place, created_at) values ('segment', 'Segment', 'text', '{}', 1, now())`);
    let worker = start('worker');
    const look = async (id) => (await ask(`/api/lead-imports/${id}`)).json();
    const until = async (id, ready) => { for (;;) { const one = await look(id); if (ready(one)) return one; await sleep(250); } };
    const bring = async (body) => {
      const sent = await ask('/api/lead-import-files?name=bad-day.csv', { method: 'POST', body, type: 'text/csv' });
      if (sent.status !== 202) throw new Error(await sent.text());
      const { id } = await sent.json();
      const { version, mapping } = await look(id);
      const matched = await ask(`/api/lead-imports/${id}/mapping`, { method: 'PUT', body: { version, mapping } });
      if (matched.status !== 200) throw new Error(await matched.text());
      return id;
    };
    const take = async ({ id, version }) => { const answer = await ask(`/api/lead-imports/${id}/state`, { method: 'PUT', body: { to: 'taken', version, withoutOthers: true } }); if (answer.status !== 200) throw new Error(await answer.text()); };

    const { csv, expected } = hostileList(count);
    const [id, secondsToBring] = await seconds(() => bring(Buffer.from(csv)));
    const kills = [];
    const kill = async (state) => {
      const at = await until(id, (one) => one.state !== state || (one.progress && one.progress.done > one.progress.of / 4));
      await end(worker, 'SIGKILL');
      kills.push({ state: at.state, done: at.progress?.done ?? null, of: at.progress?.of ?? null });
      worker = start('worker');
    };
    const [dry, secondsToCheck] = await seconds(async () => { await until(id, (one) => one.state !== 'reading'); await kill('matching'); return until(id, (one) => one.state === 'checked'); });
    const errors = parse(await (await ask(`/api/lead-imports/${id}/errors`)).text(), { columns: true, bom: true, relax_column_count: true });
    const [, secondsToTake] = await seconds(async () => { await take(dry); await kill('taking'); await until(id, (one) => one.state === 'taken'); });
    // Everything that an import writes. What the worker does by itself meanwhile (scores, checks of addresses) is no word of the file's.
    const world = async () => {
      const parts = {
        merchants: 'select id, name, legal_name, country, search_text, merged_into from merchant', leads: 'select id, merchant_id, stage, owner_id, version, category, snoozed_until, closed_at from lead', numbers: 'select * from merchant_key',
        words: 'select * from fact_correction', contacts: 'select id, merchant_id, kind, value, role, source_url, seen_at from contact', fields: 'select * from custom_value', tags: 'select * from merchant_tag',
      };
      return Object.fromEntries(await Promise.all(Object.entries(parts).map(async ([name, text]) => [name, (await db.query(`select count(*)::int as rows, md5(string_agg(one::text, '' order by one::text)) as hash from (${text}) one`)).rows[0]])));
    };
    const made = await world();
    const twice = (await db.query(`select count(*)::int as n from (select value from fact_correction where name = 'vat' and withdrawn_at is null group by value having count(distinct merchant_id) > 1) t`)).rows[0].n;
    const literal = (await db.query(`select count(*)::int as n from merchant where name ~ '^[=+@-]'`)).rows[0].n;

    const [out, secondsToExport] = await seconds(async () => Buffer.from(await (await ask('/api/leads/export?format=csv')).arrayBuffer()));
    const [back, secondsToComeBack] = await seconds(async () => { const one = await bring(out); const checked = await until(one, ({ state }) => state === 'checked'); await take(checked); return until(one, ({ state }) => state === 'taken'); });
    const after = await world();
    const refused = [];
    for (const [what, body] of [['a quote that is never closed', 'Name,VAT\nA,"B\n'], ['another encoding', Buffer.from('Name,Ort\nMüller,Köln\n', 'latin1')], ['nothing', '']]) refused.push({ what, ...(await (await ask('/api/lead-import-files', { method: 'POST', body, type: 'text/csv' })).json().then(({ code, detail }) => ({ code, detail }))) });

    const byCode = grouped(errors);
    const found = Object.fromEntries(Object.entries(byCode).map(([code, rows]) => [code, rows.length]));
    const checks = {
      'rows by verdict': dry.summary.new === expected.new && dry.summary.repeated === expected.repeated && dry.summary.bad === expected.bad && dry.summary.likely + dry.summary.conflict + dry.summary.changed === 0,
      'a merchant and a lead for each new row': made.merchants.rows === expected.new && made.leads.rows === expected.new,
      'no VAT number of two merchants': twice === 0,
      'the error file names every fault': JSON.stringify(Object.entries(found).sort()) === JSON.stringify(Object.entries(expected.byCode).sort()),
      'no cell of the error file or the export is run': errors.every((row) => Object.values(row).flat().every((cell) => !/^[=+\-@\t\r]/.test(cell))) && !/(^|[,\n])"?[=+@\t-]/.test(out.toString()),
      'the worker died while it compared and while it wrote': kills.map(({ state }) => state).join() === 'matching,taking',
      'what comes back changes nothing': back.summary.unchanged === expected.new && back.rows === expected.new && JSON.stringify(made) === JSON.stringify(after),
      'files that cannot be trusted are refused': refused.map(({ code }) => code).join() === 'csv-broken,encoding-unclear,file-empty',
      [`neither process above ${MOST_MIB} MiB`]: peaks.api <= MOST_MIB && peaks.worker <= MOST_MIB,
    };
    return {
      ok: Object.values(checks).every(Boolean), checks, rows: count, bytes: csv.length, expected, summary: dry.summary, errors: { lines: errors.length, byCode: found }, formulasKeptAsText: literal, kills,
      seconds: { bring: secondsToBring, check: secondsToCheck, take: secondsToTake, export: secondsToExport, comeBack: secondsToComeBack }, peakMiB: peaks, exportBytes: out.length, back: back.summary, changedBy: Object.keys(made).filter((part) => made[part].hash !== after[part].hash), refused,
    };
  } finally {
    for (const one of processes) await end(one, 'SIGKILL');
    await db.end();
    await database.drop();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The most memory that a process has held at once, by the kernel (VmHWM), in MiB; 0 once it is gone. */
function peakOf(pid) {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
const freePort = () => new Promise((resolve) => { const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)); }); });
const grouped = (errors) => { const by = {}; for (const row of errors) (by[row.code] ??= []).push(row); return by; };
