import { defineEvent } from '#platform';

/** Every storefront of a run now stands behind a merchant, with its contacts and facts. */
export const MerchantsResolved = defineEvent<{ runId: string }>()('merchants.merchants-resolved');
