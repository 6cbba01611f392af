import { createHash } from 'node:crypto';
import { contradict } from './business-keys.js';
import { LINK } from './identity/compare.js';
import type { LinkEvidence } from './identity/link-evidence.js';

/** A storefront of the run with the numbers its page shows, in the form of business-keys.ts. */
export interface ShownStorefront {
  readonly storefrontId: string;
  readonly marketplace: string;
  readonly sellerId: string;
  readonly vat: string | null;
  readonly registration: string | null;
  /** The merchant it is linked to already. */
  readonly linkedTo: string | null;
}
export interface KnownMerchant {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly vats: readonly string[];
}
/** What is known of these numbers: which merchant owns which, keyed `vat:…` and `registration:…`. */
export interface KnownIdentity {
  readonly owners: ReadonlyMap<string, string>;
  readonly merchants: ReadonlyMap<string, KnownMerchant>;
}
/** Two storefronts, at least one of them of this run, that are probably one merchant's. */
export interface LikelyPair {
  readonly a: string;
  readonly b: string;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly basis: readonly string[];
  /** Nothing but the name speaks for it: never enough for a rule. */
  readonly nameAlone: boolean;
}
/** What comparing the storefronts of a run with all others found. */
export interface Likeness {
  /** The surest first. */
  readonly likely: readonly LikelyPair[];
  /** Who the storefronts beside them are. */
  readonly others: ReadonlyMap<string, { readonly merchantId: string; readonly called: string }>;
  /** All storefronts of those merchants. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** A person said so, or what they say of themselves contradicts: never linked by likeness. */
  separate(a: string, b: string): boolean;
}
export const NOTHING_ALIKE: Likeness = { likely: [], others: new Map(), members: new Map(), separate: () => false };

export interface IdentityDecision {
  /** New merchants, each with the storefronts that stand for it. */
  readonly created: ReadonlyArray<{ id: string; storefrontIds: string[] }>;
  readonly links: ReadonlyArray<{ storefrontId: string; merchantId: string; reason: string; score?: number; evidence?: LinkEvidence }>;
  readonly keys: ReadonlyArray<{ kind: string; value: string; merchantId: string }>;
  /** For storefronts that stay where they are although a number points elsewhere: a sentence for a person. */
  readonly remarks: ReadonlyArray<{ storefrontId: string; remark: string }>;
}

/**
 * Decides by deterministic keys which merchant stands behind each storefront. Depends on what the pages show and not on
 * the order in which they arrive. A number that would join two merchants that exist links the storefront to the older
 * one (by day, then by id) and says so: joining merchants is a person's decision. Where no number speaks, likeness of 0.95
 * and more does.
 */
export function decideIdentity(shown: readonly ShownStorefront[], known: KnownIdentity, likeness: Likeness = NOTHING_ALIKE): IdentityDecision {
  const owners = new Map(known.owners);
  const created: { id: string; storefrontIds: string[] }[] = [];
  const links: { storefrontId: string; merchantId: string; reason: string; score?: number; evidence?: LinkEvidence }[] = [];
  const keys: { kind: string; value: string; merchantId: string }[] = [];
  const remarks: { storefrontId: string; remark: string }[] = [];
  const named = (id: string): string => `“${known.merchants.get(id)?.name ?? id}”`;
  const vatsOf = new Map([...known.merchants].map(([id, merchant]) => [id, [...merchant.vats]]));
  const contested = contestedRegistrations(shown);
  const claim = (kind: 'vat' | 'registration', value: string | null, merchantId: string): void => {
    if (value === null || owners.has(`${kind}:${value}`) || (kind === 'registration' && contested.has(value))) return;
    owners.set(`${kind}:${value}`, merchantId);
    if (kind === 'vat') vatsOf.set(merchantId, [...(vatsOf.get(merchantId) ?? []), value]);
    keys.push({ kind, value, merchantId });
  };

  const inOrder = [...shown].sort(inSellerOrder);
  for (const storefront of inOrder.filter((one) => one.linkedTo !== null)) {
    for (const kind of ['vat', 'registration'] as const) {
      claim(kind, storefront[kind], storefront.linkedTo!);
      const owner = storefront[kind] === null ? undefined : owners.get(`${kind}:${storefront[kind]}`);
      if (owner !== undefined && owner !== storefront.linkedTo) remarks.push({ storefrontId: storefront.storefrontId, remark: `${wording(kind, storefront[kind]!)} also names ${named(owner)}: a person should compare them` });
    }
  }

  const byNumber = groups(inOrder.filter((one) => one.linkedTo === null), contested);
  const { together, joinedBy } = alike(byNumber, likeness, (one) => ownersOf(one, owners, vatsOf));
  for (const group of together) {
    const pointed = new Map(group.map((one) => [one, ownersOf(one, owners, vatsOf)]));
    const all = [...new Set([...pointed.values()].flat())].sort(byAge(known.merchants));
    const like = all.length === 0 ? likeMerchant(group, likeness, vatsOf, byAge(known.merchants)) : null;
    const merchantOfGroup = all[0] ?? like?.merchantId ?? merchantIdOf(group);
    if (all.length === 0 && !like) created.push({ id: merchantOfGroup, storefrontIds: group.map((one) => one.storefrontId) });
    for (const storefront of group) {
      const own = [...new Set(pointed.get(storefront))].sort(byAge(known.merchants));
      const merchantId = own[0] ?? merchantOfGroup;
      const pair = own.length > 0 ? undefined : joinedBy.get(storefront) ?? (like?.storefront === storefront ? like.pair : undefined);
      links.push({ storefrontId: storefront.storefrontId, merchantId, ...(pair ? becauseAlike(storefront, pair) : {}), reason: [pair ? likeWording(storefront, pair, likeness, inOrder) : because(storefront), ...own.slice(1).map((other) => `its other number names ${named(other)}, which is younger: a person should compare them`)].join('; ') });
      claim('vat', storefront.vat, merchantId);
      claim('registration', storefront.registration, merchantId);
    }
  }
  return { created, links, keys, remarks };
}

