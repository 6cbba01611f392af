import { hash as digest } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { sql, type Tx } from '#platform';
import type { SellerPage } from '../facts/page-facts.js';
import { ENOUGH, sayingsOf, sharedKeys, tellingAmong } from './blocking.js';
import { nameFamily } from './list-matching.js';
import { PARTY_VERSION, packParty, unpackOutline, unpackParty, type PackedOutline, type PackedParty } from './packed-party.js';
import { outlineOf, partyOf, type Listing, type Outline, type Party } from './party.js';
import { cityKey, doorOf, nameSounds, type Rarity } from './rarity.js';

/** A key that more storefronts hold is passed over, and nobody's any more: each of them has narrower keys. */
export const CROWD = 40;
/** Of the storefronts that share enough keys with one, those that share most are compared. */
export const MOST_CANDIDATES = 24;
/** From so many holders on it does not matter how many more there are. */
export const LOOKED_AT = 24;
export const EVERYBODY = 0;

/** So many storefronts are looked up or compared before the process attends to others. */
export const AT_ONCE = 500;

/** `said`: its hashed blocking keys, those that say one thing together. */
interface Kept { readonly number: number; readonly storefrontId: string; readonly party: Party; readonly said: ReadonlyArray<{ readonly keys: readonly number[]; readonly telling: number }> }
const keysOf = ({ said }: Pick<Kept, 'said'>): number[] => [...new Set(said.flatMap(({ keys }) => keys))];

type Shown = Pick<SellerPage, 'id' | 'name' | 'country' | 'profile'>;

/** What a seller's page says of who is behind it. */
export function listingOf(page: Shown): Listing {
  const { profile } = page;
  return { id: page.id, names: [page.name, profile.businessName], address: profile.address, country: profile.country ?? page.country, phone: profile.phone, email: profile.email, vat: profile.vat, registration: profile.registration };
}

/**
 * Writes storefronts down as they are compared, with their counts. Those whose pages say what they said are left alone.
 * @returns those that are new or have changed, without the blocking keys that they no longer have; {@link meetCandidates} gives them those they have now.
 */
export async function keepParties(tx: Tx, pages: readonly SellerPage[]): Promise<Kept[]> {
  const known = new Map((await sql<{ storefrontId: string; number: number; hash: string; version: number; blocks: number[]; counted: number[] }>(tx,
    `select storefront_id as "storefrontId", number, hash, version, blocks, counted from identity_party where storefront_id = any($1)`, [pages.map((page) => page.id)])).map((row) => [row.storefrontId, row]));
  const changed = pages.flatMap((page) => {
    const listing = listingOf(page);
    const hash = digest('md5', JSON.stringify({ ...listing, id: '' }));
    const before = known.get(page.id);
    if (before?.hash === hash && before.version === PARTY_VERSION) return [];
    const party = partyOf(listing);
    const said = sayingsOf(party).map(({ keys, telling }) => ({ keys: keys.map(hashed), telling }));
    return [{ id: page.id, hash, party, before, said, blocks: keysOf({ said }), counted: countedOf(party) }];
  });
  if (changed.length === 0) return [];
  const rows = await sql<{ storefrontId: string; number: number }>(tx,
    `insert into identity_party (storefront_id, version, hash, outline, names, family, door, blocks, counted)
     select id::uuid, $2, hash, outline, names, family, door, blocks, counted from json_to_recordset($1) as made (id text, hash text, outline json, names json, family text, door text, blocks int[], counted int[])
     on conflict (storefront_id) do update set version = excluded.version, hash = excluded.hash, outline = excluded.outline, names = excluded.names, family = excluded.family, door = excluded.door, blocks = excluded.blocks, counted = excluded.counted
     returning storefront_id as "storefrontId", number`,
    [JSON.stringify(changed.map(({ id, hash, party, blocks, counted }) => ({ id, hash, ...columnsOf(party), family: nameFamily(party), door: doorOf(party), blocks, counted }))), PARTY_VERSION]);
  const numberOf = new Map(rows.map((row) => [row.storefrontId, row.number]));
  const gone = changed.flatMap((one) => (one.before?.blocks ?? []).filter((key) => !one.blocks.includes(key)).map((key) => [key, one.before!.number] as const));
  if (gone.length > 0) await sql(tx, `delete from identity_block b using unnest($1::int[], $2::int[]) as gone (key, party) where b.key = gone.key and b.party = gone.party`, [gone.map(([key]) => key), gone.map(([, number]) => number)]);
  await count(tx, changed.map((one) => ({ before: one.before?.counted ?? [], now: one.counted })));
  return changed.map((one) => ({ number: numberOf.get(one.id)!, storefrontId: one.id, party: one.party, said: one.said }));
}

