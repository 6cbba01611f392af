import { simpleParser, type AddressObject } from 'mailparser';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface StoredMail {
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  from: string;
  /** Where an answer goes: Reply-To, else From. */
  replyTo: string;
  /** The envelope's recipient, lower case: who really got it. */
  to: string;
  subject: string;
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  /** The https or http address of List-Unsubscribe. */
  listUnsubscribe: string | null;
  /** Whether List-Unsubscribe-Post allows one click (RFC 8058). */
  oneClick: boolean;
  /** The how-manieth accepted mail to this recipient this is, from 1. */
  nth: number;
  text: string;
  html: string | null;
  headerLines: string[];
  raw: Buffer;
}

export interface RefusedMail { at: number; to: string; from: string; code: number }

const firstAddress = (field: AddressObject | AddressObject[] | undefined): string => (Array.isArray(field) ? field[0] : field)?.value[0]?.address ?? '';

const webAddressIn = (header: string | undefined): string | null => /<(https?:[^>]+)>/i.exec((header ?? '').replace(/\r?\n\s+/g, ''))?.[1] ?? null;

/** The recipients' side of mail: takes everything over SMTP but for the mailboxes that do not exist, and keeps it in memory. */
export class MailHost {
  mails: StoredMail[] = [];
  refused: RefusedMail[] = [];
  private perRecipient = new Map<string, number>();
  private counter = 0;
  private readonly smtp: SMTPServer;

  /** `undeliverable`: lower-case addresses answered with 550 5.1.1 at RCPT. `arrived`: called once a mail, after it is stored. */
  constructor(undeliverable: ReadonlySet<string>, arrived: (mail: StoredMail) => void) {
    this.smtp = new SMTPServer({
      banner: 'sandbox mail host', disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false, closeTimeout: 200,
      onRcptTo: (address, session, done) => {
        const to = address.address.toLowerCase();
        if (!undeliverable.has(to)) return done();
        const from = session.envelope.mailFrom;
        this.refused.push({ at: Date.now(), to, from: from ? from.address : '', code: 550 });
        done(Object.assign(new Error(`5.1.1 <${to}> no such mailbox here`), { responseCode: 550 }));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', done);
        stream.on('end', () => {
          this.store(Buffer.concat(chunks), session.envelope.rcptTo.map(({ address }) => address))
            .then((stored) => { done(); stored.forEach(arrived); }, done);
        });
      },
    });
    // A sender that is killed in mid-sentence is an everyday thing in the proofs, not a fault of the host.
    this.smtp.on('error', () => undefined);
  }

  listen(host: string, port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException): void => {
        reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken by another program. Set SANDBOX_SMTP_PORT to a free port, or to 0 for any.`) : error);
      };
      this.smtp.once('error', failed);
      const server = this.smtp.listen(port, host, () => {
        this.smtp.off('error', failed);
        resolve(`smtp://${host}:${(server.address() as AddressInfo).port}`);
      });
    });
  }

  /** Puts a mail into the store, once for each recipient. */
  async store(raw: Buffer, recipients: string[]): Promise<StoredMail[]> {
    const parsed = await simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true, skipHtmlToText: true });
    const header = (name: string): string | undefined => parsed.headerLines.find(({ key }) => key === name)?.line;
    const references = parsed.references ?? [];
    return recipients.map((recipient) => {
      const to = recipient.toLowerCase();
      const nth = (this.perRecipient.get(to) ?? 0) + 1;
      this.perRecipient.set(to, nth);
      this.counter += 1;
      const mail: StoredMail = {
        id: String(this.counter), at: Date.now(), to, nth, raw,
        from: firstAddress(parsed.from), replyTo: firstAddress(parsed.replyTo) || firstAddress(parsed.from), subject: parsed.subject ?? '',
        messageId: parsed.messageId ?? null, inReplyTo: parsed.inReplyTo ?? null, references: Array.isArray(references) ? references : [references],
        listUnsubscribe: webAddressIn(header('list-unsubscribe')), oneClick: /List-Unsubscribe=One-Click/i.test(header('list-unsubscribe-post') ?? ''),
        text: parsed.text ?? '', html: parsed.html || null, headerLines: parsed.headerLines.map(({ line }) => line),
      };
      this.mails.push(mail);
      return mail;
    });
  }

  clear(): void {
    this.mails = [];
    this.refused = [];
    this.perRecipient.clear();
  }

  close(): Promise<void> {
    return new Promise((resolve) => { this.smtp.close(() => { resolve(); }); });
  }
}
