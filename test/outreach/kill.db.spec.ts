import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MailboxLane, MailFates, UnsettledMails } from '#outreach';
import { aUser } from '../support/factories.js';
import { mailHost, northwind, type Northwind, type TestMailHost } from '../support/outreach.js';

/** The rule this proves: never a second mail, and every mail that did not surely arrive has a name. */
describe('a worker that is killed while it sends', () => {
  let host: TestMailHost;
  let house: Northwind;
  let taken = 0;
  let killAt = Infinity;
  let kill: () => void = () => undefined;

  beforeAll(async () => {
    host = await mailHost({ delayMs: 5, onData: async () => { if (++taken === killAt) { kill(); await new Promise((resolve) => setTimeout(resolve, 50)); } } });
    house = await northwind({ env: { SINK_SMTP_URL: host.url } });
  });
  afterAll(async () => {
    await house.close();
    await host.close();
  });

  it.each([3, 27, 55])('leaves nobody with two mails, and nobody forgotten (killed at mail %i)', async (at) => {
    const leads = await house.queue(Array.from({ length: 70 }, () => ({})));
    taken = 0;
    killAt = at;
    const victim = spawn(process.execPath, [fileURLToPath(new URL('lane-victim.mjs', import.meta.url)), house.mailboxId], {
      env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: house.url, BECKON_SECRET: house.config.secret, SINK_SMTP_URL: host.url }, stdio: ['ignore', 'ignore', 'inherit'] });
    kill = () => { victim.kill('SIGKILL'); };
    expect(await once(victim, 'exit')).toEqual([null, 'SIGKILL']);
    // Machine time cannot be jumped; the dead process's lease is made to have run out.
    await house.rows(`update instance_lease set expires_at = clock_timestamp() - interval '1 second' where holder in (select claimed_by from message where state = 'sending')`);
    const lane = house.get(MailboxLane);
    const named = await lane.settleUnknown(house.mailboxId);
    await lane.drain(house.mailboxId);

    const times = new Map<string, number>();
    for (const mail of host.received) times.set(mail.to, (times.get(mail.to) ?? 0) + 1);
    const states = new Map((await house.rows<{ to: string; state: string }>(`select to_address as "to", state from message where position = 1`)).map((row) => [row.to, row.state]));
    const missing = leads.filter((lead) => !times.has(lead.address));
    expect(Math.max(...times.values())).toBe(1);
    expect(missing.every((lead) => states.get(lead.address) === 'unknown')).toBe(true);
    expect(leads.filter((lead) => states.get(lead.address) === 'unknown')).toHaveLength(named);
    expect(named).toBeGreaterThan(0);
    expect(named).toBeLessThanOrEqual(40);
    expect(leads.every((lead) => ['sent', 'unknown'].includes(states.get(lead.address)!))).toBe(true);

    // A person looks each up in the mail host's log; what is not there goes out once more, and everybody has exactly one mail.
    const { mails } = await house.get(UnsettledMails).page({ order: 'oldest', limit: 100 });
    expect(mails).toHaveLength(named);
    const verdicts = mails.map(({ id, version, messageId }) => ({ id, version, fate: host.received.some((mail) => mail.raw.includes(messageId)) ? 'arrived' as const : 'not_arrived' as const }));
    const userId = await aUser(house.db);
    const { settled } = await house.db.transaction((tx) => house.get(MailFates).settleMany(tx, verdicts, { userId, name: 'Lena Kurz' }));
    expect(settled).toHaveLength(named);
    await lane.drain(house.mailboxId);
    for (const lead of leads) expect(host.received.filter((mail) => mail.to === lead.address)).toHaveLength(1);
    expect(await house.rows(`select distinct state from message where position = 1`)).toEqual([{ state: 'sent' }]);
  });
});
