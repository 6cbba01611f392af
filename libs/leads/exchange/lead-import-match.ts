import { Inject, Injectable } from '@nestjs/common';
import { CustomFields, ListIdentity, registrationKey, vatKey, type Alike, type SaidCounts } from '#merchants';
import { sql, type Tx } from '#platform';
import { currentRows, revisionOf, type ExchangeRow } from './exchange-rows.js';
import type { LeadMapping } from './columns.js';
import type { RowVerdict } from './lead-import.entity.js';
import { listingOf, readValues, type Fault, type Given, type Known, type RowChange } from './row-values.js';

interface Row { readonly line: number; readonly facts: Given; readonly faults: Fault[]; readonly decision: 'same' | 'other' | null }
interface Judged { readonly line: number; readonly verdict: RowVerdict; readonly leadId: string | null; readonly merchantId: string | null; readonly likeLine: number | null; readonly alike: Alike | null; readonly seen: string | null; readonly changes: RowChange[]; readonly faults: Fault[] }
/** An earlier row, as far as later ones depend on it. */
interface Earlier { readonly line: number; readonly verdict: RowVerdict; readonly merchantId: string | null; readonly likeLine: number | null; readonly changes: RowChange[] | null }

/** What the merchant stood at when it was looked at: another value, and somebody was faster. */
export const standingOf = (row: ExchangeRow): string => `${row.version ?? '-'} ${revisionOf(row)}`;

/** Says of each row who it is about and what taking it in would do. */
@Injectable()
export class LeadImportMatch {
  constructor(@Inject(ListIdentity) private readonly identity: ListIdentity, @Inject(CustomFields) private readonly fields: CustomFields) {}

  async known(tx: Tx): Promise<Known> {
    const people = await sql<{ id: string; email: string }>(tx, `select id, lower(email) as email from app_user where disabled_at is null`);
    return { owners: new Map(people.map((one) => [one.email, one.id])), fields: new Map((await this.fields.all(tx)).filter((one) => !one.retired).map((one) => [one.key, one])) };
  }

  counts(tx: Tx, importId: string): Promise<SaidCounts> {
    return this.identity.counts(tx, importId);
  }

