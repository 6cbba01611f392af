import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, GiveUp, type Config } from '#platform';
import { DatabaseSink } from './database-sink.js';
import type { MailTransport } from './delivery.js';
import { SmtpTransport } from './smtp-transport.js';

/** Chooses where mail goes. In test mode there is no way from here to a live mail host. */
@Injectable()
export class PostOffice implements OnApplicationShutdown {
  private live: MailTransport | undefined;
  private sink: MailTransport | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * @param armed an admin has allowed live mail, as read in the transaction that claimed the mails.
   * @throws GiveUp when armed without SMTP_URL.
   */
  transport(armed: boolean): MailTransport {
    const { sinkUrl, smtpUrl } = this.config.mail;
    if (!armed) return this.sink ??= sinkUrl ? new SmtpTransport({ url: sinkUrl, captured: true }) : new DatabaseSink();
    if (!smtpUrl) throw new GiveUp('SMTP_URL is missing. Sending is armed, and outreach needs it to send mail; set it or leave live sending.');
    return this.live ??= new SmtpTransport({ url: smtpUrl, captured: false });
  }

  onApplicationShutdown(): void {
    this.live?.close();
    this.sink?.close();
  }
}
