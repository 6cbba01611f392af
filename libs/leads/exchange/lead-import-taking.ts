import { Inject, Injectable } from '@nestjs/common';
import { CustomFields, namedUuid, PeoplesWords, Tags } from '#merchants';
import { Clock, sql, type Tx } from '#platform';
import { LeadOwners } from '../lead-owners.js';
import { currentRows } from './exchange-rows.js';
import { keysIn, ownersOf, standingOf } from './lead-import-match.js';
import type { LeadMapping } from './columns.js';
import { LeadMaking } from './lead-making.js';
import { readValues, type Given, type Known, type Values } from './row-values.js';

interface Row { readonly line: number; readonly verdict: 'new' | 'changed'; readonly facts: Given; readonly leadId: string | null; readonly merchantId: string | null; readonly seen: string | null }
interface Taken { readonly line: number; readonly merchantId: string; readonly leadId: string | null; readonly version: number | null; readonly fresh: boolean; readonly facts: Given; readonly values: Values }

/** Writes what rows say: as a person's words, with who and when, so that no page takes them back. */
@Injectable()
export class LeadImportTaking {
  constructor(
    @Inject(Clock) private readonly clock: Clock, @Inject(PeoplesWords) private readonly words: PeoplesWords, @Inject(CustomFields) private readonly fields: CustomFields,
    @Inject(Tags) private readonly tags: Tags, @Inject(LeadOwners) private readonly owners: LeadOwners, @Inject(LeadMaking) private readonly making: LeadMaking,
  ) {}

  /** Rows whose merchant was changed since they were compared, or whose number names a merchant by now, are left out and say so. */
  async take(tx: Tx, { importId, name, mapping, lines, userId, known }: { importId: string; name: string; mapping: LeadMapping; lines: readonly number[]; userId: string; known: Known }): Promise<void> {
    // As a run that is being resolved: two at once would each make a merchant for one number.
    await sql(tx, `select pg_advisory_xact_lock(hashtext('merchants.resolution'))`);
    const at = await this.clock.now(tx);
    const rows = await sql<Row>(tx, `select line, verdict, facts, lead_id as "leadId", merchant_id as "merchantId", seen from lead_import_row where import_id = $1 and line = any($2::int[]) order by line`, [importId, lines]);
    const merchantIds = [...new Set(rows.flatMap((row) => row.merchantId ?? []))];
    await sql(tx, `select from lead where merchant_id = any($1::uuid[]) order by id for no key update`, [merchantIds]);
    await sql(tx, `select from merchant where id = any($1::uuid[]) order by id for update`, [merchantIds]);
    const { byLead, byMerchant } = await currentRows(tx, { leadIds: rows.flatMap((row) => row.leadId ?? []), merchantIds });
    const claimed = new Set((await ownersOf(tx, rows.filter((row) => row.verdict === 'new').flatMap(keysIn))).keys());
    const taken: Taken[] = [];
    for (const row of rows) {
      if (row.verdict === 'new') {
        const keys = keysIn(row);
        if (keys.some((key) => claimed.has(key))) continue;
        for (const key of keys) claimed.add(key);
        taken.push({ line: row.line, merchantId: namedUuid(`brought:${importId}:${row.line}`), leadId: null, version: null, fresh: true, facts: row.facts, values: readValues(row.facts, null, known, mapping).values });
        continue;
      }
      const current = row.leadId ? byLead.get(row.leadId) : byMerchant.get(row.merchantId!);
      if (!current || standingOf(current) !== row.seen) continue;
      taken.push({ line: row.line, merchantId: current.merchant_id, leadId: current.lead_id, version: current.version, fresh: false, facts: row.facts, values: readValues(row.facts, current, known, mapping).values });
    }
    await this.write(tx, taken, { importId, name, userId, at });
    const done = new Set(taken.map((one) => one.line));
    await sql(tx, `update lead_import_row r set outcome = n.outcome, merchant_id = coalesce(n.merchant, r.merchant_id) from unnest($2::int[], $3::text[], $4::uuid[]) as n (line, outcome, merchant) where r.import_id = $1 and r.line = n.line`,
      [importId, rows.map((row) => row.line), rows.map((row) => (done.has(row.line) ? 'taken' : 'changed-since')), rows.map((row) => taken.find((one) => one.line === row.line)?.merchantId ?? null)]);
  }

  private async write(tx: Tx, taken: readonly Taken[], { importId, name, userId, at }: { importId: string; name: string; userId: string; at: Date }): Promise<void> {
    const source = ({ line }: Taken): string => `${name.slice(0, 200)}, line ${line}`;
    const fresh = taken.filter((one) => one.fresh);
    await this.words.hear(tx, {
      merchants: fresh.map((one) => ({ id: one.merchantId, name: one.facts['name'] ?? one.facts['legal_name']! })),
      words: taken.flatMap((one) => Object.entries(one.values.facts).map(([fact, value]) => ({ merchantId: one.merchantId, name: fact, value, note: source(one) }))),
      contacts: taken.flatMap((one) => [...one.values.emails.map((value) => ({ kind: 'email' as const, value })), ...one.values.phones.map((value) => ({ kind: 'phone' as const, value }))].map((contact) => ({ ...contact, merchantId: one.merchantId, source: source(one) }))),
    }, userId, at);
    await this.tags.setMany(tx, taken.flatMap((one) => (one.values.tags ? [{ merchantId: one.merchantId, tags: one.values.tags }] : [])), userId, at);
    await this.fields.writeMany(tx, taken.flatMap((one) => Object.entries(one.values.custom).map(([fieldId, value]) => ({ merchantId: one.merchantId, fieldId, value }))), userId, at);
    for (const one of taken) if (one.leadId && one.version !== null && one.values.ownerId !== undefined) await this.owners.assign(tx, { leadId: one.leadId, ownerId: one.values.ownerId, version: one.version, byUserId: userId });
    await this.making.make(tx, { importId, userId, name, at }, fresh.map((one) => ({ line: one.line, merchantId: one.merchantId, ownerId: one.values.ownerId ?? null, category: one.facts['category']?.trim().slice(0, 200) ?? '' })), taken.filter((one) => !one.fresh).map((one) => one.merchantId));
  }
}
