import { simpleParser, type ParsedMail } from 'mailparser';
import { bounceClass, fields, readBounceProse, readDeliveryStatus, type BounceClass, type DeliveryReport } from './delivery-report.js';
import { asksToStop } from './opt-out-words.js';
import { withoutQuote } from './quoted-text.js';

export type InboundKind = 'bounce' | 'auto_reply' | 'complaint' | 'opt_out' | 'reply' | 'other';

export interface InboundReading {
  readonly kind: InboundKind;
  /** The address that a bounce or a complaint is about; null otherwise. */
  readonly recipient: string | null;
  /** RFC 3463, of a bounce. */
  readonly status: string | null;
  readonly class: BounceClass | null;
  readonly diagnostic: string | null;
  /** Message-ID, with its brackets, of the mail that this one answers or returns. */
  readonly inReplyTo: string | null;
  /** Every Message-ID it refers to, nearest first. */
  readonly refersTo: readonly string[];
  readonly from: string | null;
  readonly subject: string;
  /** What was written, without the quoted mail. */
  readonly text: string;
}

/** Says what an inbound mail is. Depends on nothing but its bytes. */
export async function readInbound(raw: Buffer): Promise<InboundReading> {
  const mail = await simpleParser(raw, { keepDeliveryStatus: true, skipHtmlToText: false, skipTextToHtml: true, skipImageLinks: true, maxHtmlLengthToParse: 2_000_000 });
  const from = mail.from?.value[0]?.address?.toLowerCase() ?? null;
  const subject = mail.subject ?? '';
  const text = withoutQuote(mail.text ?? '');
  const nearest = [...ids(mail.inReplyTo), ...ids(mail.references).reverse()];
  const plain = { recipient: null, status: null, class: null, diagnostic: null, inReplyTo: nearest[0] ?? null, refersTo: [...new Set(nearest)], from, subject, text };

  const complaint = part(mail, 'message/feedback-report');
  if (complaint !== null) {
    const report = fields(complaint.replace(/\r\n?/g, '\n'));
    const about = returned(mail);
    const recipient = (report.get('original-rcpt-to') ?? fields(about).get('to') ?? '').replace(/^.*<|>.*$/g, '').toLowerCase() || null;
    return { ...plain, kind: 'complaint', recipient, diagnostic: report.get('feedback-type') ?? null, ...refersTo(about, nearest) };
  }
  const bounce = bounceOf(mail, from, subject);
  if (bounce) {
    const about = refersTo(returned(mail) || (mail.text ?? ''), nearest);
    if (bounce.action && ['delivered', 'relayed', 'expanded'].includes(bounce.action)) return { ...plain, ...about, kind: 'other', recipient: bounce.recipient, status: bounce.status };
    return { ...plain, ...about, kind: 'bounce', recipient: bounce.recipient, status: bounce.status, class: bounceClass(bounce), diagnostic: bounce.diagnostic };
  }
  if (isAutomatic(mail, subject)) return { ...plain, kind: 'auto_reply' };
  if (asksToStop(text) || /^\s*(re:\s*)?(unsubscribe|stop)\s*$/i.test(subject)) return { ...plain, kind: 'opt_out' };
  const answers = nearest.length > 0 || /^\s*(re|aw|sv|antw|odp|rif|回复|返信)\s*[:：]/iu.test(subject);
  return { ...plain, kind: answers ? 'reply' : 'other' };
}

function bounceOf(mail: ParsedMail, from: string | null, subject: string): DeliveryReport | null {
  const status = part(mail, 'message/delivery-status') ?? part(mail, 'message/global-delivery-status');
  if (status !== null) return readDeliveryStatus(status) ?? readBounceProse(mail.text ?? '');
  const daemon = /^(mailer-daemon|postmaster|mail-daemon|mailerdaemon|bounce[^@]*)@/i.test(from ?? '') || header(mail, 'return-path') === '<>';
  const says = /undeliver|delivery (status|failure|has failed)|failure notice|returned mail|mail delivery failed|nicht zugestellt|unzustellbar|non remis|no se pudo entregar|mancata consegna|onbestelbaar/i.test(subject);
  return daemon && says ? readBounceProse(mail.text ?? '') : null;
}

/** RFC 3834, and what programs do that do not know it. */
function isAutomatic(mail: ParsedMail, subject: string): boolean {
  const submitted = header(mail, 'auto-submitted').toLowerCase();
  if (submitted && !submitted.startsWith('no')) return true;
  if (['x-autoreply', 'x-autorespond', 'x-auto-reply', 'x-mail-autoreply'].some((name) => mail.headers.has(name))) return true;
  if (/^(auto_reply|auto-reply|bulk|junk)$/i.test(header(mail, 'precedence'))) return true;
  return /^\s*((re|aw)\s*:\s*)?\[?(out of (the )?office|automatic reply|auto(matic)?[- ]?(reply|response|antwort)|autoreply|abwesen|automatische antwort|réponse automatique|absence du bureau|respuesta automática|fuera de la oficina|risposta automatica|fuori sede|automatisch antwoord|afwezig|odpowiedź automatyczna|autoodpowiedź|自動返信|自动回复)/iu.test(subject);
}

/** Text of the first part with this type, anywhere in the mail. */
function part(mail: ParsedMail, type: string): string | null {
  const found = mail.attachments.find((attachment) => attachment.contentType === type);
  return found ? found.content.toString('utf8') : null;
}

/** Headers of the mail that a report returns. */
function returned(mail: ParsedMail): string {
  const whole = part(mail, 'text/rfc822-headers') ?? part(mail, 'message/rfc822') ?? part(mail, 'message/global') ?? '';
  return whole.replace(/\r\n?/g, '\n').split('\n\n')[0]!;
}

function refersTo(headers: string, otherwise: readonly string[]): { inReplyTo: string | null; refersTo: readonly string[] } {
  const id = /^message-id:\s*(<[^<>\s]+>)/im.exec(headers.replace(/\n[ \t]+/g, ' '))?.[1];
  const all = id ? [id, ...otherwise.filter((one) => one !== id)] : otherwise;
  return { inReplyTo: all[0] ?? null, refersTo: all };
}

const ids = (value: string | string[] | undefined): string[] => (Array.isArray(value) ? value.join(' ') : value ?? '').match(/<[^<>\s]+>/g) ?? [];
const header = (mail: ParsedMail, name: string): string => {
  const value = mail.headers.get(name);
  return typeof value === 'string' ? value.trim() : Array.isArray(value) ? String(value[0]) : '';
};
