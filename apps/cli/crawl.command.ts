import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { parse } from 'yaml';
import { Audit } from '#access';
import { migrations } from '#migrations';
import { assertMigrated, Clock, createLogger, InstanceLease, Outbox, readConfig, Refusal, type Config } from '#platform';
import { Aftermath, Alerts, BlobFolder, Captures, Circuits, CrawlerProcesses, Crawls, FINAL_RUN_STATES, ModeWatch, type NewSource, Partitions, Quarantine, RECIPES_FOLDER, RecipeVersions, ReplayLab, RobotsFiles, RunAcceptance, Runs, type RunState, type Source, Sources, SOURCING_ENTITIES } from '#sourcing';

const USAGE = 'usage: beckon crawl --source FILE|ID [--json FILE]\n  FILE: a source in YAML or JSON (name, recipeId, entries, budget); ID: id or name of a source that exists';

/** A sentence for whoever called the command wrongly; the CLI prints it and exits with 2. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * `beckon crawl`: one supervised run of a source, here and now. Writes `{ run, state, pages, listings, storefronts, refused, failed, ms }`.
 * @returns 0 when the run was accepted, 1 when it was not.
 * @throws UsageError
 */
export async function crawlCommand(argv: string[]): Promise<number> {
  const { wanted, json } = understood(argv);
  const started = Date.now();
  // A crawl signs and encrypts nothing, so it does not ask for the installation's secret.
  const config = readConfig({ ...process.env, BECKON_SECRET: process.env.BECKON_SECRET || randomBytes(32).toString('hex') });
  const log = createLogger('crawl', process.env.LOG_LEVEL ?? 'warn');
  const crawlers = new CrawlerProcesses(log);
  const db = await new DataSource({ type: 'postgres', url: config.database.url, entities: SOURCING_ENTITIES, poolSize: 4, applicationName: 'beckon-crawl' }).initialize();
  // It loads what it needs while we look at the database.
  void crawlers.prepare();
  const lease = new InstanceLease(db);
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    crawlers.onModuleDestroy();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await assertMigrated(db, migrations);
    await lease.start();
    const clock = new Clock(db);
    const [audit, blobs, quarantine] = [new Audit(), new BlobFolder(join(config.home, 'blobs')), new Quarantine(db)];
    const acceptance = new RunAcceptance(db, new Outbox(), new Partitions(db, clock), new Captures(db, blobs), quarantine);
    const recipes = new RecipeVersions(db, new ReplayLab(db, blobs, quarantine, acceptance, audit), audit);
    const runs = new Runs(db, clock, recipes, { ring: async () => undefined }, audit);
    const robots = new RobotsFiles(db, audit);
    const alerts = new Alerts(db, log);
    const aftermath = new Aftermath(db, alerts, new Circuits(db, audit), robots, new ModeWatch(alerts));
    const crawls = new Crawls(config, log, lease, runs, crawlers, acceptance, aftermath);
    await recipes.importFolder(RECIPES_FOLDER);
    const source = await sourceFor(wanted, new Sources(db, config), db);
    const run = await runs.request(source.id, `command ${new Date().toISOString()} ${randomBytes(4).toString('hex')}`, 'person');
    const state = await seenThrough(run, crawls, config, () => stopped);
    const { counts, reason } = (await runs.summary(run))!;
    const { pages = 0, listings = 0, storefronts = 0, refused = 0, failed = 0 } = counts;
    const summary = { run, state, pages, listings, storefronts, refused, failed, ms: Date.now() - started, ...(reason ? { reason } : {}) };
    if (json) writeFileSync(json, `${JSON.stringify(summary)}\n`);
    process.stdout.write(`${source.name}: ${state}${reason ? ` (${reason})` : ''}; ${pages} pages, ${listings} listings, ${storefronts} storefronts, ${refused} refused, ${failed} failed, ${summary.ms} ms\n`);
    return state === 'ok' || state === 'ok_with_warnings' ? 0 : 1;
  } catch (error) {
    if (error instanceof Refusal) throw new UsageError(error.message);
    throw error;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    crawlers.onModuleDestroy();
    await lease.onApplicationShutdown();
    await db.destroy();
  }
}

/** A worker on the same database may be faster, and the host may be busy: the run is what counts, not who crawls it. */
async function seenThrough(run: string, crawls: Crawls, config: Config, stopped: () => boolean): Promise<RunState> {
  for (;;) {
    if (config.stop.crawling) throw new UsageError('Crawling is stopped (BECKON_STOP_CRAWLING). Unset it to crawl.');
    const state = await crawls.supervise(run);
    if (!state) throw new Error('the run is gone');
    if (FINAL_RUN_STATES.includes(state)) return state;
    if (stopped()) throw new UsageError('Stopped. The run waits for the next worker.');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function sourceFor(wanted: string, sources: Sources, db: DataSource): Promise<Source> {
  if (existsSync(wanted)) {
    const given = definition(wanted);
    return await sources.findByName(String(given.name)) ?? db.transaction((tx) => sources.create(tx, given));
  }
  const found = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(wanted) ? await sources.find(wanted) : await sources.findByName(wanted);
  if (!found) throw new UsageError(`There is no source "${wanted}": neither a file, nor the id or name of one in the database.\n${USAGE}`);
  return found;
}

function definition(file: string): NewSource {
  let given: unknown;
  try {
    given = parse(readFileSync(file, 'utf8'), { maxAliasCount: 100 });
  } catch (error) {
    throw new UsageError(`${file} is neither YAML nor JSON: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
  if (typeof given !== 'object' || given === null || !('name' in given)) throw new UsageError(`${file} defines no source: it needs name, recipeId and entries.`);
  return given as NewSource;
}

function understood(argv: string[]): { wanted: string; json: string | undefined } {
  try {
    const { values } = parseArgs({ args: argv, options: { source: { type: 'string' }, json: { type: 'string' } } });
    if (!values.source) throw new UsageError(`--source is missing.\n${USAGE}`);
    return { wanted: values.source, json: values.json };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
