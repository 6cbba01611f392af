import { defineEvent } from '#platform';

/** A pass has scored everybody; what it found is in `merchant_score`. */
export const MerchantsScored = defineEvent<{ passId: string }>()('scoring.merchants-scored');