/** Joins groups of new storefronts that are alike, the surest pair first, unless any two of them must stay apart. */
function alike(byNumber: readonly ShownStorefront[][], likeness: Likeness, ownersOfOne: (one: ShownStorefront) => string[]): { together: ShownStorefront[][]; joinedBy: Map<ShownStorefront, LikelyPair> } {
  const groupOf = new Map(byNumber.flatMap((group) => group.map((one) => [one.storefrontId, group] as const)));
  const joinedBy = new Map<ShownStorefront, LikelyPair>();
  for (const pair of likeness.likely) {
    const [one, other] = [groupOf.get(pair.a), groupOf.get(pair.b)];
    if (pair.score < LINK || pair.nameAlone || !one || !other || one === other) continue;
    const owners = new Set([...one, ...other].flatMap(ownersOfOne));
    if (owners.size > 1 || one.some((a) => other.some((b) => likeness.separate(a.storefrontId, b.storefrontId) || (a.vat !== null && b.vat !== null && contradict(a.vat, b.vat))))) continue;
    // The one that comes first stands for itself; the other was found to be like it.
    const [a, b] = [one.find((front) => front.storefrontId === pair.a)!, other.find((front) => front.storefrontId === pair.b)!];
    joinedBy.set(inSellerOrder(a, b) <= 0 ? b : a, pair);
    one.push(...other);
    for (const front of other) groupOf.set(front.storefrontId, one);
  }
  return { together: [...new Set(groupOf.values())], joinedBy };
}

/** The merchant of a storefront that the group is surely like; none where anything speaks against it. */
function likeMerchant(group: readonly ShownStorefront[], likeness: Likeness, vatsOf: ReadonlyMap<string, readonly string[]>, older: (a: string, b: string) => number): { merchantId: string; storefront: ShownStorefront; pair: LikelyPair } | null {
  const found = likeness.likely.filter((pair) => pair.score >= LINK && !pair.nameAlone).flatMap((pair) => {
    const storefront = group.find((one) => one.storefrontId === pair.a || one.storefrontId === pair.b);
    const merchantId = storefront && likeness.others.get(besides(storefront, pair))?.merchantId;
    if (!storefront || !merchantId) return [];
    const against = group.some((one) => (likeness.members.get(merchantId) ?? []).some((member) => likeness.separate(one.storefrontId, member)) || (vatsOf.get(merchantId) ?? []).some((vat) => one.vat !== null && contradict(one.vat, vat)));
    return against ? [] : [{ merchantId, storefront, pair }];
  });
  return found.sort((one, other) => other.pair.score - one.pair.score || older(one.merchantId, other.merchantId))[0] ?? null;
}
const besides = (storefront: ShownStorefront, pair: LikelyPair): string => (pair.a === storefront.storefrontId ? pair.b : pair.a);

function becauseAlike(storefront: ShownStorefront, pair: LikelyPair): { score: number; evidence: LinkEvidence } {
  return { score: pair.score, evidence: { beside: besides(storefront, pair), reasons: pair.reasons, basis: pair.basis } };
}

