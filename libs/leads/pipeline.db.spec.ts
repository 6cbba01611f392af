import { AccessModule } from '#access';
import { MerchantsModule, MerchantsWiring, upkeepQueue } from '#merchants';
import { Bells, InstanceLease, Outbox, Relay, sql, Sweep } from '#platform';
import { ScorePasses, scoreQueue, ScoringModule, ScoringWiring } from '#scoring';
import { RunAccepted, SourcingModule } from '#sourcing';
import { aRegion, aRun, seenIn } from '../../test/support/factories.js';
import { testModule, type TestApp } from '../../test/support/database.js';
import { LeadBoard, LeadsModule, LeadsWiring } from './index.js';

let app: TestApp;
beforeAll(async () => {
  app = await testModule([AccessModule, SourcingModule, MerchantsModule, ScoringModule, LeadsModule], { queues: [scoreQueue, upkeepQueue] });
  await app.get(InstanceLease).start();
  for (const Wiring of [MerchantsWiring, ScoringWiring, LeadsWiring]) app.get<{ wire(): void }>(Wiring).wire();
});
afterAll(() => app.close());

const waitingBells = async () => (await app.get(Bells).queue(scoreQueue).getJobs(['waiting', 'prioritized', 'delayed'])).map((job) => (job.data as { passId: string }).passId);

it('turns an accepted run into leads on the board, and finds its way again when the queue is lost', async () => {
  await aRegion(app.db);
  const run = await aRun(app.db);
  await seenIn(app.db, run, Array.from({ length: 20 }, (_, at) => ({ name: `Field ${at}`, rank: at + 1, profile: { email: `info@field-${at}.example` } })));
  await app.db.transaction((tx) => app.get(Outbox).publish(tx, RunAccepted({ runId: run.id })));
  await app.get(Relay).drain();
  const [passId] = await waitingBells();
  await app.get(Bells).queue(scoreQueue).obliterate({ force: true });
  expect(await waitingBells()).toEqual([]);
  await app.get(Sweep).runAll();
  expect(await waitingBells()).toEqual([passId]);
  await app.get(ScorePasses).run(passId!);
  await app.get(Relay).drain();
  expect(await sql(app.db, `select event, last_error from outbox`)).toEqual([]);
  const { columns, total } = await app.get(LeadBoard).board();
  expect(total).toBe(20);
  expect(columns.find(({ stage }) => stage === 'qualified')!.count).toBeGreaterThan(5);
});
