import { foldForSearch } from '../folding.js';
import { legalFormOf, type LegalForm } from './legal-form.js';
import type { SellerProfile } from './page-facts.js';

/** Everything that a merchant's name and search text are made of. */
export interface MerchantSources {
  merchantId: string;
  storefronts: Array<{ marketplace: string; sellerId: string; name: string; country: string | null; profile: SellerProfile }>;
  contacts: string[];
  keys: string[];
  /** What a person said instead of the pages, by the name of the fact. */
  corrections: Record<string, string>;
}
export interface MerchantSummary {
  readonly merchantId: string;
  readonly name: string;
  readonly legalName: string | null;
  readonly country: string | null;
  readonly legalForm: LegalForm;
  readonly legalFormReason: string | null;
  readonly searchText: string;
}

/**
 * What a merchant is called: what a person said of it, else as its most-rated storefront is, by content alone, so that
 * the order of runs does not matter.
 */
export function summarise(sources: MerchantSources): MerchantSummary {
  const { corrections } = sources;
  const storefronts = [...sources.storefronts].sort(bestKnownFirst((one) => one.profile.ratingCount));
  const legalName = corrections['businessName'] ?? storefronts.map((one) => one.profile.businessName).find(Boolean) ?? null;
  const name = corrections['storefrontName'] ?? storefronts.map((one) => one.name.trim()).find(Boolean) ?? legalName ?? 'Nameless';
  const country = corrections['country'] ?? storefronts.map((one) => one.profile.country ?? one.country).find((code) => code && /^[A-Z]{2}$/.test(code)) ?? null;
  const registration = corrections['registration'] ?? storefronts.map((one) => one.profile.registration).find(Boolean) ?? null;
  const form = legalFormOf({ said: corrections['legalForm'] ?? null, names: [legalName, ...storefronts.map((one) => one.profile.businessName), name], registration, country });
  const texts = [
    ...storefronts.flatMap((one) => [one.name, one.profile.businessName ?? '', one.sellerId]), name, legalName ?? '',
    ...sources.contacts, ...sources.keys.map((key) => key.replace(/^[A-Z]{2}:/, '')),
  ];
  return {
    merchantId: sources.merchantId, name, legalName, country, legalForm: form.form, legalFormReason: form.reason,
    searchText: [...new Set(texts.map(foldForSearch).filter(Boolean))].sort(compare).join('\n'),
  };
}

/** Whose word counts first when storefronts of one merchant differ: the most rated, then by marketplace and seller id. */
export const bestKnownFirst = <Shop extends { marketplace: string; sellerId: string }>(ratings: (shop: Shop) => number | null | undefined) => (a: Shop, b: Shop): number =>
  (ratings(b) ?? -1) - (ratings(a) ?? -1) || compare(a.marketplace, b.marketplace) || compare(a.sellerId, b.sellerId);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
