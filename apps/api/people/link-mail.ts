import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import { Workspaces, type IssuedLink } from '#access';
import { CONFIG, LOGGER, type Config } from '#platform';

const PATIENCE_MS = 5_000;

/**
 * Mails a link that lets somebody in. It goes the way of all operational mail: to the sink until sending is armed. The
 * inviter sees the link besides, so a mail host that is down stops nobody.
 */
@Injectable()
export class LinkMail {
  constructor(@Inject(CONFIG) private readonly config: Config, @Inject(Workspaces) private readonly workspaces: Workspaces, @Inject(LOGGER) private readonly log: Logger) {}

  /** The token stands behind `#`: browsers send it to no server, so no log on the way holds it. */
  urlOf(link: IssuedLink): string {
    return `${this.config.http.publicUrl}/join#${link.token}`;
  }

  /** Never throws: what became of the mail is the answer. */
  async send(link: IssuedLink, about: { from: string; forPassword: boolean }): Promise<'sent' | 'sink' | 'none' | 'failed'> {
    const workspace = await this.workspaces.get();
    const armed = Boolean(workspace?.armedAt);
    const url = armed ? this.config.mail.smtpUrl : this.config.mail.sinkUrl;
    if (!url) return 'none';
    const name = workspace?.name ?? 'Beckon';
    const host = new URL(this.config.http.publicUrl).hostname;
    const transport = createTransport({ url, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS });
    try {
      await transport.sendMail({
        from: { name: `${oneLine(name)} (Beckon)`, address: `beckon@${host}` }, to: link.email, subject: about.forPassword ? 'Set a new password for Beckon' : `${oneLine(about.from)} invites you to ${oneLine(name)} on Beckon`,
        text: `${about.forPassword ? `${about.from} made you a link to set a new password for ${name} on Beckon.` : `${about.from} invites you to work on ${name} with Beckon.`}\n\n${this.urlOf(link)}\n\nThe link works once, until ${link.expiresAt.toUTCString()}. If you did not expect it, do nothing.\n`,
        headers: { 'Auto-Submitted': 'auto-generated' }, messageId: `<link-${link.id}@${host}>`,
      });
      return armed ? 'sent' : 'sink';
    } catch (error) {
      this.log.warn({ err: error, link: link.id }, 'a link that lets somebody in could not be mailed; the inviter has it on the screen');
      return 'failed';
    } finally {
      transport.close();
    }
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
