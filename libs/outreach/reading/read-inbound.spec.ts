import fc from 'fast-check';
import { refusalClass } from '../delivery.js';
import { asksToStop } from './opt-out-words.js';
import { withoutQuote } from './quoted-text.js';
import { readInbound } from './read-inbound.js';

const mail = (headers: string[], body: string) => Buffer.from([...headers, '', body].join('\r\n'));
const dsn = (fields: string, extra = '') => mail(
  ['From: Mail Delivery System <MAILER-DAEMON@mx.example>', 'Subject: Undelivered Mail Returned to Sender', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"'],
  `--b\r\nContent-Type: text/plain\r\n\r\nIt did not work.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n${fields}\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <e1.1@northwind.example>\r\nTo: a@b.example\r\nSubject: hello\r\n\r\nbody\r\n--b--\r\n${extra}`);

describe('reading inbound mail', () => {
  it.each([
    ['Final-Recipient: rfc822; Owner@Tallow.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 unknown', 'hard', '5.1.1'],
    ['Final-Recipient: rfc822; owner@tallow.example\r\nAction: failed\r\nStatus: 5.2.2\r\nDiagnostic-Code: smtp; 552 5.2.2 full', 'soft', '5.2.2'],
    ['Final-Recipient: rfc822; owner@tallow.example\r\nAction: failed\r\nStatus: 5.7.1\r\nDiagnostic-Code: smtp; 554 5.7.1 blocked', 'policy', '5.7.1'],
    ['Final-Recipient: rfc822; owner@tallow.example\r\nAction: delayed\r\nStatus: 4.4.1', 'soft', '4.4.1'],
  ])('reads a delivery report: %s', async (fields, severity, status) => {
    expect(await readInbound(dsn(fields))).toMatchObject({ kind: 'bounce', recipient: 'owner@tallow.example', class: severity, status, inReplyTo: '<e1.1@northwind.example>' });
  });

  it('reads a bounce that is written as prose', async () => {
    const raw = mail(['From: postmaster@old.example', 'Subject: failure notice'], 'Hi. I was not able to deliver your message.\r\n<owner@tallow.example>:\r\n550 5.1.1 <owner@tallow.example>: user unknown\r\n');
    expect(await readInbound(raw)).toMatchObject({ kind: 'bounce', recipient: 'owner@tallow.example', class: 'hard', status: '5.1.1' });
  });

  it('does not take a receipt of delivery for a bounce', async () => {
    expect((await readInbound(dsn('Final-Recipient: rfc822; a@b.example\r\nAction: delivered\r\nStatus: 2.0.0'))).kind).toBe('other');
  });

  it('reads a complaint', async () => {
    const raw = mail(['From: fbl@provider.example', 'Subject: complaint', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=feedback-report; boundary=b'],
      '--b\r\nContent-Type: text/plain\r\n\r\nspam\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nOriginal-Rcpt-To: <owner@tallow.example>\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <e9.1@northwind.example>\r\n\r\nx\r\n--b--\r\n');
    expect(await readInbound(raw)).toMatchObject({ kind: 'complaint', recipient: 'owner@tallow.example', inReplyTo: '<e9.1@northwind.example>' });
  });

  it.each([
    [['Auto-Submitted: auto-replied'], 'auto_reply'], [['X-Autoreply: yes'], 'auto_reply'], [['Precedence: auto_reply'], 'auto_reply'], [['Subject: Abwesenheitsnotiz: bis Montag'], 'auto_reply'],
    [['Auto-Submitted: no', 'In-Reply-To: <e1.1@northwind.example>'], 'reply'], [['References: <x@y.example> <e1.1@northwind.example>'], 'reply'], [['Subject: Hello'], 'other'],
  ])('tells people from programs: %j', async (headers, kind) => {
    expect((await readInbound(mail(['From: owner@tallow.example', ...headers], 'We are glad to hear from you.'))).kind).toBe(kind);
  });

  it('reads only what the person wrote, not the mail that they quote', async () => {
    const raw = mail(['From: o@t.example', 'In-Reply-To: <e1.1@northwind.example>', 'Content-Type: text/plain; charset=utf-8'], 'Ja, gern!\r\n\r\nAm Mo., 4. Mai 2026 um 09:00 schrieb Ana Silva <ana@northwind.example>:\r\n> Stop these mails: unsubscribe me\r\n');
    expect(await readInbound(raw)).toMatchObject({ kind: 'reply', text: 'Ja, gern!' });
    expect(withoutQuote('Yes\n\nFrom: Ana <ana@northwind.example>\nSent: Monday\nunsubscribe')).toBe('Yes');
  });

  it.each(['STOP', 'unsubscribe', 'Please remove me from your list.', 'Stop emailing me!', 'Do not contact me again', 'Bitte keine weiteren E-Mails', 'Schreiben Sie mir bitte nicht mehr.', 'Abmelden bitte', 'Ne m’envoyez plus de messages', 'Veuillez me désabonner',
    'No me escriban más', 'dar de baja', 'non scrivetemi più, cancellatemi', 'Graag geen e-mails meer', 'Proszę mnie wypisać z listy', '配信停止してください', 'メールは不要です', '请不要再联系我'])('hears a wish to be left alone: %s', (text) => {
    expect(asksToStop(text)).toBe(true);
  });

  it.each(['Not interested, thank you.', 'Kein Interesse, danke.', 'We cannot stop selling out these days! Tell me more.', 'Can we stop by your office?', 'How do I remove a product from a listing later?', 'Pas intéressé.', 'I am the wrong person, ask info@tallow.example', 'Gern, senden Sie mir mehr.', 'No more questions, sign me up'])('does not hear one where there is none: %s', (text) => {
    expect(asksToStop(text)).toBe(false);
  });

  it('never fails, whatever the bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
      expect(typeof (await readInbound(Buffer.from(bytes))).kind).toBe('string');
    }), { numRuns: 60 });
  });

  it('tells dead addresses from refusals of us', () => {
    expect([[550, '550 5.1.1 no such user'], [550, '550 no such user'], [550, '550 5.7.1 spam'], [554, '554 rejected'], [553, 'bad name']].map(([code, answer]) => refusalClass(code as number, answer as string)))
      .toEqual(['hard', 'hard', 'policy', 'policy', 'hard']);
  });
});
