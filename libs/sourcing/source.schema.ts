import { z } from 'zod';

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A ranking list to start from. `list` names it in observations; it must not change between runs. */
export const sourceEntrySchema = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }),
  category: z.string().trim().min(1).max(200),
  list: z.string().trim().min(1).max(200),
});
export type SourceEntry = z.output<typeof sourceEntrySchema>;

/** How gently a host is treated. Defaults are those for public hosts (FEATURES S6). */
export const budgetSchema = z.strictObject({
  /** Requests under way at once. */
  concurrency: z.number().int().min(1).max(32).default(1),
  /** Least time between two requests to the host. */
  minDelayMs: z.number().int().min(0).max(600_000).default(3_000),
  /** Up to so much more, by chance. */
  jitterMs: z.number().int().min(0).max(600_000).default(2_000),
  pagesPerRun: z.number().int().min(1).max(100_000).default(300),
  /** In any 24 hours of machine time, all runs of the source together. */
  pagesPerDay: z.number().int().min(1).max(1_000_000).default(1_000),
  /** Largest page, decompressed. */
  maxBytes: z.number().int().min(1_000).max(12_000_000).default(8_000_000),
  /** First wait before a page is tried again; doubles, with full jitter (FEATURES S4). */
  retryMs: z.number().int().min(0).max(600_000).default(30_000),
});
export type Budget = z.output<typeof budgetSchema>;

/** By which right we read the source (FEATURES S14). Needed before it can run on a schedule. */
export const permissionSchema = z.strictObject({
  basis: z.string().trim().min(1).max(2_000),
  /** ISO date on which the site's terms were last read. */
  reviewedOn: z.iso.date(),
  reviewer: z.string().trim().min(1).max(200),
  fields: z.array(z.string().trim().min(1)).min(1),
  retentionDays: z.number().int().min(1).max(3_650),
});
export type Permission = z.output<typeof permissionSchema>;

/** Hours of the day, in the source's zone, in which it is not read; `to` before `from` goes over midnight. */
export const blackoutSchema = z.strictObject({ from: z.string().regex(HOUR, 'must be a time such as 22:00'), to: z.string().regex(HOUR, 'must be a time such as 06:00') });
export type Blackout = z.output<typeof blackoutSchema>;

/** What a person expects of a good run: the first run has nothing else to be held against. */
export const expectedItemsSchema = z.strictObject({
  /** Fewer keep any run in quarantine. */
  min: z.number().int().min(1).max(1_000_000),
  /** What a usual run brings; stands for the last good runs until there are some. */
  median: z.number().int().min(1).max(1_000_000).nullish(),
}).refine(({ min, median }) => !median || median >= min, { error: 'must be at least the least that is expected', path: ['median'] });
export type ExpectedItems = z.output<typeof expectedItemsSchema>;

export const newSourceSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Under which name its storefronts are kept; sources of one marketplace share them. Default: the recipe's id. */
  marketplace: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'small letters, digits and "-"').optional(),
  recipeId: z.string().min(1),
  entries: z.array(sourceEntrySchema).min(1).max(1_000),
  /** Five fields, in `zone`. Absent: runs only when a person asks. */
  cron: z.string().trim().min(1).nullish(),
  /** IANA name. */
  zone: z.string().default('UTC').refine((zone) => isZone(zone), 'must be an IANA time zone such as Europe/Berlin'),
  /** A run starts up to so many percent of the time to the next one earlier or later, at most five minutes (FEATURES S2). */
  jitterPercent: z.number().int().min(0).max(25).default(10),
  blackouts: z.array(blackoutSchema).max(10).default([]),
  enabled: z.boolean().default(true),
  budget: budgetSchema.prefault({}),
  permission: permissionSchema.nullish(),
  wallClockLimitS: z.number().int().min(1).max(86_400).default(900),
  expectedItems: expectedItemsSchema.nullish(),
});
export type NewSource = z.input<typeof newSourceSchema>;

/** A source as a person wants it from now on, with the version that the person saw. */
export const changedSourceSchema = newSourceSchema.extend({ version: z.number().int().min(1) });
export type ChangedSource = z.input<typeof changedSourceSchema>;

/** Somebody has read the site's terms again. */
export const reviewSchema = permissionSchema.pick({ reviewedOn: true, reviewer: true });
export type Review = z.output<typeof reviewSchema>;

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
