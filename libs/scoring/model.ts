/** What is weighed (FEATURES R1), in the order in which people read it. */
export const SIGNALS = ['rank', 'ratingVolume', 'momentum', 'ratingQuality', 'catalogueFit', 'priceFit', 'reachability', 'crossListing'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Most points a signal can give; whole numbers that add up to 100. */
export type Weights = Readonly<Record<Signal, number>>;

/** What rules a merchant out whatever it scores (FEATURES R8). */
export interface Gates {
  /** On a 0–5 scale; below it, no. */
  readonly minRating: number;
  readonly minRatings: number;
  /** Beginnings of words; a category that holds one is not taken. */
  readonly prohibited: readonly string[];
  /** Categories we look for; empty: all. */
  readonly wanted: readonly string[];
}

/** One line of the explanation. */
export interface Contribution {
  readonly signal: Signal;
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

export const GATE_CODES = ['prohibited-category', 'suppressed', 'rating-too-low', 'too-few-ratings', 'country-not-served'] as const;
export interface FailedGate {
  readonly code: (typeof GATE_CODES)[number];
  readonly text: string;
}

export const MODEL_V1: { readonly weights: Weights; readonly gates: Gates; readonly note: string } = {
  weights: { rank: 25, ratingVolume: 15, momentum: 15, ratingQuality: 10, catalogueFit: 10, priceFit: 10, reachability: 10, crossListing: 5 },
  gates: {
    minRating: 3.5, minRatings: 50, wanted: [],
    prohibited: ['tobacco', 'vaping', 'vape', 'cigar', 'weapon', 'firearm', 'ammunition', 'adult', 'cannabis', 'gambling', 'prescription'],
  },
  note: 'First model: rank, ratings and movement within marketplace, category and country',
};

/** Signals are compared inside marketplace × category × country when at least this many sellers are there, else inside marketplace × category. */
export const SMALLEST_CELL = 8;
/** Movement is measured against the oldest observation of so many days. */
export const MOMENTUM_DAYS = 14;
