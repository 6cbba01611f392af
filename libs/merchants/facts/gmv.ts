import type { EstimateBasis } from './estimate.entity.js';

/** How fast a storefront gathers ratings, and at what price it sells. */
export interface RatingPace {
  readonly marketplace: string;
  readonly sellerId: string;
  readonly from: Date;
  readonly to: Date;
  readonly ratingsFrom: number;
  readonly ratingsTo: number;
  /** Decimal text: median price of its listed products. */
  readonly medianPrice: string;
  readonly currency: string;
}
export interface GmvRange {
  readonly currency: string;
  /** Whole units of the currency for a year; `low < mid < high`. */
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  readonly basis: EstimateBasis;
}

export const GMV_METHOD = 'rating velocity × assumed review rate × median price';
/**
 * Share of orders that leave the seller a rating: 1 to 5 % on the large marketplaces (FEATURES E2, published counts of
 * feedback against orders). Fewer ratings an order means more orders a rating, so the smallest rate gives the high figure.
 */
export const REVIEW_RATES: EstimateBasis['reviewRates'] = [0.01, 0.02, 0.05];
/** What such estimates miss by: mostly 20 % with a week of observations, up to 50 % with less (FEATURES E2). */
const ERROR_OF_A_WEEK = 0.2;
const ERROR_OF_LESS = 0.5;
export const SHORTEST_DAYS = 2;

/** Yearly sales as a range by currency; nothing where no storefront was seen to gather ratings for {@link SHORTEST_DAYS} days. Currencies are never added up. */
export function gmvOf(paces: readonly RatingPace[]): GmvRange[] {
  const known = paces.map((pace) => ({ ...pace, days: (pace.to.getTime() - pace.from.getTime()) / 86_400_000 })).filter((pace) => pace.days >= SHORTEST_DAYS && pace.ratingsTo > pace.ratingsFrom && Number(pace.medianPrice) > 0);
  return [...new Set(known.map((pace) => pace.currency))].sort().map((currency) => {
    const here = known.filter((pace) => pace.currency === currency).sort((a, b) => (a.marketplace + a.sellerId < b.marketplace + b.sellerId ? -1 : 1));
    const sum = (rate: number, error: (days: number) => number): number =>
      here.reduce((total, pace) => total + ((pace.ratingsTo - pace.ratingsFrom) / pace.days) * 365 / rate * Number(pace.medianPrice) * (1 + error(pace.days)), 0);
    const miss = (days: number): number => (days >= 7 ? ERROR_OF_A_WEEK : ERROR_OF_LESS);
    const mid = twoDigits(sum(REVIEW_RATES[1], () => 0), Math.round);
    return {
      currency,
      low: Math.min(twoDigits(sum(REVIEW_RATES[2], (days) => -miss(days)), Math.floor), mid - 1), mid, high: Math.max(twoDigits(sum(REVIEW_RATES[0], miss), Math.ceil), mid + 1),
      basis: {
        reviewRates: REVIEW_RATES,
        storefronts: here.map((pace) => ({ marketplace: pace.marketplace, sellerId: pace.sellerId, ratingsFrom: pace.ratingsFrom, ratingsTo: pace.ratingsTo, from: pace.from.toISOString(), to: pace.to.toISOString(), days: Math.round(pace.days * 10) / 10, medianPrice: pace.medianPrice })),
      },
    };
  });
}

/** More than two digits would promise what the method cannot keep. */
function twoDigits(amount: number, round: (value: number) => number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, amount))) - 1);
  return round(amount / unit) * unit;
}
