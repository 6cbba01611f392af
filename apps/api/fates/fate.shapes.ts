import { z } from 'zod';
import { moment } from '../returns.js';

const FateName = z.enum(['arrived', 'not_arrived', 'bounced']).describe('arrived: the sequence goes on; not_arrived: it is sent once more; bounced: the mail host refused the address for good, so nobody writes to it again').meta({ id: 'MailFateName' });
const Version = z.int().min(1).describe('as the mail was listed: how often its fate became unknown');

export const UnsettledMail = z.object({
  id: z.uuid(), version: Version, leadId: z.uuid(), merchant: z.string(), campaign: z.string(), position: z.int(), from: z.string(), to: z.string(),
  messageId: z.string().describe('the Message-ID header, as the mail host’s log has it'),
  subject: z.string().nullable().describe('as it was written; when its process died before writing that down, as it would be written now'),
  reason: z.enum(['interrupted', 'connection_lost']), answer: z.string().nullable().describe('what the connection said last'),
  claimedAt: moment().describe('machine time, as in the mail host’s log'), unknownSince: moment().describe('business time'),
  ended: z.boolean().describe('nothing more is sent to this lead: a mail that did not arrive stays unsent'),
}).meta({ id: 'UnsettledMail' });
export const UnsettledMails = z.object({ mails: z.array(UnsettledMail), total: z.int(), nextCursor: z.string().nullable() }).meta({ id: 'UnsettledMails' });

export const Verdict = z.object({ fate: FateName, version: Version }).meta({ id: 'MailVerdict' });
const VerdictOn = Verdict.extend({ id: z.uuid().toLowerCase() });
export const Verdicts = z.object({
  verdicts: z.array(VerdictOn).min(1).max(500).refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'Say one thing of each mail.'),
}).meta({ id: 'MailVerdicts' });

export const MailFate = z.object({
  id: z.uuid(), fate: FateName, version: z.int(), repeated: z.boolean().describe('it was so already'),
  state: z.string().describe('what the mail is now: sent, pending, failed because the address was refused, or cancelled because nothing more is sent to that lead'),
}).meta({ id: 'MailFate' });
export const MailFates = z.object({
  settled: z.array(MailFate),
  refused: z.array(z.object({ id: z.uuid(), code: z.string(), detail: z.string(), current: z.record(z.string(), z.unknown()) })),
  left: z.int().describe('mails that still wait for a person'),
}).meta({ id: 'MailFates' });
