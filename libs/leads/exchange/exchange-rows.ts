import { hash } from 'node:crypto';
import { suppressedSql } from '#merchants';
import { sql, type Tx } from '#platform';
import { joinList } from './cells.js';
import { FIELD_PREFIX, type ColumnName } from './columns.js';

/** A lead with its merchant as an export tells it and an import compares it. Times are ISO 8601 UTC. */
export interface ExchangeRow {
  readonly lead_id: string | null;
  readonly merchant_id: string;
  readonly version: number | null;
  readonly name: string;
  readonly legal_name: string | null;
  readonly legal_form: string;
  readonly country: string | null;
  readonly address: string | null;
  readonly vat: string | null;
  readonly registration: string | null;
  readonly emails: string[];
  readonly phones: string[];
  readonly owner_email: string | null;
  readonly owner_name: string | null;
  readonly tags: string[];
  readonly stage: string | null;
  readonly stage_since: string | null;
  readonly snoozed_until: string | null;
  readonly score: number | null;
  readonly reason: string | null;
  readonly category: string | null;
  readonly region: string | null;
  readonly marketplaces: string[];
  readonly storefronts: string[];
  readonly suppressed: boolean;
  readonly created_at: string | null;
  /** By key, in the field's JSON type. */
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** A person's word before any page, else what the best-known storefront shows: as `Facts` tells it. */
const fact = (name: string): string => `coalesce(
  (select c.value from fact_correction c where c.name = '${name}' and c.withdrawn_at is null and c.merchant_id in (select m.id union all select part.id from merchant part where part.merged_into = m.id) order by c.merchant_id <> m.id, c.at desc, c.id limit 1),
  (select f.value from fact f join storefront s on s.id = f.storefront_id where f.merchant_id = m.id and f.name = '${name}' order by coalesce((s.profile ->> 'ratingCount')::int, -1) desc, s.marketplace collate "C", s.seller_id collate "C" limit 1))`;
const PARTS = `(select m.id union all select part.id from merchant part where part.merged_into = m.id)`;

/** Columns of a row, from `merchant m left join lead l`. */
export const EXCHANGE = `l.id as lead_id, m.id as merchant_id, l.version, m.name, m.legal_name, m.legal_form, m.country, ${fact('address')} as address, ${fact('vat')} as vat, ${fact('registration')} as registration,
  array(select value from contact c where c.merchant_id = m.id and c.kind = 'email' order by value collate "C") as emails, array(select value from contact c where c.merchant_id = m.id and c.kind = 'phone' order by value collate "C") as phones,
  o.email as owner_email, o.name as owner_name, array(select distinct tag collate "C" from merchant_tag t where t.merchant_id in ${PARTS} order by 1) as tags,
  l.stage, ${iso('l.stage_since')} as stage_since, ${iso('l.snoozed_until')} as snoozed_until, l.score, l.reason, l.category, r.name as region, coalesce(l.marketplaces, '{}') as marketplaces,
  array(select s.marketplace || ':' || s.seller_id from identity_link link join storefront s on s.id = link.storefront_id where link.merchant_id = m.id and link.unlinked_at is null order by s.marketplace collate "C", s.seller_id collate "C") as storefronts,
  ${suppressedSql({ merchantId: 'm.id', country: 'm.country' })} as suppressed, ${iso('l.created_at')} as created_at,
  coalesce((select json_object_agg(f.key, v.value order by f.key) from custom_field f
     cross join lateral (select own.value from custom_value own where own.field_id = f.id and own.merchant_id in ${PARTS} order by own.merchant_id <> m.id, own.at desc limit 1) v where f.retired_at is null), '{}') as fields`;
export const EXCHANGE_FROM = `left join app_user o on o.id = l.owner_id left join region r on r.id = l.region_id`;

/**
 * Twelve characters that change whenever something changes that an import may change: who brings a row back is told when somebody else was faster.
 * Contacts are left out: they are only ever added, and not everybody is shown them.
 */
export function revisionOf(row: ExchangeRow): string {
  const { name, legal_name, legal_form, country, address, vat, registration, owner_email, tags, fields } = row;
  return hash('sha256', JSON.stringify([name, legal_name, legal_form, country, address, vat, registration, owner_email, tags, Object.entries(fields)]), 'base64url').slice(0, 12);
}

/** Merchants as they stand, each with the open lead that speaks for it (the furthest, then the oldest), or the lead that was asked for. */
export async function currentRows(tx: Tx, { leadIds, merchantIds }: { leadIds: readonly string[]; merchantIds: readonly string[] }): Promise<{ byLead: Map<string, ExchangeRow>; byMerchant: Map<string, ExchangeRow> }> {
  const named = await sql<ExchangeRow>(tx, `select ${EXCHANGE} from lead l join merchant m on m.id = l.merchant_id ${EXCHANGE_FROM} where l.id = any($1::uuid[])`, [leadIds]);
  const others = await sql<ExchangeRow & { asked: string }>(tx,
    `select asked.id as asked, ${EXCHANGE} from merchant asked join merchant m on m.id = coalesce(asked.merged_into, asked.id)
       left join lateral (select * from lead own where own.merchant_id = m.id order by own.closed_at is not null, own.created_at, own.id limit 1) l on true ${EXCHANGE_FROM} where asked.id = any($1::uuid[])`, [merchantIds]);
  return { byLead: new Map(named.map((row) => [row.lead_id!, row])), byMerchant: new Map(others.map(({ asked, ...row }) => [asked, row])) };
}

/** A value as CSV tells it: lists in one cell, yes and no in words, nothing as an empty cell. */
export function cellOf(row: ExchangeRow, column: string): string {
  const value = valueOf(row, column);
  return value === null || value === undefined ? '' : Array.isArray(value) ? joinList(value as string[]) : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
export function valueOf(row: ExchangeRow, column: string): unknown {
  if (column.startsWith(FIELD_PREFIX)) return row.fields[column.slice(FIELD_PREFIX.length)];
  return column === 'revision' ? revisionOf(row) : row[column as Exclude<ColumnName, 'revision'>];
}
