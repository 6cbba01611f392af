import { readMailbox } from '../mailboxes.js';

/** What sourcing keeps of a seller's page; a part the page does not show is null or absent. */
export interface SellerProfile {
  businessName?: string | null; address?: string | null; country?: string | null; email?: string | null; phone?: string | null;
  vat?: string | null; registration?: string | null; rating?: number | null; positivePercent?: number | null; ratingCount?: number | null;
  url?: string | null; sourceUrl?: string | null;
  /** Fields that an earlier page said, by field. */
  kept?: Readonly<Record<string, { readonly sourceUrl: string | null; readonly seenAt: string }>> | null;
}
/** A storefront of a run with what its own page says. */
export interface SellerPage {
  readonly id: string; readonly marketplace: string; readonly sellerId: string; readonly name: string; readonly url: string | null; readonly country: string | null;
  readonly profile: SellerProfile;
  readonly profileSeenAt: Date | null;
  /** The page was read after its facts were last written. */
  readonly fresh: boolean;
}

export interface PageContact {
  readonly kind: 'email' | 'phone';
  readonly value: string;
  readonly role: boolean;
  readonly fault: string | null;
}
export interface PageFact {
  readonly name: string;
  readonly value: string;
  /** 0 to 1: labelled parts of a trader block are surest; a country read off an address line is less so. */
  readonly confidence: number;
}

const FACTS: ReadonlyArray<{ name: keyof SellerProfile; confidence: number }> = [
  { name: 'businessName', confidence: 0.95 }, { name: 'address', confidence: 0.95 }, { name: 'country', confidence: 0.9 }, { name: 'vat', confidence: 0.95 },
  { name: 'registration', confidence: 0.95 }, { name: 'rating', confidence: 0.99 }, { name: 'positivePercent', confidence: 0.99 }, { name: 'ratingCount', confidence: 0.99 },
];

/** Figures that every reading of a page changes: their history is in the observations, not in `fact_past`. */
export const FIGURES = ['rating', 'positivePercent', 'ratingCount'];

/** The values a seller's page shows. What it does not show is left out, never guessed. */
export function pageFacts(storefront: SellerPage): PageFact[] {
  const shown = FACTS.flatMap(({ name, confidence }) => {
    const value = storefront.profile[name];
    return value === null || value === undefined || value === '' ? [] : [{ name, value: String(value).slice(0, 2000), confidence }];
  });
  return [{ name: 'storefrontName', value: storefront.name, confidence: 0.99 }, ...shown];
}

/** The ways to reach the seller that its page shows. Text that is no address is kept, marked, and never mailed. */
export function pageContacts(storefront: SellerPage): PageContact[] {
  const { email, phone } = storefront.profile;
  return [...(email?.trim() ? [mailContact(email)] : []), ...(phone?.trim() ? [phoneContact(phone)] : [])];
}

export function mailContact(shown: string): PageContact {
  const mailbox = readMailbox(shown);
  return { kind: 'email', value: mailbox.address.slice(0, 320), role: mailbox.role, fault: mailbox.fault };
}
export const phoneContact = (shown: string): PageContact => ({ kind: 'phone', value: shown.normalize('NFKC').trim().replace(/\s+/g, ' ').slice(0, 40), role: false, fault: null });

/** Where one value came from and when it was seen: not always the page that was read last. */
export function saidBy(page: SellerPage, field: string): { source: string; seenAt: Date } {
  const kept = page.profile.kept?.[field];
  return kept ? { source: kept.sourceUrl ?? sourceOf(page), seenAt: new Date(kept.seenAt) } : { source: sourceOf(page), seenAt: page.profileSeenAt! };
}

/** The page to open when somebody asks where a value came from. */
export function sourceOf(storefront: SellerPage): string {
  return storefront.profile.sourceUrl ?? storefront.profile.url ?? storefront.url ?? `${storefront.marketplace}:${storefront.sellerId}`;
}