  /** Judges rows in their order; those above them have been judged. */
  async judge(tx: Tx, importId: string, rows: readonly Row[], mapping: LeadMapping, known: Known, said: SaidCounts): Promise<void> {
    const keysOf = new Map(rows.map((row) => [row.line, keysIn(row)]));
    const owned = await ownersOf(tx, [...keysOf.values()].flat());
    const named = rows.flatMap((row) => [...new Set([row.facts['merchant_id']?.trim().toLowerCase(), ...keysOf.get(row.line)!.flatMap((key) => owned.get(key) ?? [])].filter((id) => id !== undefined))]);
    const leadIds = rows.flatMap((row) => row.facts['lead_id']?.trim().toLowerCase() ?? []);
    const strangers = rows.filter((row) => !hasFault(row) && !row.facts['lead_id'] && !row.facts['merchant_id'] && keysOf.get(row.line)!.every((key) => !owned.has(key))).map((row) => row.line);
    const alike = await this.identity.alike(tx, importId, strangers, said);
    const earlier = new Map((await sql<Earlier>(tx, `select line, verdict, merchant_id as "merchantId", like_line as "likeLine", changes from lead_import_row where import_id = $1 and line = any($2::int[])`, [importId, [...alike.values()].flatMap((one) => one.line ?? [])])).map((row) => [row.line, row]));
    const current = await currentRows(tx, { leadIds: leadIds.filter(isUuid), merchantIds: [...new Set([...named, ...[...alike.values()].flatMap((one) => one.merchantId ?? []), ...[...earlier.values()].flatMap((one) => one.merchantId ?? [])])].filter(isUuid) });
    const targets = [...current.byLead.values(), ...current.byMerchant.values()].map((row) => row.merchant_id);
    const spoken = new Map((await sql<Earlier>(tx,
      `select distinct on (merchant_id) line, verdict, merchant_id as "merchantId", like_line as "likeLine", changes from lead_import_row where import_id = $1 and merchant_id = any($2::uuid[]) and line < $3 and verdict in ('changed', 'unchanged') and changes <> '[]' order by merchant_id, line`, [importId, targets, rows[0]?.line ?? 0])).map((row) => [row.merchantId!, row]));

    const judged: Judged[] = [];
    for (const row of rows) {
      const one = this.one(row, { mapping, known, current, earlier, spoken, owners: keysOf.get(row.line)!.flatMap((key) => owned.get(key) ?? []), alike: alike.get(row.line) ?? null });
      judged.push(one);
      earlier.set(one.line, one);
      if (one.merchantId && one.verdict === 'changed' && !spoken.has(one.merchantId)) spoken.set(one.merchantId, one);
    }
    await sql(tx,
      `update lead_import_row r set verdict = n.verdict, lead_id = n.lead_id, merchant_id = n.merchant_id, like_line = n.like_line, alike = n.alike, seen = n.seen, changes = n.changes, faults = n.faults
         from jsonb_to_recordset($2) as n (line int, verdict text, lead_id uuid, merchant_id uuid, like_line int, alike jsonb, seen text, changes jsonb, faults jsonb) where r.import_id = $1 and r.line = n.line`,
      [importId, JSON.stringify(judged.map((one) => ({ line: one.line, verdict: one.verdict, lead_id: one.leadId, merchant_id: one.merchantId, like_line: one.likeLine, alike: one.alike, seen: one.seen, changes: one.changes, faults: one.faults })))]);
  }

