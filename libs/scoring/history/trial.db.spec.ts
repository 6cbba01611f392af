import { AccessModule } from '#access';
import { MerchantsModule } from '#merchants';
import { sql } from '#platform';
import { SourcingModule } from '#sourcing';
import { aMerchant, aUser } from '../../../test/support/factories.js';
import { testModule, type TestApp } from '../../../test/support/database.js';
import { MODEL_V1, scoreQueue, ScoreEngagement, ScoreModels, ScoringModule, type Performance } from '../index.js';

describe('publishing a model once people have said yes', () => {
  let app: TestApp;
  let ana: string;
  beforeAll(async () => {
    app = await testModule([AccessModule, SourcingModule, MerchantsModule, ScoringModule], { queues: [scoreQueue] });
    ana = await aUser(app.db, { name: 'Ana' });
  });
  afterAll(() => app.close());

  const weights = { rank: 40, momentum: 60 };
  const draft = () => app.db.transaction((tx) => app.get(ScoreModels).saveDraft(tx, { weights, gates: MODEL_V1.gates }, ana));
  const publish = (editedAt: Date, override?: string) => app.db.transaction((tx) => app.get(ScoreModels).publish(tx, { note: 'Movement foretells answers', editedAt, by: ana, ...(override ? { override } : {}) }));
  const rate = (hits: number): Performance => ({ candidates: 100, positives: 20, of: 50, hits });
  /** A replay of the draft beside the model in force, as it would have ended. */
  const tried = async (hits: number, against: number) => {
    const [model] = await sql<{ weights: object; gates: object }>(app.db, `select weights, gates from score_model where state = 'draft'`);
    await sql(app.db, `insert into score_replay (state, weights, gates, published_id, until, weeks, horizon_days, outcome, cutoffs) select 'done', $1, $2, id, '2026-05-04T00:00:00Z', 1, 60, 'accept', $3 from score_model where state = 'published'`,
      [JSON.stringify(model!.weights), JSON.stringify(model!.gates), JSON.stringify([{ asOf: '2026-03-01T00:00:00.000Z', tried: rate(hits), published: rate(against), overlap: 30, disagreements: [] }])]);
  };

  it('asks for nothing while nobody has said yes, then for a look at the past or a written reason', async () => {
    await publish((await draft()).editedAt);
    await app.db.transaction(async (tx) => app.get(ScoreEngagement).record(tx, { merchantId: await aMerchant(app.db), kind: 'accept', sourceId: 'one', at: new Date('2026-05-04T00:00:00Z') }));
    const { editedAt } = await draft();
    await expect(publish(editedAt)).rejects.toMatchObject({ code: 'score-model-not-tried', details: { fields: ['override'] } });
    await tried(9, 11);
    await expect(publish(editedAt)).rejects.toMatchObject({ code: 'score-model-worse', details: { tried: { hits: 9, of: 50 }, published: { hits: 11, of: 50 } } });
    await tried(10, 11);
    await publish(editedAt);
    const again = await draft();
    await publish(again.editedAt, 'The market changed in May');
    expect((await app.get(ScoreModels).versions()).map((one) => one.note)).toEqual([
      'Movement foretells answers (published untried: The market changed in May)', 'Movement foretells answers', 'Movement foretells answers', MODEL_V1.note]);
  });
});
