import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { InstanceLease, sql, type QueueSettings } from '#platform';
import { crawlQueue, Crawls, Runs, Sources, SourcingModule, type NewSource, type RunState } from '#sourcing';
import { testModule, type TestApp } from './database.js';
import { tinyRecipe } from './tiny-marketplace.js';

export interface Crawling extends TestApp {
  /** A source without any delay on a loopback site; `budget` and the rest as the test wants. */
  aSource(entryUrl: string, source?: Partial<NewSource>): Promise<string>;
  /** One run from request to its end, or to where it stands when it cannot go on. */
  run(sourceId: string, occasion?: string): Promise<{ id: string; state: RunState | null; reason: string | null; counts: Record<string, number> }>;
  /** Forgets every source and all that was seen; the recipes and the clock stay. */
  forget(): Promise<void>;
  pages(runId: string): Promise<Array<{ url: string; kind: string; state: string; robots_rule: string | null; http_status: number | null; attempts: number; reason: string | null }>>;
}

let occasions = 0;
const fast = { concurrency: 4, minDelayMs: 0, jitterMs: 0, pagesPerRun: 1000, pagesPerDay: 100_000, retryMs: 20 };

/** The sourcing room, and `more` where a test wants to see what follows, on a database of its own, allowed to reach `hosts`. Crawlers are real processes of the built code. */
export async function crawling(hosts: readonly string[], recipes: readonly string[] = [tinyRecipe()], env: Record<string, string> = {}, more: { modules: Type[]; queues: readonly QueueSettings[] } = { modules: [], queues: [] }): Promise<Crawling> {
  const home = await mkdtemp(join(tmpdir(), 'beckon-home-'));
  const app = await testModule([SourcingModule, ...more.modules], { queues: [crawlQueue, ...more.queues], env: { BECKON_ALLOW_HOSTS: hosts.join(','), BECKON_HOME: home, ...env } });
  await app.get(InstanceLease).start();
  for (const body of recipes) {
    await sql(app.db, `insert into recipe_version (recipe_id, hash, body) values ($1, $2, $3)`, [/^id: (.+)$/m.exec(body)![1], createHash('sha256').update(body).digest('hex'), body]);
  }
  return {
    ...app,
    async close() {
      await app.close();
      await rm(home, { recursive: true, force: true });
    },
    async aSource(entryUrl, source = {}) {
      const { budget, ...rest } = source;
      const made = await app.db.transaction((tx) => app.get(Sources).create(tx, {
        name: `source ${++occasions}`, marketplace: 'tiny', recipeId: 'tiny', entries: [{ url: entryUrl, category: 'Kitchen', list: 'kitchen' }], ...rest, budget: { ...fast, ...budget },
      }));
      return made.id;
    },
    async run(sourceId, occasion = `test ${++occasions}`) {
      const id = await app.get(Runs).request(sourceId, occasion, 'person');
      const state = await app.get(Crawls).supervise(id);
      const summary = (await app.get(Runs).summary(id))!;
      return { id, state, reason: summary.reason, counts: summary.counts as Record<string, number> };
    },
    forget: async () => void await sql(app.db, `truncate source, run, run_page, capture, host_circuit, alert, robots_file, storefront, product_seller, listing_observation, storefront_observation, outbox, rate_bucket, host_pace cascade`),
    pages: (runId) => sql(app.db, `select url, kind, state, robots_rule, http_status, attempts, reason from run_page where run_id = $1 order by id`, [runId]),
  };
}
