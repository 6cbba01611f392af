import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { AccessModule } from '#access';
import { LeadBoard, LeadsModule, LeadsWiring } from '#leads';
import { MerchantsModule, MerchantsWiring } from '#merchants';
import { Bells, InstanceLease, Relay, sql } from '#platform';
import { ScorePasses, scoreQueue, ScoringModule, ScoringWiring } from '#scoring';
import { crawlQueue, Crawls, RECIPES_FOLDER, Runs, Sources, SourcingModule, type NewSource } from '#sourcing';
import { startSandbox } from '../../apps/sandbox/sandbox.js';
import { testModule } from '../support/database.js';
import { aRegion } from '../support/factories.js';

interface Trader { sellerId: string; name: string; listedOnDay: number; email: string | null; country: string; vat: string | null; businessName: string; lifetimeRatings: number }

const recipe = readFileSync(join(RECIPES_FOLDER, 'copperlane.yaml'), 'utf8');
const plain = (number: string | null): string => (number ?? '').replace(/[ .]/g, '').toUpperCase();

it('takes a marketplace that the code has never seen from its first page to its leads, by a recipe and a source alone', async () => {
  const sandbox = await startSandbox({ storefronts: 240, copperlanePort: 0 });
  const host = new URL(sandbox.copperlane!).host;
  const app = await testModule([AccessModule, SourcingModule, MerchantsModule, ScoringModule, LeadsModule], { queues: [crawlQueue, scoreQueue], env: { BECKON_ALLOW_HOSTS: host } });
  try {
    await app.get(InstanceLease).start();
    for (const Wiring of [MerchantsWiring, ScoringWiring, LeadsWiring]) app.get<{ wire(): void }>(Wiring).wire();
    await aRegion(app.db);
    await sql(app.db, `insert into recipe_version (recipe_id, hash, body) values ('copperlane', $1, $2)`, [createHash('sha256').update(recipe).digest('hex'), recipe]);
    const source = parse(readFileSync(join(RECIPES_FOLDER, 'sources', 'copperlane.yaml'), 'utf8').replaceAll('127.0.0.1:4703', host)) as NewSource;
    const { id } = await app.db.transaction((tx) => app.get(Sources).create(tx, source));
    const runId = await app.get(Runs).request(id, 'first', 'person');
    expect(await app.get(Crawls).supervise(runId)).toBe('ok');

    const truth = (await (await fetch(`${sandbox.control}/truth.json`)).json()) as { marketplaces: { id: string; storefronts: Trader[] }[] };
    const traders = truth.marketplaces.find((one) => one.id === 'copperlane')!.storefronts.filter((one) => one.listedOnDay === 1).sort((a, b) => (a.sellerId < b.sellerId ? -1 : 1));
    const found = await sql<{ seller_id: string; name: string; country: string; profile: Record<string, string | number> }>(app.db, `select seller_id, name, country, profile from storefront where marketplace = 'copperlane' order by 1`);
    expect(found.map(({ seller_id, name, country, profile: p }) => [seller_id, name, country, p['email'] ?? null, plain(String(p['vat'] ?? '')), p['businessName'], p['ratingCount']]))
      .toEqual(traders.map((t) => [t.sellerId, t.name, t.country, t.email, plain(t.vat), t.businessName, t.lifetimeRatings]));

    await app.get(Relay).drain();
    for (const job of await app.get(Bells).queue(scoreQueue).getJobs(['waiting', 'prioritized', 'delayed'])) await app.get(ScorePasses).run((job.data as { passId: string }).passId);
    await app.get(Relay).drain();
    expect(await sql(app.db, `select event, last_error from outbox`)).toEqual([]);
    const { total, columns } = await app.get(LeadBoard).board();
    expect(total).toBe(traders.length);
    expect(columns.find(({ stage }) => stage === 'qualified')!.count).toBeGreaterThan(0);
  } finally {
    await app.close();
    await sandbox.close();
  }
});
