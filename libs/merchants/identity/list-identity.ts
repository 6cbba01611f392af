import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '#platform';
import { blockingKeys, sharedKeys } from './blocking.js';
import { compareParties, LINK, REVIEW } from './compare.js';
import { nameFamily } from './list-matching.js';
import { packParty, unpackParty, type PackedParty } from './packed-party.js';
import { CROWD, countedOf, cityCount, EVERYBODY, hashed, LOOKED_AT, MOST_CANDIDATES, nameCount, partiesByNumber } from './party-book.js';
import { partyOf, type Listing, type Party } from './party.js';
import { doorOf, type Rarity } from './rarity.js';

/** Who a row of a list probably is: a merchant that is known, or an earlier row of the same list. */
export interface Alike {
  readonly merchantId: string | null;
  readonly line: number | null;
  /** 0 to 1; from {@link LINK} on they are one. */
  readonly score: number;
  readonly sure: boolean;
  /** Sentences, the weightiest first. */
  readonly reasons: readonly string[];
}
/** How often words and towns occur among what people's lists say, those that occur more than once; made once a list. */
export type SaidCounts = ReadonlyMap<number, number>;
interface SaidRow { readonly line: number; readonly party: PackedParty; readonly shown: number[]; readonly told: number[] }

/** Finds the merchants behind the rows of a list that a person brings, among all storefronts, what earlier lists said, and the rows above. */
@Injectable()
export class ListIdentity {
  /** Writes rows down as they are compared. Doing it again for the same lines replaces them. */
  async keep(tx: Tx, importId: string, rows: ReadonlyArray<{ line: number; listing: Listing }>): Promise<void> {
    if (rows.length === 0) return;
    const made = rows.map(({ line, listing }) => {
      const party = partyOf(listing);
      return { line, party: packParty(party), family: nameFamily(party), door: doorOf(party), counted: countedOf(party), blocks: [...new Set(blockingKeys(party).map(hashed))] };
    });
    await sql(tx, `delete from said_party where import_id = $1 and line = any($2::int[])`, [importId, made.map((one) => one.line)]);
    await sql(tx,
      `with made as materialized (select * from jsonb_to_recordset($2) as made (line int, party jsonb, family text, door text, counted int[], blocks int[])),
       kept as (insert into said_party (import_id, line, party, family, door, counted) select $1, line, party, family, door, counted from made returning number, line)
       insert into said_block (key, party) select unnest(made.blocks), kept.number from kept join made using (line)`, [importId, JSON.stringify(made)]);
  }

  /** Counts for {@link alike}, of what was taken in before and of this list. Most words occur once, and would be most of the memory. */
  async counts(on: Tx, importId: string): Promise<SaidCounts> {
    return new Map((await sql<{ key: number; n: number }>(on, `select key, count(*)::int as n from said_party p, unnest(p.counted) as key where p.merchant_id is not null or p.import_id = $1 group by key having count(*) > 1`, [importId])).map((row) => [row.key, row.n]));
  }

  /** For each of these lines the likeliest of everybody else, where it is likely enough to say. Rows below a line do not count: they are compared with it in their turn. */
  async alike(tx: Tx, importId: string, lines: readonly number[], said: SaidCounts): Promise<Map<number, Alike>> {
    const wanted = (await sql<SaidRow>(tx,
      `select p.line, p.party, array(${mostShared('identity_block', 'p.number', '0')}) as shown, array(${mostShared('said_block', 'p.number', 'p.number')}) as told from said_party p where p.import_id = $1 and p.line = any($2::int[]) order by p.line`, [importId, lines]))
      .map((row) => ({ ...row, party: unpackParty(String(row.line), row.party) }));
    const parties = await partiesByNumber(tx, [...new Set(wanted.flatMap((one) => one.shown))]);
    const merchantOf = new Map((await sql<{ id: string; merchantId: string }>(tx, `select storefront_id as id, merchant_id as "merchantId" from identity_link where unlinked_at is null and storefront_id = any($1::uuid[])`, [[...parties.values()].map((one) => one.storefrontId)])).map((row) => [row.id, row.merchantId]));
    const others = new Map((await sql<{ number: number; importId: string; line: number; merchantId: string | null; party: PackedParty }>(tx,
      `select p.number, p.import_id as "importId", p.line, coalesce(m.merged_into, m.id) as "merchantId", p.party from said_party p left join merchant m on m.id = p.merchant_id where p.number = any($1::int[]) and (p.merchant_id is not null or p.import_id = $2)`,
      [[...new Set(wanted.flatMap((one) => one.told))], importId])).map((row) => [row.number, { ...row, party: unpackParty(String(row.number), row.party) }]));
    const rarity = await this.rarity(tx, wanted.map((row) => row.party), [...parties.values()].map((one) => one.party), [...others.values()].map((one) => one.party), said);
    return new Map(wanted.flatMap((one) => {
      let best: Alike | null = null;
      const judge = (party: Party, who: Pick<Alike, 'merchantId' | 'line'>): void => {
        const { score, reasons, nameAlone } = compareParties(one.party, party, rarity);
        if (score >= REVIEW && (best === null || score > best.score)) best = { ...who, score: Math.round(score * 10_000) / 10_000, sure: score >= LINK && !nameAlone, reasons: reasons.slice(0, 4) };
      };
      for (const number of one.shown) {
        const other = parties.get(number);
        const merchantId = other && merchantOf.get(other.storefrontId);
        if (merchantId) judge(other.party, { merchantId, line: null });
      }
      for (const number of one.told) {
        const other = others.get(number);
        if (other?.merchantId) judge(other.party, { merchantId: other.merchantId, line: null });
        else if (other && other.line < one.line) judge(other.party, { merchantId: null, line: other.line });
      }
      return best ? [[one.line, best] as const] : [];
    }));
  }

