import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '#platform';
import type { Notice } from '#sourcing';
import { mailHost } from '../../test/support/outreach.js';
import { AlertsOut } from './alerts-out.js';
import { DigestsOut } from './digests-out.js';
import { HouseMail } from './house-mail.js';

const notice: Notice = { alertId: '6a2e1c1e-1d5a-4c57-9b7c-2f62c1f3a001', event: 'opened', kind: 'blocked', sourceId: 'b0a7c9a4-6a77-4a57-8a2d-0d8a4e9a7a11', source: 'Alderbay', runId: null, subject: 'Alderbay: the site showed us the door', text: 'The site shows a captcha page.', at: '2026-05-04T06:00:00.000Z' };
const settings = (env: Record<string, string>) => readConfig({ DATABASE_URL: 'postgres://a:b@127.0.0.1/c', BECKON_SECRET: 'a-secret-for-tests-that-nobody-else-uses', ALERT_MAIL: 'ops@northwind.example', ...env });

describe('an alert on its way out', () => {
  it('goes by mail and as JSON, and to the sink while sending is not armed', async () => {
    const [live, sink] = [await mailHost(), await mailHost()];
    const posted: Notice[] = [];
    const hook = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => { body += chunk.toString(); }).on('end', () => { posted.push(JSON.parse(body) as Notice); response.end(); });
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
    const config = settings({ SMTP_URL: live.url, SINK_SMTP_URL: sink.url, ALERT_WEBHOOK_URL: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/alerts` });
    const out = (armedAt: Date | null) => new AlertsOut(config, new HouseMail(config, { get: async () => ({ armedAt }) as never }));
    await out(null).tell(notice);
    expect([live.received.length, sink.received.length, posted.length]).toEqual([0, 1, 1]);
    expect(sink.received[0]).toMatchObject({ to: 'ops@northwind.example', raw: expect.stringContaining('Subject: Alderbay: the site showed us the door') });
    expect(posted[0]).toMatchObject({ ...notice, link: `http://127.0.0.1:4600/sources/${notice.sourceId}` });
    await out(new Date()).tell(notice);
    expect(live.received).toHaveLength(1);
    await Promise.all([live.close(), sink.close(), new Promise((resolve) => hook.close(resolve))]);
  });

  it('fails when nobody could be told, so that it is tried again', async () => {
    const config = settings({ ALERT_WEBHOOK_URL: 'http://127.0.0.1:9/' });
    await expect(new AlertsOut(config, new HouseMail(config, { get: async () => null })).tell(notice)).resolves.toBeUndefined();
    const alone = { ...config, alerts: { mail: undefined, webhook: config.alerts.webhook } };
    await expect(new AlertsOut(alone, new HouseMail(config, { get: async () => null })).tell(notice)).rejects.toThrow();
  });

  it('carries the mail of the day, and says what surely did not leave', async () => {
    const sink = await mailHost({ refuse: (to) => (to.startsWith('gone') ? '550 no such mailbox' : undefined), hangUp: (to) => to.startsWith('lost') });
    const out = (env: Record<string, string>) => { const config = settings(env); return new DigestsOut(new HouseMail(config, { get: async () => null })); };
    const mail = (address: string) => ({ to: { name: 'Lena Kurz', address }, subject: 'Your day', text: 'One reply waits', key: 'digest-1' });
    expect(await out({ SINK_SMTP_URL: sink.url }).send(mail('lena@northwind.example'))).toBe('sent');
    expect(sink.received).toMatchObject([{ to: 'lena@northwind.example', raw: expect.stringMatching(/Message-ID: <digest-1@[\s\S]*One reply waits/) }]);
    expect(await out({}).send(mail('lena@northwind.example'))).toBe('nowhere');
    await expect(out({ SINK_SMTP_URL: sink.url }).send(mail('gone@northwind.example'))).rejects.toMatchObject({ name: 'TryLater' });
    await expect(out({ SINK_SMTP_URL: 'smtp://127.0.0.1:9' }).send(mail('lena@northwind.example'))).rejects.toMatchObject({ name: 'TryLater' });
    await expect(out({ SINK_SMTP_URL: sink.url }).send(mail('lost@northwind.example'))).rejects.not.toMatchObject({ name: 'TryLater' });
    await sink.close();
  });
});
