import { z } from 'zod';
import { SIGNALS, type Signal } from '#scoring';
import { moment } from '../returns.js';

const Performance = z.object({
  candidates: z.int().describe('merchants that no gate ruled out and that had not said yes before'),
  positives: z.int().describe('of them, those with the outcome in the days that followed'),
  of: z.int().describe('size of the top: fifty, or all candidates'), hits: z.int().describe('of the top, those with the outcome'),
}).meta({ id: 'ReplayPerformance' });
const Summary = z.object({
  hits: z.int(), of: z.int(), precision: z.number().nullable().describe('hits of of, 0 to 1'), low: z.number().nullable(), high: z.number().nullable(),
  lift: z.number().nullable().describe('times better than picking at random; null when nobody came at all'),
}).meta({ id: 'ReplaySummary' });
const Weights = z.object(Object.fromEntries(SIGNALS.map((signal) => [signal, z.int().optional()])) as Record<Signal, z.ZodOptional<z.ZodInt>>);

/** A model tried on past days beside the one in force. */
export const Replay = z.object({
  id: z.uuid(), state: z.enum(['waiting', 'running', 'done', 'failed']), done: z.int(), weeks: z.int(), horizonDays: z.int(), outcome: z.enum(['accept', 'answer']),
  weights: Weights, publishedVersion: z.int(), requestedAt: moment(), requestedBy: z.string().nullable(), finishedAt: moment().nullable(), error: z.string().nullable(),
  cutoffs: z.array(z.object({
    asOf: moment(), tried: Performance, published: Performance, overlap: z.int().describe('merchants in both tops'),
    disagreements: z.array(z.object({ merchantId: z.uuid(), name: z.string(), triedRank: z.int().nullable(), publishedRank: z.int().nullable(), came: z.boolean() })),
  })),
  tried: Summary, published: Summary,
  suggestion: z.object({
    weights: Weights.nullable(), why: z.string(), examples: z.int(), positives: z.int(),
    odds: z.record(z.string(), z.number()).describe('by signal: the odds of the outcome at a full share against none'),
    calibration: z.array(z.object({ foretold: z.number(), came: z.int(), of: z.int() })), calibrationError: z.number().nullable(),
  }).nullable(),
}).meta({ id: 'ScoreReplay' });
export const Replays = z.object({ replays: z.array(Replay) }).meta({ id: 'ScoreReplays' });

export const ReplayRequest = z.object({
  weights: z.record(z.string(), z.unknown()), gates: z.record(z.string(), z.unknown()),
  weeks: z.int().min(1).max(52).default(12), horizonDays: z.int().min(7).max(180).default(60), outcome: z.enum(['accept', 'answer']).default('accept'),
}).meta({ id: 'ScoreReplayRequest' });