/** "0.98 like “Tallow” on brightcart: same telephone: …; names agree: …" */
function likeWording(storefront: ShownStorefront, pair: LikelyPair, likeness: Likeness, inOrder: readonly ShownStorefront[]): string {
  const beside = besides(storefront, pair);
  const other = inOrder.find((one) => one.storefrontId === beside);
  return `${(Math.floor(pair.score * 100) / 100).toFixed(2)} like ${likeness.others.get(beside)?.called ?? (other ? `seller ${other.sellerId} on ${other.marketplace}` : beside)}: ${pair.reasons.slice(0, 3).join('; ')}`;
}

/** Merchants that own a number of the storefront. A register number counts nothing against a VAT number that says otherwise. */
function ownersOf(storefront: ShownStorefront, owners: ReadonlyMap<string, string>, vatsOf: ReadonlyMap<string, readonly string[]>): string[] {
  const byVat = storefront.vat === null ? undefined : owners.get(`vat:${storefront.vat}`);
  const byRegistration = storefront.registration === null ? undefined : owners.get(`registration:${storefront.registration}`);
  const otherwise = byRegistration !== undefined && storefront.vat !== null && (vatsOf.get(byRegistration) ?? []).some((vat) => contradict(vat, storefront.vat!));
  return [byVat, otherwise ? undefined : byRegistration].filter((id) => id !== undefined);
}

/** Register numbers that storefronts of one run show beside VAT numbers that contradict each other: they name nobody. */
function contestedRegistrations(shown: readonly ShownStorefront[]): Set<string> {
  const contested = by(shown, (one) => one.registration).filter((together) => {
    const vats = together.flatMap((one) => one.vat ?? []);
    return vats.some((vat) => vats.some((other) => contradict(vat, other)));
  });
  return new Set(contested.map((together) => together[0]!.registration!));
}

/** Storefronts that share a number, together. */
function groups(storefronts: readonly ShownStorefront[], contested: ReadonlySet<string>): ShownStorefront[][] {
  const parent = new Map(storefronts.map((one) => [one, one]));
  const root = (one: ShownStorefront): ShownStorefront => {
    let top = one;
    while (parent.get(top) !== top) top = parent.get(top)!;
    parent.set(one, top);
    return top;
  };
  const join = (together: readonly ShownStorefront[]): void => {
    for (const one of together.slice(1)) parent.set(root(one), root(together[0]!));
  };
  for (const together of by(storefronts, (one) => one.vat)) join(together);
  for (const together of by(storefronts, (one) => one.registration)) join(contested.has(together[0]!.registration!) ? together.filter((one) => one.vat === null) : together);
  return by(storefronts, (one) => root(one).storefrontId);
}

function by(storefronts: readonly ShownStorefront[], key: (one: ShownStorefront) => string | null): ShownStorefront[][] {
  const found = new Map<string, ShownStorefront[]>();
  for (const one of storefronts) {
    const value = key(one);
    if (value !== null) found.set(value, [...(found.get(value) ?? []), one]);
  }
  return [...found.values()];
}

/** A name-based UUID (RFC 9562 version 8) of the group's strongest key: VAT, else register number, else its first seller id. */
function merchantIdOf(group: readonly ShownStorefront[]): string {
  const first = (values: readonly (string | null)[]): string | undefined => values.filter((value) => value !== null).sort(compare)[0];
  const vat = first(group.map((one) => one.vat));
  const registration = first(group.map((one) => one.registration));
  const seller = first(group.map((one) => JSON.stringify([one.marketplace, one.sellerId])));
  return namedUuid(vat ? `vat:${vat}` : registration ? `registration:${registration}` : `seller:${seller}`);
}

export function namedUuid(name: string): string {
  const bytes = createHash('sha256').update(`beckon.merchant:${name}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const because = (one: ShownStorefront): string =>
  one.vat ? wording('vat', one.vat) : one.registration ? wording('registration', one.registration) : `seller ${one.sellerId} on ${one.marketplace}`;
const wording = (kind: 'vat' | 'registration', value: string): string => (kind === 'vat' ? `VAT number ${value}` : `register number ${value.replace(':', ' ')}`);
const byAge = (merchants: ReadonlyMap<string, KnownMerchant>) => (a: string, b: string): number =>
  compare(day(merchants.get(a)), day(merchants.get(b))) || compare(a, b);
const day = (merchant: KnownMerchant | undefined): string => merchant?.createdAt.toISOString().slice(0, 10) ?? '';
const inSellerOrder = (a: ShownStorefront, b: ShownStorefront): number => compare(a.marketplace, b.marketplace) || compare(a.sellerId, b.sellerId);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
