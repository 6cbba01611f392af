import { z } from 'zod';
import { BULK_OUTCOMES, BULK_REASONS, BULK_STATES, bulkChangeSchema, type BulkReason } from '#leads';
import { Filters } from '../leads/lead-filters.shapes.js';
import { StageName } from '../leads/lead.shapes.js';
import { moment } from '../returns.js';

const Reason = z.enum(Object.keys(BULK_REASONS) as [BulkReason, ...BulkReason[]]).meta({ id: 'BulkReason' });

export const BulkBody = z.strictObject({
  change: bulkChangeSchema,
  leads: z.union([
    z.strictObject({ ids: z.array(z.uuid()).min(1).max(10_000) }),
    z.strictObject({ filters: Filters.describe('whatever the list shows now') }),
  ]),
}).meta({ id: 'BulkWanted' });
export const BulkDecision = z.strictObject({ to: z.enum(['running', 'cancelled', 'undone']) }).meta({ id: 'BulkDecision' });

const Change = z.object({
  kind: z.enum(['stage', 'owner', 'add-tag', 'remove-tag', 'snooze']), to: StageName.optional(), why: z.string().optional(), ownerId: z.uuid().nullable().optional(), ownerName: z.string().nullable().optional(),
  tag: z.string().optional(), until: moment().optional(),
}).meta({ id: 'BulkChange' });
const Sample = z.object({ leadId: z.uuid(), name: z.string().nullable(), stage: StageName.nullable() });

export const BulkView = z.object({
  id: z.uuid(), state: z.enum(BULK_STATES), change: Change, leads: z.int(), createdAt: moment(), createdBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  startedAt: moment().nullable(), finishedAt: moment().nullable(), undoneAt: moment().nullable(), undoneBy: z.string().nullable(),
  undoUntil: moment().nullable().describe('machine time until which it can be taken back; null when it cannot'),
  counts: z.object({ waiting: z.int(), changed: z.int(), skipped: z.int(), undone: z.int(), kept: z.int() }).describe('waiting, in a preview: these will change'),
}).meta({ id: 'BulkAction' });
export const BulkList = z.object({ actions: z.array(BulkView) }).meta({ id: 'BulkActions' });
export const BulkDetail = BulkView.extend({
  groups: z.array(z.object({ outcome: z.enum(BULK_OUTCOMES), reason: Reason.nullable(), says: z.string().nullable().describe('the reason in words'), leads: z.int(), samples: z.array(Sample) }))
    .describe('leads by what becomes of them and why, most first, each with some of them'),
}).meta({ id: 'BulkActionDetail' });
