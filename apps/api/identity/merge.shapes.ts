import { z } from 'zod';
import { MERGE_FIELDS, type MergeField } from '#merchants';
import { moment } from '../returns.js';

const Side = z.object({
  id: z.uuid(), name: z.string(), legalName: z.string().nullable(), country: z.string().nullable(),
  storefronts: z.array(z.object({ id: z.uuid(), marketplace: z.string(), sellerId: z.string(), name: z.string() })),
  keys: z.array(z.string()).describe('numbers that name exactly one business: "vat DE123456789"'),
  contacts: z.array(z.object({ kind: z.string(), value: z.string(), status: z.string() })),
  suppressed: z.boolean().describe('nothing may be sent to it'),
  leads: z.array(z.object({ id: z.uuid(), stage: z.string(), region: z.string(), owner: z.string().nullable(), talking: z.boolean().describe('a conversation is open') })),
}).meta({ id: 'MergeSide' });

/** What joining two merchants would do; nothing is written. */
export const MergePreview = z.object({
  winner: Side, loser: Side,
  notes: z.array(z.string()).describe('what follows, one sentence each'),
}).meta({ id: 'MergePreview' });

const Merge = z.object({
  id: z.uuid(), winnerId: z.uuid(), loserId: z.uuid(), winnerName: z.string(), loserName: z.string(), why: z.string(), mergedAt: moment(), mergedBy: z.string().nullable(),
  undoneAt: moment().nullable(), undoableUntil: moment().nullable().describe('null: undone already, too old, or a later merge stands on it'),
}).meta({ id: 'Merge' });

/** Merges of one merchant, newest first. */
export const MergeHistory = z.object({ merges: z.array(Merge) }).meta({ id: 'MergeHistory' });
export const MergeMade = z.object({ id: z.uuid() }).meta({ id: 'MergeMade' });
export const MergeWanted = z.object({ winnerId: z.uuid(), loserId: z.uuid(), why: z.string().trim().max(500).default(''),
  keep: z.strictObject(Object.fromEntries(MERGE_FIELDS.map((field) => [field, z.enum(['winner', 'loser']).optional()])) as Record<MergeField, z.ZodOptional<z.ZodEnum<{ winner: 'winner'; loser: 'loser' }>>>).default({}).describe('field by field, whose value counts; a field left out follows from the pages'),
}).meta({ id: 'MergeWanted' });
