import { Inject, Injectable } from '@nestjs/common';
import MailComposer from 'nodemailer/lib/mail-composer';
import { Offers, readableDay } from '#offers';
import { CONFIG, type Config } from '#platform';
import type { OutgoingMail } from './delivery.js';
import type { LetterFacts } from './letter.queries.js';
import { asIs, template, type Variables } from './mail-templates.js';
import { oneLine } from './scraped-text.js';
import { UnsubscribeTokens } from './unsubscribe-tokens.js';

/** A written mail: what leaves, and what is kept of it. */
export interface Letter {
  readonly mail: OutgoingMail;
  readonly subject: string;
  /** With `{invitation}` and `{unsubscribe}` where the secret links stand. */
  readonly text: string;
  readonly html: string;
}

// Control characters cannot occur in a variable (oneLine removes them), so no merchant's name can pretend to be a link.
const INVITATION = '\u0001invitation\u0001';
const UNSUBSCRIBE = '\u0001unsubscribe\u0001';
const kept = (text: string) => text.replaceAll(INVITATION, '{invitation}').replaceAll(UNSUBSCRIBE, '{unsubscribe}');

/** Turns facts into mails. The layout with who writes, why, and how to stop it stands around every step's text; a template cannot leave it out. */
@Injectable()
export class LetterWriter {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Offers) private readonly offers: Offers,
    @Inject(UnsubscribeTokens) private readonly tokens: UnsubscribeTokens,
  ) {}

  /** The subject alone, as {@link write} writes it. @throws MissingVariable */
  subject(facts: LetterFacts): string {
    return oneLine(template(`${facts.template}.subject`)(variablesOf(facts)), 150);
  }

  /**
   * @param at business time, for the Date header.
   * @throws MissingVariable when the mail would have a hole.
   */
  async write(facts: LetterFacts, at: Date): Promise<Letter> {
    const variables = variablesOf(facts);
    const subject = this.subject(facts);
    const text = template('outreach/layout.text')({ ...variables, body: template(`${facts.template}.text`)(variables).trim() });
    const html = template('outreach/layout.html')({ ...variables, subject, body: asIs(template(`${facts.template}.html`)(variables)) });

    const { publicUrl } = this.config.http;
    const unsubscribe = `${publicUrl}/u/${this.tokens.token(facts.id)}`;
    const invitation = facts.invitation ? `${publicUrl}/i/${this.offers.token(facts.invitation.id, facts.invitation.generation)}` : '';
    const link = (body: string) => body.replaceAll(INVITATION, invitation).replaceAll(UNSUBSCRIBE, unsubscribe);
    const later = facts.position > 1 ? { inReplyTo: facts.firstMessageId, references: facts.firstMessageId } : {};
    const raw = await new MailComposer({
      from: { name: oneLine(facts.senderName), address: facts.senderAddress }, to: { name: '', address: facts.toAddress },
      subject, text: link(text), html: link(html), messageId: facts.messageId, date: at, ...later,
      // RFC 8058: both headers, prepared so that nobody folds or encodes the address.
      headers: { 'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` }, 'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' } },
      disableFileAccess: true, disableUrlAccess: true,
    }).compile().build();
    return { mail: { from: facts.senderAddress, to: facts.toAddress, raw }, subject, text: kept(text), html: kept(html) };
  }
}

/** The names that templates may use. */
function variablesOf(facts: LetterFacts): Variables {
  const { invitation } = facts;
  return {
    merchant: { name: oneLine(facts.merchant) },
    sender: { name: oneLine(facts.senderName), address: facts.senderAddress },
    workspace: { name: oneLine(facts.workspace), legalName: oneLine(facts.legalName), postalAddress: oneLine(facts.postalAddress, 300) },
    source: { url: oneLine(facts.sourceUrl, 500) },
    shop: {
      name: oneLine(facts.shop ?? ''), marketplace: oneLine(facts.marketplace ?? ''), category: oneLine(facts.category ?? ''),
      ...(facts.bestRank === null ? {} : { rank: facts.bestRank }),
    },
    unsubscribe: UNSUBSCRIBE,
    ...(invitation ? {
      invitation: INVITATION,
      offer: {
        headline: oneLine(invitation.terms.headline), benefit: oneLine(invitation.terms.benefit), feeAfter: invitation.terms.feeAfter, months: invitation.terms.months,
        freeUntil: readableDay(invitation.terms.freeUntil), answerBy: readableDay(invitation.terms.answerBy), checkCode: invitation.checkCode,
      },
    } : {}),
  };
}
