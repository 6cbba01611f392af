import nodemailer from 'nodemailer';
import { createHash, createHmac } from 'node:crypto';
import type { CastMember } from './cast.js';
import type { StoredMail } from './mail-host.js';
import { unit } from './random.js';
import { send } from './visitor.js';

type Kind = 'interested' | 'question' | 'not now' | 'not interested' | 'wrong person' | 'out of office';

/** How human replies divide: half positive, as with curated top sellers (FEATURES E3). */
const MIX: readonly [Kind, number][] = [['interested', 0.34], ['question', 0.2], ['not now', 0.14], ['not interested', 0.24], ['wrong person', 0.08]];

const WORDS: Record<string, Record<Kind, string>> = {
  en: {
    interested: 'Hello,\n\nthis sounds good. We would like to try it with part of our range. What do you need from us to start?',
    question: 'Hi,\n\nwhat happens after the three free months? And who pays for returns?',
    'not now': 'Thanks for writing. We are in the middle of our peak season, please come back to us in the spring.',
    'not interested': 'Thank you, but we are not interested in another sales channel.',
    'wrong person': 'You have reached customer service. Please write to our purchasing and sales desk instead, I cannot decide this.',
    'out of office': 'Thank you for your message. I am out of the office and will answer when I am back on Monday.',
  },
  de: {
    interested: 'Guten Tag,\n\ndas klingt gut. Wir würden es gern mit einem Teil unseres Sortiments probieren. Was brauchen Sie von uns?',
    question: 'Hallo,\n\nwas kostet es nach den drei Monaten, und wer trägt die Rücksendungen?',
    'not now': 'Vielen Dank, im Moment steckt alles im Weihnachtsgeschäft. Melden Sie sich bitte im Frühjahr wieder.',
    'not interested': 'Danke, aber wir haben kein Interesse an einem weiteren Marktplatz.',
    'wrong person': 'Hier sind Sie beim Kundendienst gelandet. Bitte wenden Sie sich an unseren Vertrieb.',
    'out of office': 'Vielen Dank für Ihre Nachricht. Ich bin derzeit nicht im Büro und antworte nach meiner Rückkehr.',
  },
  fr: {
    interested: 'Bonjour,\n\ncela nous intéresse. Nous aimerions commencer avec une partie de notre gamme. Que vous faut-il de notre part ?',
    question: 'Bonjour,\n\nque se passe-t-il après les trois mois, et qui prend les retours à sa charge ?',
    'not now': 'Merci, mais nous sommes en pleine saison. Revenez vers nous au printemps.',
    'not interested': 'Merci, nous ne souhaitons pas ouvrir un autre canal de vente.',
    'wrong person': 'Vous êtes au service clients. Merci d’écrire à notre direction commerciale.',
    'out of office': 'Merci de votre message. Je suis absent et vous répondrai à mon retour.',
  },
  es: {
    interested: 'Buenos días:\n\nnos interesa. Querríamos empezar con una parte del catálogo. ¿Qué necesitan de nosotros?',
    question: 'Hola, ¿qué cuesta después de los tres meses y quién paga las devoluciones?',
    'not now': 'Gracias, ahora estamos en plena campaña. Escríbannos en primavera, por favor.',
    'not interested': 'Gracias, pero no nos interesa otro canal de venta.',
    'wrong person': 'Esto es atención al cliente. Por favor, diríjanse al departamento comercial.',
    'out of office': 'Gracias por su mensaje. Estoy fuera de la oficina y responderé a mi vuelta.',
  },
  it: {
    interested: 'Buongiorno,\n\nla proposta ci interessa. Vorremmo provare con una parte del catalogo. Di cosa avete bisogno?',
    question: 'Buongiorno, quanto costa dopo i tre mesi e chi paga i resi?',
    'not now': 'Grazie, ora siamo in alta stagione. Riscriveteci in primavera.',
    'not interested': 'Grazie, ma non siamo interessati a un altro canale.',
    'wrong person': 'Questo è il servizio clienti: scrivete per favore all’ufficio commerciale.',
    'out of office': 'Grazie per il messaggio. Sono fuori ufficio e risponderò al mio rientro.',
  },
  nl: {
    interested: 'Goedemiddag,\n\ndit klinkt goed. We willen het graag met een deel van ons assortiment proberen. Wat hebben jullie nodig?',
    question: 'Hallo, wat kost het na die drie maanden en wie betaalt de retouren?',
    'not now': 'Bedankt, het is nu te druk. Probeer het in het voorjaar nog eens.',
    'not interested': 'Bedankt, maar we hebben geen interesse.',
    'wrong person': 'U schrijft met de klantenservice. Neem contact op met onze verkoopafdeling.',
    'out of office': 'Bedankt voor uw bericht. Ik ben afwezig en antwoord na terugkomst.',
  },
  pl: {
    interested: 'Dzień dobry,\n\nbrzmi to dobrze. Chcielibyśmy spróbować z częścią oferty. Czego Państwo potrzebują?',
    question: 'Dzień dobry, ile to kosztuje po trzech miesiącach i kto płaci za zwroty?',
    'not now': 'Dziękujemy, teraz mamy szczyt sezonu. Proszę napisać na wiosnę.',
    'not interested': 'Dziękujemy, nie jesteśmy zainteresowani kolejnym kanałem.',
    'wrong person': 'To jest dział obsługi klienta. Proszę napisać do działu handlowego.',
    'out of office': 'Dziękuję za wiadomość. Jestem poza biurem i odpowiem po powrocie.',
  },
};