async function count(tx: Tx, changes: ReadonlyArray<{ before: readonly number[]; now: readonly number[] }>): Promise<void> {
  const sums = new Map<number, number>();
  for (const { before, now } of changes) {
    for (const key of now) sums.set(key, (sums.get(key) ?? 0) + 1);
    for (const key of before) sums.set(key, (sums.get(key) ?? 0) - 1);
  }
  const rows = [...sums].filter(([, by]) => by !== 0);
  await sql(tx, `insert into identity_count as c (key, n) select * from unnest($1::int[], $2::int[]) on conflict (key) do update set n = c.n + excluded.n`, [rows.map(([key]) => key), rows.map(([, by]) => by)]);
}

/**
 * For each storefront those before it that share narrow blocking keys with it, enough of them to be the same, those that share most first. Each then holds its own
 * keys, where few do. They must be kept, and nobody else keeps any meanwhile.
 */
export async function meetCandidates(tx: Tx, kept: readonly Kept[]): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>();
  for (let from = 0; from < kept.length; from += AT_ONCE) {
    const batch = kept.slice(from, from + AT_ONCE);
    // In the order of the index: each of its pages is met once, not as often as it holds a key.
    const asked = [...new Set(batch.flatMap(keysOf))].sort((x, y) => x - y);
    // The limit keeps a crowded key as cheap as a narrow one.
    const holders = new Map((await sql<{ key: number; parties: number[] }>(tx,
      `select asked.key, held.parties from unnest($1::int[]) as asked (key)
        cross join lateral (select array_agg(party) as parties from (select party from identity_block b where b.key = asked.key limit ${CROWD + 1}) first) held
        where held.parties is not null`, [asked])).map((row) => [row.key, row.parties]));
    const taken: Array<readonly [key: number, party: number]> = [];
    for (const { number, said } of batch) {
      const shared = new Map<number, number>();
      for (const { keys, telling } of said) {
        const met = new Map<number, number>();
        for (const key of keys) {
          const held = holders.get(key) ?? [];
          if (held.length > CROWD) continue;
          const told = tellingAmong(held.length, telling);
          for (const other of held) met.set(other, Math.max(told, met.get(other) ?? 0));
          if (held.includes(number)) continue;
          held.push(number);
          holders.set(key, held);
          taken.push([key, number]);
        }
        met.delete(number);
        for (const [other, told] of met) shared.set(other, (shared.get(other) ?? 0) + told);
      }
      found.set(number, [...shared].filter(([, telling]) => telling >= ENOUGH).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_CANDIDATES).map(([other]) => other));
    }
    taken.sort(([x], [y]) => x - y);
    await sql(tx, `insert into identity_block (key, party) select * from unnest($1::int[], $2::int[])`, [taken.map(([key]) => key), taken.map(([, number]) => number)]);
    await setImmediate();
  }
  return found;
}

/** A party in two columns: most candidates are dismissed by the short one. */
function columnsOf(party: Party): { outline: PackedOutline; names: PackedParty['names'] } {
  const { names, ...outline } = packParty(party);
  return { outline, names };
}

/** A normal form of an older engine is made again from the page. */
const PAGE = `case when p.version <> ${PARTY_VERSION} then (select json_build_object('id', s.id, 'name', s.name, 'country', s.country, 'profile', s.profile) from storefront s where s.id = p.storefront_id) end as page`;
const PARTY_COLUMNS = `p.number, p.storefront_id as "storefrontId", p.outline, p.names, ${PAGE}`;
interface PartyRow { number: number; storefrontId: string; outline: PackedOutline; names: PackedParty['names']; page: Shown | null }
const revived = (row: PartyRow): { storefrontId: string; party: Party } =>
  ({ storefrontId: row.storefrontId, party: row.page ? partyOf(listingOf(row.page)) : unpackParty(row.storefrontId, { ...row.outline, names: row.names }) });