  /** Rows became merchants: from now on other lists are compared with them. */
  async settle(tx: Tx, importId: string, rows: ReadonlyArray<{ line: number; merchantId: string }>): Promise<void> {
    await sql(tx, `update said_party p set merchant_id = now.id from unnest($2::int[], $3::uuid[]) as now (line, id) where p.import_id = $1 and p.line = now.line`, [importId, rows.map((row) => row.line), rows.map((row) => row.merchantId)]);
  }

  /** Rows that did not become merchants are nobody's. */
  async forget(tx: Tx, importId: string): Promise<void> {
    await sql(tx, `delete from said_party where import_id = $1 and merchant_id is null`, [importId]);
  }

  private async rarity(tx: Tx, parties: readonly Party[], shown: readonly Party[], told: readonly Party[], said: SaidCounts): Promise<Rarity> {
    const listed = new Set([...parties, ...told].flatMap(countedOf));
    const counted = [...new Set([EVERYBODY, ...listed, ...shown.flatMap(countedOf)])];
    const counts = new Map((await sql<{ key: number; n: number }>(tx, `select key, n from identity_count where key = any($1::int[])`, [counted])).map((row) => [row.key, row.n]));
    const n = (key: number): number => (counts.get(key) ?? 0) + (said.get(key) ?? (listed.has(key) ? 1 : 0));
    const shared = new Map([...new Set(parties.flatMap(sharedKeys))].map((key) => [hashed(key), key]));
    const held = new Map<string, { names: number; doors: number }>();
    for (const row of await sql<{ key: number; names: number; doors: number }>(tx,
      `select asked.key, count(distinct held.family)::int as names, count(distinct held.door) filter (where held.door <> '')::int as doors from unnest($1::int[]) as asked (key)
        cross join lateral (
          select p.family, p.door from (select party from identity_block b where b.key = asked.key limit ${LOOKED_AT}) first join identity_party p on p.number = first.party
          union all select p.family, p.door from (select party from said_block b where b.key = asked.key limit ${LOOKED_AT}) first join said_party p on p.number = first.party) held group by asked.key`, [[...shared.keys()]])) held.set(shared.get(Number(row.key))!, row);
    return {
      size: n(EVERYBODY), named: (sound) => n(nameCount(sound)), inCity: (city) => n(cityCount(city)),
      sharing: (key) => held.get(key)?.names ?? 0, doors: (key) => (key.startsWith('a:') ? 0 : held.get(key)?.doors ?? 0),
    };
  }
}

/**
 * SQL of those that share most keys with a party, keys of a crowd passed over. Counted where the keys lie: a row has two dozen, and fetching their holders was most of what
 * comparing a list left behind in memory. The limit keeps a crowded key as cheap as a narrow one.
 */
const mostShared = (table: 'identity_block' | 'said_block', party: string, self: string): string => `
  select other from said_block own
    cross join lateral (select array_agg(party) as parties from (select b.party from ${table} b where b.key = own.key limit ${CROWD + 1}) first) held cross join unnest(held.parties) as other
   where own.party = ${party} and cardinality(held.parties) <= ${CROWD} and other <> ${self} group by other order by count(*) desc, other limit ${MOST_CANDIDATES}`;
