import { z } from 'zod';
import { moment } from '../returns.js';

const text = z.string().nullable();
const Side = z.object({
  storefrontId: z.uuid(), marketplace: z.string(), sellerId: z.string(), name: z.string(), url: text, country: text, merchantId: z.uuid(), merchantName: z.string(),
  storefronts: z.int().describe('of that merchant'),
  shows: z.object({ businessName: text, address: text, email: text, phone: text, vat: text, registration: text, rating: z.number().nullable(), ratingCount: z.int().nullable() }).describe('what its page shows; null: nothing'),
}).meta({ id: 'IdentitySide' });

/** Two storefronts that may be one merchant's. */
export const IdentityPair = z.object({
  id: z.uuid(), score: z.number().describe('how probably they are one business, 0 to 1'), reasons: z.array(z.string()), askedAt: moment(),
  linked: z.boolean().describe('they are one merchant\'s already; the question is whether that is right'), one: Side, other: Side,
}).meta({ id: 'IdentityPair' });
export const IdentityPairs = z.object({ pairs: z.array(IdentityPair), open: z.int(), nextCursor: z.string().nullable() }).meta({ id: 'IdentityPairs' });

export const Verdict = z.object({
  verdict: z.enum(['link', 'apart']), why: z.string().trim().max(500).default(''),
  winnerId: z.uuid().optional().describe('the merchant that stays; left out: the older one'),
}).meta({ id: 'IdentityVerdict' });
export const Decided = z.object({ open: z.int(), mergeId: z.uuid().nullable().describe('what can be undone; null when nothing was joined') }).meta({ id: 'IdentityDecided' });
export const Unlinking = z.object({ why: z.string().trim().min(3, 'Say why in a few words.').max(500) }).meta({ id: 'Unlinking' });
export const Unlinked = z.object({ merchantId: z.uuid().describe('the storefront\'s own merchant') }).meta({ id: 'Unlinked' });