export async function outlinesByNumber(tx: Tx, numbers: readonly number[]): Promise<Map<number, Outline>> {
  const rows = await sql<Pick<PartyRow, 'number' | 'outline' | 'page'>>(tx, `select p.number, p.outline, ${PAGE} from identity_party p where p.number = any($1)`, [numbers]);
  return new Map(rows.map((row) => [row.number, row.page ? outlineOf(partyOf(listingOf(row.page))) : unpackOutline(row.outline)]));
}

export async function partiesByNumber(tx: Tx, numbers: readonly number[]): Promise<Map<number, { storefrontId: string; party: Party }>> {
  const rows = await sql<PartyRow>(tx, `select ${PARTY_COLUMNS} from identity_party p where p.number = any($1)`, [numbers]);
  return new Map(rows.map((row) => [row.number, revived(row)]));
}

export async function partiesOfStorefronts(tx: Tx, storefrontIds: readonly string[]): Promise<Map<string, Party>> {
  const rows = await sql<PartyRow>(tx, `select ${PARTY_COLUMNS} from identity_party p where p.storefront_id = any($1)`, [storefrontIds]);
  return new Map(rows.map((row) => [row.storefrontId, revived(row).party]));
}

/**
 * How common what these parties say is among all storefronts, as far as comparing them with each other, or with the others, asks for it:
 * what two have in common one of the first has.
 */
export async function rarityOf(tx: Tx, parties: readonly Party[], others: readonly Party[] = []): Promise<Rarity> {
  const counted = [...new Set([EVERYBODY, ...[...parties, ...others].flatMap((party) => [...[...nameSounds(party)].map(nameCount), cityCount(cityKey(party))])])];
  const counts = new Map((await sql<{ key: number; n: number }>(tx, `select key, n from identity_count where key = any($1::int[])`, [counted])).map((row) => [row.key, row.n]));
  const shared = new Map([...new Set(parties.flatMap(sharedKeys))].map((key) => [hashed(key), key]));
  const held = new Map<string, { names: number; doors: number }>();
  for (const row of await sql<{ key: number; names: number; doors: number }>(tx,
    `select asked.key, count(distinct held.family)::int as names, count(distinct held.door) filter (where held.door <> '')::int as doors from unnest($1::int[]) as asked (key)
      cross join lateral (select p.family, p.door from (select party from identity_block b where b.key = asked.key limit ${LOOKED_AT}) first join identity_party p on p.number = first.party) held group by asked.key`, [[...shared.keys()]])) {
    held.set(shared.get(row.key)!, row);
  }
  return {
    size: counts.get(EVERYBODY) ?? 0, named: (sound) => counts.get(nameCount(sound)) ?? 0, inCity: (city) => counts.get(cityCount(city)) ?? 0,
    sharing: (key) => held.get(key)?.names ?? 0, doors: (key) => (key.startsWith('a:') ? 0 : held.get(key)?.doors ?? 0),
  };
}

const hashes = new Map<string, number>();
/** The words and towns of a world of 200,000 storefronts; dropped all at once, so a smaller store is refilled by every batch. */
const REMEMBERED = 65_536;
function remembered(text: string): number {
  let hash = hashes.get(text);
  if (hash === undefined) {
    if (hashes.size >= REMEMBERED) hashes.clear();
    hash = hashed(text);
    hashes.set(text, hash);
  }
  return hash;
}
export const nameCount = (sound: string): number => remembered(`word ${sound}`);
export const cityCount = (city: string): number => remembered(`city ${city}`);

/** Four bytes of MD5 as a Postgres int: keys are most of what identity writes, and two that meet by chance give a candidate too many, never a wrong verdict. */
export function hashed(text: string): number {
  return digest('md5', text, 'buffer').readInt32BE();
}

/** What a party adds to the counts: itself, the words of its names, its town. */
export const countedOf = (party: Party): number[] => [EVERYBODY, ...[...nameSounds(party)].map(nameCount), ...(cityKey(party) ? [cityCount(cityKey(party))] : [])];
