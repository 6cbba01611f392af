/** The engine alone, without a database: what `beckon match` needs. */
export { compareParties, LINK, REVIEW, SHARED, type Verdict } from './compare.js';
export { matchList, rarityOf, type Pair } from './list-matching.js';
export { partyOf, type Listing, type Party } from './party.js';
export type { Rarity } from './rarity.js';
