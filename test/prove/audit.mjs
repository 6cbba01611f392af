// The auditor must bite: after a good demo, one storefront is deleted, or one mail arrives twice, behind the product's back.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { root } from './demo-run.mjs';

export async function proveAudit() {
  const home = join(root, '.beckon', 'prove', 'audit');
  const report = join(home, 'report.json');
  const demo = spawn(process.execPath, [join(root, 'bin/beckon.js'), 'demo', '--json', report], { cwd: root, env: { ...process.env, BECKON_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  demo.stdout.on('data', (chunk) => { said += chunk; process.stdout.write(chunk); });
  while (!said.includes('stays up') && demo.exitCode === null) await new Promise((done) => setTimeout(done, 200));
  try {
    const { audit } = await import('../../dist/apps/cli/demo/audit.js');
    const { port, password } = JSON.parse(readFileSync(join(home, 'postgres.json'), 'utf8'));
    const databaseUrl = `postgres://beckon:${password}@127.0.0.1:${port}/beckon`;
    const input = {
      databaseUrl, sandbox: new URL(/Mailbox\s+(\S+)/.exec(said)[1]).origin, api: /Board\s+(\S+)/.exec(said)[1],
      login: { email: /Sign in\s+(\S+)/.exec(said)[1], password: /Sign in\s+\S+\s+(\S+)/.exec(said)[1] }, withOutreach: true,
    };
    const look = async () => {
      const { ok, checks } = await audit(input);
      return { ok, wrong: checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.got}`) };
    };
    const untouched = await look();

    const [mail] = await (await fetch(`${input.sandbox}/mail.json`)).json();
    const eml = await (await fetch(`${input.sandbox}/mail/${mail.id}.eml`)).text();
    await fetch(`${input.sandbox}/mail/inject`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ eml }) });
    const sentTwice = await look();

    const db = new pg.Client({ connectionString: databaseUrl });
    await db.connect();
    await db.query(`set session_replication_role = replica`); // foreign keys would stop us; a fault does not ask them
    await db.query(`delete from storefront where id = (select storefront_id from storefront_observation order by storefront_id limit 1)`);
    await db.end();
    const storefrontDeleted = await look();
    const orphans = storefrontDeleted.wrong.filter((line) => !sentTwice.wrong.includes(line));
    return {
      ok: untouched.ok && !sentTwice.ok && !storefrontDeleted.ok && orphans.length > 0,
      figures: { untouched, sentTwice, storefrontDeleted: { ok: storefrontDeleted.ok, wrong: orphans } }, wrong: {},
    };
  } finally {
    demo.kill('SIGTERM');
    await once(demo, 'exit');
  }
}
