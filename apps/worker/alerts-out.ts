import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, version, type Config } from '#platform';
import type { Notice, Notifier } from '#sourcing';
import { HouseMail } from './house-mail.js';

const PATIENCE_MS = 10_000;

/**
 * Tells operators by mail and webhook, whichever is configured.
 */
@Injectable()
export class AlertsOut implements Notifier {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'alerts' | 'http'>, @Inject(HouseMail) private readonly house: Pick<HouseMail, 'send'>) {}

  async tell(notice: Notice): Promise<void> {
    const { mail, webhook } = this.config.alerts;
    const ways = [...(mail ? [this.mail(notice, mail)] : []), ...(webhook ? [this.post(notice, webhook)] : [])];
    const failed = (await Promise.allSettled(ways)).flatMap((way) => (way.status === 'rejected' ? [way.reason as Error] : []));
    // One way that works is told: trying both again would tell it twice.
    if (failed.length > 0 && failed.length === ways.length) throw new Error(failed.map(({ message }) => message).join('; '), { cause: failed[0] });
  }

  private async mail(notice: Notice, to: string): Promise<void> {
    await this.house.send({ to, subject: notice.subject, text: `${notice.text}\n\n${this.config.http.publicUrl}/sources/${notice.sourceId}\n`, key: `alert-${notice.alertId}-${notice.event}` });
  }

  private async post(notice: Notice, url: string): Promise<void> {
    const answer = await fetch(url, {
      method: 'POST', redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS), headers: { 'content-type': 'application/json', 'user-agent': `Beckon/${version}` },
      body: JSON.stringify({ ...notice, link: `${this.config.http.publicUrl}/sources/${notice.sourceId}` }),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the alert webhook answered ${answer.status}`);
  }
}
