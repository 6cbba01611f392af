import type { ChangeKind } from './change-signal.entity.js';

/** What an observation says of a storefront; null where it showed nothing. */
export interface Standing {
  readonly runId: string;
  readonly at: Date;
  readonly rank: number;
  readonly listSize: number;
  /** 0 to 5. */
  readonly rating: number | null;
  readonly products: number;
  /** Decimal text. */
  readonly price: string | null;
  readonly currency: string | null;
}
/** A storefront now, the oldest observation of the last {@link RANK_DAYS} days and that of the last {@link SLOW_DAYS}, all of one source and one category. */
export interface Comparison {
  readonly storefrontId: string;
  readonly category: string;
  readonly now: Standing;
  readonly recent: Standing | null;
  readonly former: Standing | null;
}
export interface Change {
  readonly storefrontId: string;
  readonly kind: ChangeKind;
  readonly category: string;
  readonly before: { readonly runId: string; readonly at: Date; readonly value: string };
  /** Null when the later run shows nothing. */
  readonly value: string | null;
  readonly text: string;
}

/** Business days. */
export const RANK_DAYS = 14;
export const SLOW_DAYS = 30;
/** A list moves by itself: from day to day one storefront in a hundred jumps more than twenty places. */
const LEAST_PLACES = 10;
const LEAST_SHARE_OF_LIST = 0.1;
const RATING_DROP = 0.3;
const PRODUCT_SHARE = 0.2;
/** Two products instead of one are no news. */
const LEAST_PRODUCTS = 3;
const PRICE_CUT = 0.1;

/** What is worth telling of a storefront (FEATURES I8), each with the two values that show it. */
export function changesOf({ storefrontId, category, now, recent, former }: Comparison): Change[] {
  const changes: Change[] = [];
  const say = (kind: ChangeKind, before: Standing, was: string, is: string, text: string): void => {
    changes.push({ storefrontId, kind, category, before: { runId: before.runId, at: before.at, value: was }, value: is, text });
  };
  if (recent) {
    const places = recent.rank - now.rank;
    if (Math.abs(places) >= Math.max(LEAST_PLACES, LEAST_SHARE_OF_LIST * now.listSize)) {
      say(places > 0 ? 'rank-up' : 'rank-down', recent, String(recent.rank), String(now.rank), `${places > 0 ? '+' : '−'}${Math.abs(places)} places in ${category} in ${days(recent, now)} (${recent.rank} → ${now.rank})`);
    }
  }
  if (former) {
    if (former.rating !== null && now.rating !== null && hundredths(former.rating) - hundredths(now.rating) > RATING_DROP * 100) {
      say('rating-drop', former, fixed(former.rating), fixed(now.rating), `rating ${fixed(former.rating)} → ${fixed(now.rating)} in ${days(former, now)}`);
    }
    const more = now.products - former.products;
    if (former.products > 0 && Math.abs(more) >= LEAST_PRODUCTS && Math.abs(more) / former.products >= PRODUCT_SHARE) {
      say(more > 0 ? 'products-up' : 'products-down', former, String(former.products), String(now.products), `${former.products} → ${now.products} products on the lists in ${days(former, now)}`);
    }
    if (former.price !== null && now.price !== null && former.currency === now.currency && Number(former.price) > 0 && 1 - Number(now.price) / Number(former.price) >= PRICE_CUT - 1e-9) {
      say('price-cut', former, `${former.price} ${former.currency ?? ''}`.trim(), `${now.price} ${now.currency ?? ''}`.trim(), `median price ${former.price} → ${now.price} ${now.currency ?? ''} in ${days(former, now)}`);
    }
  }
  return changes;
}

const days = (from: Standing, to: Standing): string => `${Math.max(1, Math.round((to.at.getTime() - from.at.getTime()) / 86_400_000))} d`;
const hundredths = (rating: number): number => Math.round(rating * 100);
const fixed = (rating: number): string => (hundredths(rating) / 100).toFixed(2);