  private one(row: Row, at: { mapping: LeadMapping; known: Known; current: Awaited<ReturnType<typeof currentRows>>; earlier: ReadonlyMap<number, Earlier>; spoken: ReadonlyMap<string, Earlier>; owners: readonly string[]; alike: Alike | null }): Judged {
    const { line, facts, decision } = row;
    const { mapping } = at;
    const faults = row.faults.filter((fault) => ROW_FAULTS.has(fault.code));
    const result = (verdict: RowVerdict, more: Partial<Judged> = {}): Judged => ({ line, verdict, leadId: null, merchantId: null, likeLine: null, alike: null, seen: null, changes: [], faults, ...more });
    const wrong = (verdict: 'bad' | 'conflict', code: Fault['code'], target: string | null, text: string, more: Partial<Judged> = {}): Judged => result(verdict, { faults: [...faults, { code, column: target ? mapping[target] ?? null : null, text }], ...more });
    if (faults.length > 0) return result('bad');
    const [leadId, merchantId] = [facts['lead_id']?.trim().toLowerCase(), facts['merchant_id']?.trim().toLowerCase()];
    let current: ExchangeRow | null = null;
    let alike: Alike | null = null;
    if (leadId) {
      current = at.current.byLead.get(leadId) ?? null;
      if (!current) return wrong('bad', 'id-unknown', 'lead_id', `There is no lead ${leadId}.`);
      if (merchantId && current.merchant_id !== merchantId && at.current.byMerchant.get(merchantId)?.merchant_id !== current.merchant_id) return wrong('bad', 'ids-contradict', 'merchant_id', `The lead is of the merchant ${current.merchant_id}.`);
    } else if (merchantId) {
      current = at.current.byMerchant.get(merchantId) ?? null;
      if (!current) return wrong('bad', 'id-unknown', 'merchant_id', `There is no merchant ${merchantId}.`);
    } else {
      const owners = [...new Set(at.owners.map((id) => at.current.byMerchant.get(id)?.merchant_id).filter((id) => id !== undefined))];
      if (owners.length > 1) return wrong('conflict', 'keys-of-several', mapping['vat'] ? 'vat' : 'registration', `VAT number and register number name two merchants, ${owners.join(' and ')}.`);
      if (owners[0]) current = at.current.byMerchant.get(at.owners[0]!)!;
      else if (at.alike && decision !== 'other') {
        // Like a row above that is about a merchant is like that merchant.
        alike = at.alike.line === null ? at.alike : { ...at.alike, merchantId: at.earlier.get(at.alike.line)?.merchantId ?? null };
        if (!alike.sure && decision !== 'same') return result('likely', { alike, likeLine: alike.line, ...this.beside(row, alike, at) });
        const above = alike.line === null ? undefined : at.earlier.get(alike.line);
        // A row above that is not taken in stands for nobody.
        if (above && ['new', 'changed', 'unchanged', 'repeated'].includes(above.verdict)) return result('repeated', { likeLine: above.likeLine ?? above.line, alike, merchantId: alike.merchantId });
        if (alike.merchantId) current = at.current.byMerchant.get(alike.merchantId) ?? null;
      }
    }
    const read = readValues(facts, current, at.known, mapping);
    if (read.faults.length > 0) return result('bad', { faults: read.faults, leadId: current?.lead_id ?? null, merchantId: current?.merchant_id ?? null, alike });
    if (!current) return facts['name'] || facts['legal_name'] ? result('new', { changes: read.changes, alike }) : wrong('bad', 'name-missing', 'name', 'Nothing says which merchant this is.');
    const who = { leadId: current.lead_id, merchantId: current.merchant_id, seen: standingOf(current), changes: read.changes, alike };
    if (read.changes.length === 0) return result('unchanged', who);
    const stale = (facts['version'] && current.version !== null && facts['version'].trim() !== String(current.version)) || (facts['revision'] && facts['revision'].trim() !== revisionOf(current));
    if (stale) return wrong('conflict', 'changed-since-export', 'version', 'It was changed after this row was exported.', who);
    const before = at.spoken.get(current.merchant_id);
    if (before && before.line < line) {
      if (JSON.stringify(before.changes) === JSON.stringify(read.changes)) return result('repeated', { ...who, likeLine: before.line });
      return wrong('conflict', 'says-otherwise', null, `Line ${before.line} says something else about the same merchant.`, { ...who, likeLine: before.line });
    }
    return result('changed', who);
  }

  /** What would change if the likely merchant were the one. */
  private beside(row: Row, alike: Alike, at: { mapping: LeadMapping; known: Known; current: Awaited<ReturnType<typeof currentRows>> }): Partial<Judged> {
    const current = alike.merchantId ? at.current.byMerchant.get(alike.merchantId) ?? null : null;
    return current ? { merchantId: current.merchant_id, changes: readValues(row.facts, current, at.known, at.mapping).changes } : {};
  }
}

const ROW_FAULTS = new Set(['too-many-cells', 'cell-too-long', 'id-invalid', 'name-missing']);
const hasFault = (row: Row): boolean => row.faults.some((fault) => ROW_FAULTS.has(fault.code));
const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
/** "vat DE123456789": numbers that name exactly one merchant. */
export function keysIn({ line, facts }: { line: number; facts: Given }): string[] {
  const { country, vat, registration } = listingOf(line, facts);
  return [vatKey(vat, country), registrationKey(registration, country)].flatMap((key) => (key ? [`${key.kind} ${key.value}`] : []));
}

/** Merchants that own these numbers. */
export async function ownersOf(tx: Tx, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql<{ key: string; id: string }>(tx, `select k.kind || ' ' || k.value as key, k.merchant_id as id from merchant_key k join unnest($1::text[], $2::text[]) as asked (kind, value) using (kind, value)`, [keys.map((key) => key.slice(0, key.indexOf(' '))), keys.map((key) => key.slice(key.indexOf(' ') + 1))]);
  return new Map(rows.map((row) => [row.key, row.id]));
}
