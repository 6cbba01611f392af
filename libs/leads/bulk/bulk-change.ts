import { z } from 'zod';
import { ALL_STAGES, STAGE_LABELS, WON, type Stage } from '../stages.js';

/** Stages to which many leads may be moved at once: a yes, and what follows from it, is one merchant's word and is taken down one by one. */
export const BULK_STAGES = ALL_STAGES.filter((stage) => !(WON as readonly Stage[]).includes(stage));
/** Of one bulk action. */
export const MOST_LEADS = 50_000;

const tag = z.string().trim().min(1).max(40).transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').toLocaleLowerCase('en'));

/** What is done to each lead. */
export const bulkChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stage'), to: z.enum(BULK_STAGES as [Stage, ...Stage[]]), why: z.string().trim().max(500).default('') }),
  z.strictObject({ kind: z.literal('owner'), ownerId: z.uuid().nullable().describe('null takes the owner off') }),
  z.strictObject({ kind: z.literal('add-tag'), tag }),
  z.strictObject({ kind: z.literal('remove-tag'), tag }),
  z.strictObject({ kind: z.literal('snooze'), until: z.iso.datetime().describe('business time') }),
]);
export type BulkChange = z.output<typeof bulkChangeSchema>;

/**
 * `previewed`: nothing has happened yet. `cancelled`: some leads were changed, the rest left alone. `undone`: everything that nobody touched since is as it was.
 */
export const BULK_STATES = ['previewed', 'running', 'done', 'cancelled', 'undoing', 'undone'] as const;
export type BulkState = (typeof BULK_STATES)[number];
/** `kept`: it was not put back, because of `reason`. */
export const BULK_OUTCOMES = ['waiting', 'changed', 'skipped', 'undone', 'kept'] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

/** Why a lead is left as it is; the sentence is for people. */
export const BULK_REASONS = {
  missing: 'there is no such lead any more',
  already: 'it is so already',
  closed: 'the lead is closed',
  'not-allowed': 'the funnel does not allow this move',
  'no-address': 'no mail address is known',
  'fields-missing': 'a field that the stage asks for is not filled in',
  suppressed: 'the merchant must not be written to',
  'in-review': 'somebody has its review card in front of them',
  'too-many-tags': 'the merchant has 30 tags already',
  'changed-since': 'somebody changed it in the meantime',
  'new-lead': 'the merchant has a new lead by now',
  'written-to': 'a mail is on its way or was sent',
} as const;
export type BulkReason = keyof typeof BULK_REASONS;

/** "move to Queued", for timelines and the audit log. */
export function inWords(change: BulkChange): string {
  switch (change.kind) {
    case 'stage': return `move to ${STAGE_LABELS[change.to]}`;
    case 'owner': return change.ownerId ? 'give to one person' : 'take the owner off';
    case 'add-tag': return `add the tag ${change.tag}`;
    case 'remove-tag': return `remove the tag ${change.tag}`;
    case 'snooze': return `snooze until ${change.until.slice(0, 10)}`;
  }
}
