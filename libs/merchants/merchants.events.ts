import { defineEvent } from '#platform';

/** Every storefront of a run now stands behind a merchant, with its contacts and facts. */
export const MerchantsResolved = defineEvent<{ runId: string }>()('merchants.merchants-resolved');

/** A person joined two merchants: everything of the loser belongs to the winner now. */
export const MerchantsMerged = defineEvent<{ mergeId: string }>()('merchants.merchants-merged');
/** A merge was taken back. */
export const MerchantMergeUndone = defineEvent<{ mergeId: string }>()('merchants.merge-undone');
