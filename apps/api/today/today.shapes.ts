import { z } from 'zod';
import { HandOver, Task } from '../leads/desk.shapes.js';
import { StageName } from '../leads/stage-name.js';
import { moment } from '../returns.js';

const LeadLine = z.object({ id: z.uuid(), name: z.string(), score: z.int(), stage: StageName, version: z.int() }).meta({ id: 'LeadLine' });
/** At most eight of a list, and how many there are. */
const few = <Item extends z.ZodType>(item: Item) => z.object({ count: z.int().describe('all of them; stops at 1,000 where merchants are counted'), items: z.array(item) });

const Mine = z.object({
  replies: few(z.object({ lead: LeadLine, since: moment(), text: z.string(), mine: z.boolean().describe('false: nobody has the lead') })),
  tasks: few(z.object({ lead: LeadLine, task: Task })).extend({ overdue: z.int() }),
  mentions: few(z.object({ lead: LeadLine, noteId: z.uuid(), by: z.string(), text: z.string(), at: moment() })),
  handOvers: few(z.object({ lead: LeadLine, request: HandOver })),
  answers: few(z.object({ lead: LeadLine, id: z.uuid(), state: z.enum(['accepted', 'declined', 'expired']), by: z.string().nullable(), answer: z.string(), at: moment() })),
  back: few(z.object({ lead: LeadLine, since: moment(), byKind: z.enum(['person', 'merchant', 'rule', 'system']), by: z.string().nullable(), note: z.string() })),
  unsettled: few(z.object({ lead: LeadLine, position: z.int(), at: moment() })).nullable().describe('null: not for this role'),
});
const Changed = z.object({
  since: moment().describe('the beginning of yesterday, by the person\'s clock'),
  fresh: few(z.object({ lead: LeadLine, reason: z.string(), at: moment() })),
  jumps: few(z.object({ lead: LeadLine, from: z.int(), to: z.int(), why: z.string(), at: moment() })),
  sent: z.int(),
  answers: few(z.object({ lead: LeadLine, kind: z.string(), text: z.string(), at: moment() })),
});
const Stuck = z.object({
  rotting: few(z.object({ lead: LeadLine, since: moment(), limitDays: z.int() })),
  sources: few(z.object({ id: z.uuid(), sourceId: z.uuid(), source: z.string(), kind: z.string(), text: z.string(), openedAt: moment() })).nullable().describe('null: not for this role'),
  mailboxes: few(z.object({ address: z.string(), state: z.string(), reason: z.string().nullable() })).nullable().describe('null: not for this role'),
});
export const Today = z.object({ zone: z.string(), day: z.string().describe('YYYY-MM-DD'), count: z.int().describe('what waits for the person, all in all'), waits: Mine, changed: Changed, stuck: Stuck }).meta({ id: 'Today' });
export const TodayCount = z.object({ count: z.int() }).meta({ id: 'TodayCount' });
export const DigestWish = z.object({
  zone: z.string().max(60).nullable().describe('IANA time zone, also of the person\'s tasks; null: the workspace\'s'), hour: z.int().min(0).max(23), workdaysOnly: z.boolean(), wanted: z.boolean(),
}).meta({ id: 'DigestWish' });
