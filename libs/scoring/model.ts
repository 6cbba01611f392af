import { z } from 'zod';

/** What is weighed (FEATURES R1), in the order in which people read it. Stored shares and evidence stand in this order: new ones go to the end. */
export const SIGNALS = ['rank', 'ratingVolume', 'momentum', 'ratingQuality', 'catalogueFit', 'priceFit', 'reachability', 'crossListing', 'knownBusiness', 'steadiness'] as const;
export type Signal = (typeof SIGNALS)[number];
export const LABELS: Readonly<Record<Signal, string>> = {
  rank: 'Rank', ratingVolume: 'Ratings', momentum: 'Movement', ratingQuality: 'Rating', catalogueFit: 'Catalogue', priceFit: 'Prices', reachability: 'Reachable', crossListing: 'Sells elsewhere',
  knownBusiness: 'Known business', steadiness: 'Steady',
};
/** What each one asks, for whoever sets its weight. */
export const QUESTIONS: Readonly<Record<Signal, string>> = {
  rank: 'How high does it rank among sellers of its marketplace, category and country?', ratingVolume: 'How many ratings does it have, against the same sellers?',
  momentum: 'Has its rank moved within two weeks?', ratingQuality: 'How well is it rated, against the same sellers?', catalogueFit: 'How much does it list in a category that we look for?',
  priceFit: 'Does it sell at the usual prices of its category?', reachability: 'Is a mailbox published, best one of a function?', crossListing: 'Does it sell on more than one marketplace?',
  knownBusiness: 'Does it publish a VAT number and a register entry?', steadiness: 'On how many of the last 28 days was it listed?',
};
/** Measured a storefront; a merchant gets the best of its storefronts. */
export const STOREFRONT_SIGNALS = ['rank', 'ratingVolume', 'momentum', 'ratingQuality', 'catalogueFit', 'priceFit', 'steadiness'] as const satisfies readonly Signal[];
/** Measured a merchant. */
export const MERCHANT_SIGNALS = ['reachability', 'crossListing', 'knownBusiness'] as const satisfies readonly Signal[];

/** Shares are whole ten-thousandths, so that SQL gives every reader the same points. */
export const WHOLE = 10_000;

/** Most points a signal can give; whole numbers that add up to 100. A signal that is left out weighs nothing. */
export type Weights = Readonly<Partial<Record<Signal, number>>>;

/** What rules a merchant out whatever it scores (FEATURES R8). Suppression always does. */
export interface Gates {
  /** On a 0–5 scale; below it, no. */
  readonly minRating: number;
  readonly minRatings: number;
  /** Beginnings of words; a category that holds one is not taken. */
  readonly prohibited: readonly string[];
  /** Categories we look for; empty: all. Not a gate: others get no points for their catalogue. */
  readonly wanted: readonly string[];
  /** Only countries that a region serves; left out: yes. */
  readonly countryServed?: boolean | undefined;
  /** Nobody who sells with us already; left out: yes. */
  readonly notOurs?: boolean | undefined;
}

const words = z.array(z.string().trim().min(1).max(80)).max(200).transform((list) => [...new Set(list)]);
export const weightsSchema = z.strictObject(Object.fromEntries(SIGNALS.map((signal) => [signal, z.int().min(0).max(100).default(0)])) as Record<Signal, z.ZodDefault<z.ZodInt>>)
  .refine((weights) => Object.values(weights).reduce((sum, weight) => sum + weight, 0) === 100, 'The weights must add up to 100.');
export const gatesSchema = z.strictObject({
  minRating: z.number().min(0).max(5), minRatings: z.int().min(0).max(10_000_000), prohibited: words, wanted: words, countryServed: z.boolean().default(true), notOurs: z.boolean().default(true),
});

/** One line of the explanation. */
export interface Contribution {
  /** `override` is what a person gave or took. */
  readonly signal: Signal | 'override';
  readonly label: string;
  readonly points: number;
  readonly max: number;
  /** For people: "rank 14 of 150 in Kitchen (top 10 % of 63 sellers from DE)". */
  readonly text: string;
  /** For a card: "#14 in Kitchen"; null when it says nothing by itself. */
  readonly short: string | null;
  /** The value as the page showed it, null when it showed none. */
  readonly raw: string | null;
  readonly sourceUrl: string | null;
  /** ISO 8601 UTC; null when nothing was seen. */
  readonly seenAt: string | null;
}

export const GATE_CODES = ['prohibited-category', 'suppressed', 'already-selling-with-us', 'rating-too-low', 'too-few-ratings', 'country-not-served'] as const;
export type GateCode = (typeof GATE_CODES)[number];
export interface FailedGate {
  readonly code: GateCode;
  readonly text: string;
}

export const MODEL_V1: { readonly weights: Weights; readonly gates: Gates; readonly note: string } = {
  weights: { rank: 25, ratingVolume: 15, momentum: 15, ratingQuality: 10, catalogueFit: 10, priceFit: 10, reachability: 10, crossListing: 5, knownBusiness: 0, steadiness: 0 },
  gates: {
    minRating: 3.5, minRatings: 50, wanted: [], countryServed: true, notOurs: true,
    prohibited: ['tobacco', 'vaping', 'vape', 'cigar', 'weapon', 'firearm', 'ammunition', 'adult', 'cannabis', 'gambling', 'prescription'],
  },
  note: 'First model: rank, ratings and movement within marketplace, category and country',
};

/** Signals are compared inside marketplace × category × country when at least this many sellers are there, else inside marketplace × category. */
export const SMALLEST_CELL = 8;
/** Movement is measured against the oldest observation of so many days. */
export const MOMENTUM_DAYS = 14;
/** Steadiness counts days of so many. */
export const STEADY_WINDOW_DAYS = 28;
/** Listed on so many days of them is as steady as it gets: a source read every third day can prove it. */
export const STEADY_DAYS = 9;
/** A snapshot older than this is shown greyed (FEATURES R5). */
export const GREY_AFTER_DAYS = 14;
/** And with one older than this a lead is not picked until it is seen again. */
export const OUT_AFTER_DAYS = 30;
