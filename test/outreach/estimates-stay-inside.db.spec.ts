import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { mailHost, northwind, type TestMailHost } from '../support/outreach.js';

const TEMPLATES = join(import.meta.dirname, '../../templates');
/** Figures that nobody could write by chance. */
const FIGURES = ['731861', '731,861', '9173377', '9,173,377', '41190221', '41,190,221'];

describe('an estimate of sales', () => {
  let host: TestMailHost;
  let folder: string;
  beforeEach(async () => {
    host = await mailHost();
    folder = mkdtempSync(join(tmpdir(), 'beckon-templates-'));
  });
  afterEach(async () => {
    await host.close();
    rmSync(folder, { recursive: true });
  });

  const estimated = async (house: Awaited<ReturnType<typeof northwind>>) => {
    const [lead] = await house.queue([{ name: 'Tallow' }]);
    await house.rows(`insert into estimate (merchant_id, currency, low, mid, high, method, basis, computed_at) values ($1, 'EUR', 731861, 9173377, 41190221, 'test', '{}', '2026-05-04T06:00:00Z')`, [lead!.merchantId]);
    return lead!;
  };

  it.each(['{{merchant.estimate.mid}}', '{{estimate.low}}', '{{merchant.gmv}}', '{{shop.estimate}}', '{{estimates.[0].high}}'])('cannot be named by a template: %s stops the mail', async (variable) => {
    writeFileSync(join(folder, 'bold.subject.hbs'), 'Your sales');
    writeFileSync(join(folder, 'bold.text.hbs'), `You sell for about ${variable} a year.`);
    writeFileSync(join(folder, 'bold.html.hbs'), `<p>You sell for about ${variable} a year.</p>`);
    const house = await northwind({ env: { SINK_SMTP_URL: host.url }, steps: [{ template: relative(TEMPLATES, join(folder, 'bold')), delayDays: 0, withOffer: false }] });
    try {
      const lead = await estimated(house);
      await house.drain();
      expect(host.received).toEqual([]);
      expect(await house.rows(`select exit_reason from enrollment where lead_id = $1`, [lead.leadId])).toEqual([{ exit_reason: 'missing_data' }]);
    } finally {
      await house.close();
    }
  });

  it('is in none of the mails that we ship', async () => {
    const house = await northwind({ env: { SINK_SMTP_URL: host.url } });
    try {
      await estimated(house);
      for (let step = 0; step < 4; step++) {
        await house.drain();
        await house.later(10);
      }
      expect(host.received.length).toBeGreaterThanOrEqual(2);
      const sent = host.received.map((mail) => mail.raw.replace(/=\r?\n/g, '')).join('\n');
      expect(FIGURES.filter((figure) => sent.includes(figure))).toEqual([]);
    } finally {
      await house.close();
    }
  });
});