const LANGUAGE: Record<string, string> = { DE: 'de', AT: 'de', FR: 'fr', ES: 'es', IT: 'it', NL: 'nl', PL: 'pl' };

export interface Reply { kind: Kind; raw: Buffer }

/** The raw MIME that a member's mail program would send in answer (RFC 5322 threading; RFC 3834 marks on automatic ones). */
export async function composeReply(seed: string, member: CastMember, mail: StoredMail, automatic: boolean): Promise<Reply> {
  let left = unit(seed, 'reply kind', member.address);
  const kind: Kind = automatic ? 'out of office' : MIX.find(([, share]) => (left -= share) < 0)?.[0] ?? 'interested';
  const words = (WORDS[LANGUAGE[member.merchant.country] ?? 'en'] ?? WORDS['en']) as Record<Kind, string>;
  const quoted = mail.text.split(/\r?\n/).map((line) => `> ${line}`).join('\n');
  const token = createHash('sha256').update(`${seed}\u0000${member.address}\u0000${mail.nth}`).digest('hex').slice(0, 24);
  const references = [...mail.references, ...(mail.messageId === null ? [] : [mail.messageId])];
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await composer.sendMail({
    from: { name: member.merchant.person, address: member.address },
    to: mail.replyTo,
    subject: automatic ? `Automatic reply: ${mail.subject}` : `Re: ${mail.subject.replace(/^(re:\s*)+/i, '')}`,
    messageId: `<${token}@${member.address.split('@')[1] ?? 'sandbox.test'}>`,
    ...(mail.messageId !== null && { inReplyTo: mail.messageId }),
    ...(references.length > 0 && { references }),
    ...(automatic && { headers: { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } }),
    text: automatic ? words[kind] : `${words[kind]}\n\n${member.merchant.person}\n${member.merchant.brand}\n\n${mail.from}:\n${quoted}\n`,
  });
  return { kind, raw: message as Buffer };
}

/** `t=<unix seconds>,v1=<hex HMAC-SHA256(secret, t + "." + body)>`. */
export function signature(secret: string, body: Buffer, now = new Date()): string {
  const t = Math.floor(now.getTime() / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex')}`;
}

/** Hands a raw mail to the product's inbound door. Unreachable and 5xx are worth another try; any other refusal is final. */
export async function postInbound(url: string, secret: string, raw: Buffer): Promise<number> {
  const { response, text } = await send(url, {
    method: 'POST', body: new Uint8Array(raw), headers: { 'content-type': 'message/rfc822', 'x-beckon-signature': signature(secret, raw) },
  });
  if (!response.ok) throw new Error(`POST ${url}: ${response.status} ${text.slice(0, 200)}`);
  return response.status;
}
