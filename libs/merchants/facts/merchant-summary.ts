import { foldForSearch } from '../folding.js';
import type { SellerProfile } from './page-facts.js';

/** Everything that a merchant's name and search text are made of. */
export interface MerchantSources {
  merchantId: string;
  storefronts: Array<{ marketplace: string; sellerId: string; name: string; country: string | null; profile: SellerProfile }>;
  contacts: string[];
  keys: string[];
}

export interface MerchantSummary {
  readonly merchantId: string;
  readonly name: string;
  readonly legalName: string | null;
  readonly country: string | null;
  readonly searchText: string;
}

/** What a merchant is called: as its most-rated storefront is, by content alone, so that the order of runs does not matter. */
export function summarise(sources: MerchantSources): MerchantSummary {
  const storefronts = [...sources.storefronts].sort((a, b) =>
    (b.profile.ratingCount ?? -1) - (a.profile.ratingCount ?? -1) || compare(a.marketplace, b.marketplace) || compare(a.sellerId, b.sellerId));
  const legalName = storefronts.map((one) => one.profile.businessName).find(Boolean) ?? null;
  const name = storefronts.map((one) => one.name.trim()).find(Boolean) ?? legalName ?? 'Nameless';
  const texts = [
    ...storefronts.flatMap((one) => [one.name, one.profile.businessName ?? '', one.sellerId]),
    ...sources.contacts, ...sources.keys.map((key) => key.replace(/^[A-Z]{2}:/, '')),
  ];
  return {
    merchantId: sources.merchantId, name, legalName,
    country: storefronts.map((one) => one.profile.country ?? one.country).find((code) => code && /^[A-Z]{2}$/.test(code)) ?? null,
    searchText: [...new Set(texts.map(foldForSearch).filter(Boolean))].sort(compare).join('\n'),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
