import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Workspaces } from '#access';
import { CONFIG, TryLater, type Config } from '#platform';

const PATIENCE_MS = 10_000;

export interface OwnMail {
  readonly to: string | { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** The same key is the same mail, should it ever be sent again. */
  readonly key: string;
}

/** Mail to our own people. It goes the way of all mail: to the sink until sending is armed. */
@Injectable()
export class HouseMail {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'mail' | 'http'>, @Inject(Workspaces) private readonly workspaces: Pick<Workspaces, 'get'>) {}

  /** @returns false when there is no place for mail now. @throws TryLater when it surely did not leave; whatever else is thrown, it may have. */
  async send({ to, subject, text, key }: OwnMail): Promise<boolean> {
    const workspace = await this.workspaces.get();
    const url = workspace?.armedAt ? this.config.mail.smtpUrl : this.config.mail.sinkUrl;
    if (!url) return false;
    const host = new URL(this.config.http.publicUrl).hostname;
    const transport = createTransport({ url, connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS });
    let begun = false;
    // Read when the host has asked for the text, and not before.
    const body = Readable.from((function* () { begun = true; yield Buffer.from(text); })());
    try {
      await transport.sendMail({
        from: { name: 'Beckon', address: `beckon@${host}` }, to, subject: subject.replace(/[\r\n]+/g, ' '), text: body, headers: { 'Auto-Submitted': 'auto-generated' }, messageId: `<${key}@${host}>`,
      });
      return true;
    } catch (error) {
      if (!begun || ((error as { responseCode?: number }).responseCode ?? 0) >= 400) throw new TryLater(`the mail host did not take it: ${(error as Error).message}`, undefined, { cause: error });
      throw error;
    } finally {
      transport.close();
    }
  }
}
