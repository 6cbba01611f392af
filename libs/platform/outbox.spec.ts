import { testModule, type TestApp } from '../../test/support/database.js';
import { defineEvent, Listeners, Outbox, Relay, relayQueue, sql } from './index.js';

const LampLit = defineEvent<{ lamp: string }>()('test.lamp-lit');

describe('the outbox', () => {
  let app: TestApp;
  beforeAll(async () => { app = await testModule([], { queues: [relayQueue] }); });
  afterAll(() => app.close());
  beforeEach(async () => { await sql(app.db, `delete from outbox`); });

  it('loses the event with the fact when the transaction fails', async () => {
    await expect(app.db.transaction(async (tx) => {
      await app.get(Outbox).publish(tx, LampLit({ lamp: 'a' }));
      throw new Error('no');
    })).rejects.toThrow('no');
    expect(await sql(app.db, `select from outbox`)).toHaveLength(0);
  });

  it('keeps what a listener wrote exactly once, though the first try failed half-way', async () => {
    await sql(app.db, `create table if not exists lamp (name text)`);
    let tries = 0;
    app.get(Listeners).on(LampLit, 'test', async (tx, { lamp }) => {
      await sql(tx, `insert into lamp values ($1)`, [lamp]);
      if (++tries === 1) throw new Error('the light went out');
    });
    await app.db.transaction((tx) => app.get(Outbox).publish(tx, LampLit({ lamp: 'b' })));
    expect(await app.get(Relay).drain()).toBe(0);
    await sql(app.db, `update outbox set next_try_at = clock_timestamp()`);
    expect(await app.get(Relay).drain()).toBe(1);
    expect(await sql(app.db, `select name from lamp`)).toEqual([{ name: 'b' }]);
    expect(await sql(app.db, `select from outbox`)).toHaveLength(0);
  });
});
