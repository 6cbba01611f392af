import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bells, InstanceLease, sql } from '#platform';
import { crawlQueue, ImportDesk, importQueue, ImportsModule, SourcingModule } from '#sourcing';
import { aUser } from '../support/factories.js';
import { testModule, type TestApp } from '../support/database.js';
import { aList, bring, csvOf, importOf, sellers } from '../support/lists.js';

const ROWS = 4_000;

describe('workers that are killed over an import', () => {
  let app: TestApp;
  let worker: ChildProcess | undefined;
  const home = mkdtempSync(join(tmpdir(), 'beckon-imports-'));
  beforeAll(async () => {
    app = await testModule([SourcingModule, ImportsModule], { queues: [crawlQueue, importQueue] });
    for (const queue of [crawlQueue, importQueue]) app.get(Bells).queue(queue).on('error', () => undefined);
    await app.get(InstanceLease).start();
  });
  afterAll(async () => {
    worker?.kill('SIGKILL');
    await app.close();
    rmSync(home, { recursive: true, force: true });
  });

  const start = (): void => {
    worker = spawn(process.execPath, ['dist/apps/worker/main.js'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: app.url, BECKON_SECRET: 'a-secret-for-tests-that-nobody-else-uses', BECKON_HOME: home, LOG_LEVEL: 'fatal' },
    });
  };
  const kill = (): Promise<void> => new Promise((resolve) => {
    worker!.once('exit', () => resolve());
    worker!.kill('SIGKILL');
  });
  const row = async (id: string) => (await sql<{ state: string; checkedTo: number; runState: string | null }>(app.db, `select i.state, i.checked_to as "checkedTo", r.state as "runState" from list_import i left join run r on r.id = i.run_id where i.id = $1`, [id]))[0]!;
  const until = async <Found>(look: () => Promise<Found>, ready: (found: Found) => boolean): Promise<Found> => {
    for (;;) {
      const found = await look();
      if (ready(found)) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  it('lose no row and make no second run: the next worker goes on where the last one stood', async () => {
    const lena = await aUser(app.db);
    const list = await aList(app);
    const { id } = await bring(app, list, csvOf(sellers(ROWS)), lena);
    const { mapping, version } = await importOf(app, id);
    await app.get(ImportDesk).match(id, mapping, version, lena);
    start();
    const reading = await until(() => row(id), ({ checkedTo, state }) => checkedTo > 0 || state !== 'checking');
    await kill();
    expect(reading).toMatchObject({ state: 'checking' });
    expect(reading.checkedTo).toBeLessThan(ROWS);
    start();
    const checked = await until(() => row(id), ({ state }) => state === 'checked');
    expect(checked.checkedTo).toBe(ROWS + 1);
    expect((await importOf(app, id)).summary).toMatchObject({ new: ROWS, bad: 0, conflict: 0, repeated: 0 });
    await app.get(ImportDesk).takeIn(id, { version: version + 1, withoutBadRows: false, userId: lena });
    await until(() => row(id), ({ state }) => state === 'taken');
    await kill();
    start();
    await until(() => row(id), ({ runState }) => runState !== null && runState !== 'crawled');
    const counts = await sql(app.db,
      `select (select count(*)::int from run) as runs, (select state from run) as state, (select count(*)::int from storefront) as storefronts, (select count(*)::int from listing_observation) as places,
              (select count(*)::int from run_page where kind = 'seller') as pages`);
    expect(counts).toEqual([{ runs: 1, state: 'ok', storefronts: ROWS, places: ROWS, pages: ROWS }]);
  });
});
