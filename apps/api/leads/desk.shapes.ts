import { z } from 'zod';
import { REPEATS, TIMELINE_TYPES, type TimelineType } from '#leads';
import { moment } from '../returns.js';
import { NEXT_KINDS } from './next-action.queries.js';

export const Person = z.object({ id: z.uuid(), name: z.string() });

export const TimelineEntry = z.object({ id: z.string(), at: moment(), kind: z.string(), summary: z.string(), data: z.record(z.string(), z.unknown()) }).meta({ id: 'TimelineEntry' });
export const TimelinePage = z.object({ entries: z.array(TimelineEntry), nextCursor: z.string().nullable().describe('hand it back for what is older') }).meta({ id: 'TimelinePage' });
const TYPES = Object.keys(TIMELINE_TYPES) as [TimelineType, ...TimelineType[]];
export const TimelineQuery = z.object({
  types: z.string().max(200).optional().describe(`any of ${TYPES.join(', ')}, with commas; left out: everything`)
    .transform((text, context) => {
      const asked = (text ?? '').split(',').filter(Boolean);
      const wrong = asked.filter((one) => !(TYPES as string[]).includes(one));
      if (wrong.length > 0) context.addIssue({ code: 'custom', message: `${wrong.join(', ')}: choose from ${TYPES.join(', ')}` });
      return asked as TimelineType[];
    }),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

const words = (what: string, most: number) => z.string().trim().min(1, `Write ${what}.`).max(most);
const version = z.int().min(1);
export const Version = z.object({ version: z.coerce.number().int().min(1) });
const NoteText = z.object({ text: words('the note', 5000), mentions: z.array(z.uuid()).max(50).default([]).describe('people who are named in the text as @ and their name') });
export const NewNote = NoteText.extend({ id: z.uuid().describe('made by who writes; the same again changes nothing') }).meta({ id: 'NewNote' });
export const NoteEdit = NoteText.extend({ version }).meta({ id: 'NoteEdit' });
export const Note = z.object({
  id: z.uuid(), leadId: z.uuid(), author: Person, text: z.string(), mentions: z.array(z.object({ id: z.uuid(), label: z.string() })), version: z.int(), at: moment(), editedAt: moment().nullable(),
}).meta({ id: 'Note' });

const Plan = z.object({
  title: words('what is to be done', 200), ownerId: z.uuid(),
  dueLocal: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Give the time as 2030-05-06T14:00.').refine((text) => new Date(`${text}:00Z`).toString() !== 'Invalid Date' && new Date(`${text}:00Z`).toISOString().startsWith(text), 'There is no such day.').describe('by the wall clock in the zone'),
  zone: z.string().max(60).nullable().default(null).describe('IANA time zone; null: the owner\'s, else the workspace\'s'),
  repeat: z.enum(REPEATS).nullable().default(null),
});
export const NewTask = Plan.extend({ id: z.uuid().describe('made by who plans; the same again changes nothing') }).meta({ id: 'NewTask' });
export const TaskEdit = Plan.extend({ version }).meta({ id: 'TaskEdit' });
export const TaskDone = z.object({ done: z.boolean(), version }).meta({ id: 'TaskDone' });
export const Task = z.object({
  id: z.uuid(), leadId: z.uuid(), title: z.string(), owner: Person, dueAt: moment(), dueLocal: z.string(), zone: z.string(), repeat: z.enum(REPEATS).nullable(), version: z.int(), doneAt: moment().nullable(), doneBy: z.string().nullable(),
}).meta({ id: 'Task' });

export const Sleep = z.object({ until: z.iso.datetime({ offset: true }), note: z.string().trim().max(500).default('').describe('why it will be back'), version }).meta({ id: 'Sleep' });
export const SleepView = z.object({ until: moment(), byKind: z.enum(['person', 'merchant', 'rule', 'system']), by: z.string().nullable(), note: z.string(), wokeAt: moment().nullable() }).meta({ id: 'LeadSleep' });

export const HandOverAsk = z.object({ id: z.uuid(), note: z.string().trim().max(500).default('') }).meta({ id: 'HandOverAsk' });
export const HandOverReply = z.object({ accept: z.boolean(), answer: z.string().trim().max(500).default(''), version }).meta({ id: 'HandOverReply' });
export const HandOver = z.object({
  id: z.uuid(), leadId: z.uuid(), askedBy: Person, note: z.string(), state: z.enum(['open', 'accepted', 'declined', 'expired', 'withdrawn', 'moot']), version: z.int(), askedAt: moment(), expiresAt: moment(), answer: z.string(),
}).meta({ id: 'HandOverRequest' });

/** What happens next on a lead. */
export const Next = z.object({ kind: z.enum(NEXT_KINDS), at: moment().nullable(), detail: z.string().nullable(), who: z.string().nullable() }).meta({ id: 'NextAction' });
export const VoiceView = z.object({
  lastTouch: z.object({ kind: z.string(), who: z.string().nullable(), text: z.string(), at: moment() }).nullable(),
  conversation: z.object({ since: moment(), from: z.string().nullable(), running: z.boolean(), leadId: z.uuid().nullable() }).nullable(),
}).meta({ id: 'Voice', description: 'Who talks with the merchant: read it before you write' });
export const Gone = z.object({ gone: z.literal(true) }).meta({ id: 'Gone' });
export const Seen = z.object({ seen: z.int().describe('how many mentions and answers were new') }).meta({ id: 'Seen' });
