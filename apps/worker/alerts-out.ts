import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Workspaces } from '#access';
import { CONFIG, version, type Config } from '#platform';
import type { Notice, Notifier } from '#sourcing';

const PATIENCE_MS = 10_000;

/**
 * Tells operators by mail and webhook, whichever is configured. Mail goes the way of all mail: to the sink until sending is armed.
 */
@Injectable()
export class AlertsOut implements Notifier {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'alerts' | 'mail' | 'http'>, @Inject(Workspaces) private readonly workspaces: Pick<Workspaces, 'get'>) {}

  async tell(notice: Notice): Promise<void> {
    const { mail, webhook } = this.config.alerts;
    const ways = [...(mail ? [this.mail(notice, mail)] : []), ...(webhook ? [this.post(notice, webhook)] : [])];
    const failed = (await Promise.allSettled(ways)).flatMap((way) => (way.status === 'rejected' ? [way.reason as Error] : []));
    // One way that works is told: trying both again would tell it twice.
    if (failed.length > 0 && failed.length === ways.length) throw new Error(failed.map(({ message }) => message).join('; '), { cause: failed[0] });
  }

  private async mail(notice: Notice, to: string): Promise<void> {
    const workspace = await this.workspaces.get();
    const url = workspace?.armedAt ? this.config.mail.smtpUrl : this.config.mail.sinkUrl;
    if (!url) return;
    const transport = createTransport({ url, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS });
    try {
      await transport.sendMail({
        from: { name: 'Beckon', address: `beckon@${new URL(this.config.http.publicUrl).hostname}` }, to, subject: notice.subject.replace(/[\r\n]+/g, ' '),
        text: `${notice.text}\n\n${this.config.http.publicUrl}/sources/${notice.sourceId}\n`, headers: { 'Auto-Submitted': 'auto-generated' },
        // The same incident is the same mail, should it ever be sent again.
        messageId: `<alert-${notice.alertId}-${notice.event}@${new URL(this.config.http.publicUrl).hostname}>`,
      });
    } finally {
      transport.close();
    }
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
