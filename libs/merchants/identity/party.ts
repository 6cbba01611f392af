import { registrationKey, vatKey } from '../business-keys.js';
import { placeOf, type Place } from './addresses.js';
import { mailDomain, siteOf } from './domains.js';
import { namesIn, type NameForm } from './names.js';
import { phonesIn, type Phone } from './phones.js';

/** A business as somebody wrote it down. Any part may be absent. */
export interface Listing {
  readonly id: string;
  /** The list, register or marketplace that it comes from. */
  readonly source?: string | null;
  readonly names: readonly (string | null | undefined)[];
  readonly address?: string | null;
  readonly city?: string | null;
  readonly region?: string | null;
  readonly postcode?: string | null;
  readonly country?: string | null;
  readonly phone?: string | null;
  readonly website?: string | null;
  readonly email?: string | null;
  readonly vat?: string | null;
  readonly registration?: string | null;
}

/** A listing, ready to be compared. */
export interface Party {
  readonly id: string;
  readonly source: string | null;
  readonly names: readonly NameForm[];
  readonly place: Place;
  readonly phones: readonly Phone[];
  /** Registrable domains of website and mail address. */
  readonly sites: readonly string[];
  /** In the form of business-keys.ts. */
  readonly vat: string | null;
  /** "DE:HRB12345"; ":HRB12345" where no country is known. */
  readonly registration: string | null;
}

/** What tells two parties apart before anybody looks at their names, which are most of what is known and cost most to compare. */
export interface Outline extends Pick<Party, 'place' | 'phones' | 'sites' | 'vat' | 'registration'> {
  /** It has a name, and one of its names has figures. */
  readonly named: boolean;
  readonly numbered: boolean;
}

export const outlineOf = ({ names, place, phones, sites, vat, registration }: Party): Outline =>
  ({ named: names.length > 0, numbered: names.some((name) => name.numbers.length > 0), place, phones, sites, vat, registration });

export function partyOf(listing: Listing): Party {
  const names = new Map(listing.names.flatMap((line) => namesIn(line)).map((form) => [`${form.joined} ${form.numbers.join(' ')} ${form.aside.map((word) => word.text).join(' ')}`, form]));
  const place = placeOf(listing);
  return {
    id: listing.id, source: listing.source?.trim() || null, names: [...names.values()].slice(0, 4), place,
    phones: phonesIn(listing.phone, place.country),
    sites: [...new Set([siteOf(listing.website), mailDomain(listing.email)].filter((site) => site !== null))],
    vat: vatKey(listing.vat, place.country)?.value ?? null,
    registration: registrationKey(listing.registration, place.country)?.value ?? bareRegistration(listing.registration),
  };
}

function bareRegistration(shown: string | null | undefined): string | null {
  const key = registrationKey(shown, 'ZZ');
  return key ? key.value.replace(/^ZZ/, '') : null;
}
