import { z } from 'zod';
import { GATE_CODES, SIGNALS, type Signal } from '#scoring';
import { moment } from '../returns.js';

const WeightsShown = z.object(Object.fromEntries(SIGNALS.map((signal) => [signal, z.int()])) as Record<Signal, z.ZodInt>).meta({ id: 'ScoreWeights' });
const GatesShown = z.object({
  minRating: z.number(), minRatings: z.int(), prohibited: z.array(z.string()), wanted: z.array(z.string()).describe('categories that give points for the catalogue; empty: all'),
  countryServed: z.boolean(), notOurs: z.boolean(),
}).meta({ id: 'ScoreGates' });

const Version = z.object({
  id: z.uuid(), version: z.int(), state: z.enum(['draft', 'published', 'retired']), weights: WeightsShown, gates: GatesShown, note: z.string(),
  publishedAt: moment().nullable(), publishedBy: z.string().nullable(), editedAt: moment().nullable().describe('of a draft: when it was last saved; publishing names it'),
  merchants: z.int().describe('merchants scored with it'),
}).meta({ id: 'ScoreModelVersion' });

export const Pass = z.object({
  id: z.uuid(), reason: z.string(), state: z.enum(['waiting', 'running', 'done', 'failed']), stage: z.enum(['locating', 'cells', 'merchants', 'scores']),
  done: z.int().describe('of the stage'), total: z.int(), merchants: z.int().nullable(), changed: z.int().nullable(), requestedAt: moment(), startedAt: moment().nullable(), finishedAt: moment().nullable(),
}).meta({ id: 'ScorePass' });

/** All that the model screen shows. */
export const ModelDesk = z.object({
  signals: z.array(z.object({ signal: z.enum(SIGNALS), label: z.string(), question: z.string() })),
  versions: z.array(Version), categories: z.array(z.string()).describe('that the book holds'), previewed: z.int().describe('most merchants that a preview looks at'),
}).meta({ id: 'ScoreModelDesk' });
export const PassList = z.object({ passes: z.array(Pass) }).meta({ id: 'ScorePasses' });

/** Checked by the room, whose words name what is wrong. */
export const ModelGiven = z.object({ weights: z.record(z.string(), z.unknown()), gates: z.record(z.string(), z.unknown()) }).meta({ id: 'ScoreModelGiven' });
export const DraftGiven = ModelGiven.extend({ basedOn: z.iso.datetime().nullable().describe('when the draft that was edited had last been saved; null: there was none') }).meta({ id: 'ScoreDraftGiven' });
export const DraftSaved = z.object({ id: z.uuid(), version: z.int(), editedAt: moment() }).meta({ id: 'ScoreDraft' });
export const Publication = z.object({
  note: z.string().max(500), override: z.string().max(500).optional().describe('why it is published though it was not tried on the past, or did worse there'), editedAt: z.iso.datetime().describe('of the draft as it was looked at'),
}).meta({ id: 'ScorePublication' });
export const Published = z.object({ version: z.int(), passId: z.uuid() }).meta({ id: 'ScorePublished' });

const Move = z.object({ merchantId: z.uuid(), name: z.string(), from: z.int(), to: z.int(), fromRank: z.int().nullable(), toRank: z.int().nullable() }).meta({ id: 'ScoreMove' });
const counts = z.array(z.int());
export const Preview = z.object({
  merchants: z.int(), all: z.int(), ms: z.int(), overlap: z.int().describe('percent of the top that stays'), top: z.int(),
  entering: z.array(Move), leaving: z.array(Move), rising: z.array(Move), falling: z.array(Move), meanMove: z.number(), scoresUp: z.int(), scoresDown: z.int(),
  histogram: z.object({ before: counts, after: counts }), gates: z.array(z.object({ code: z.enum(GATE_CODES), before: z.int(), after: z.int() })), passing: z.object({ before: z.int(), after: z.int() }),
}).meta({ id: 'ScorePreview' });

export const OverrideWanted = z.object({ points: z.int(), reason: z.string().max(500), expiresAt: z.iso.datetime() }).meta({ id: 'ScoreOverrideWanted' });
export const Override = z.object({ override: z.object({ points: z.int(), reason: z.string(), by: z.string().nullable(), at: moment(), expiresAt: moment() }).nullable() }).meta({ id: 'ScoreOverride' });
