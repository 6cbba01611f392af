import { Inject, Injectable } from '@nestjs/common';
import { Keys, sql, type Tx } from '#platform';
import { registrationKey, vatKey } from '../business-keys.js';
import { refreshSummaries } from '../summaries.js';
import { mailContact, phoneContact } from './page-facts.js';

/** One value that a person of ours says of a merchant; `name` of `FACT_NAMES`, `value` found fit by its `fault`. */
export interface Word { readonly merchantId: string; readonly name: string; readonly value: string; readonly note: string }
/** A way to reach a merchant that a person gives. */
export interface SaidContact { readonly merchantId: string; readonly kind: 'email' | 'phone'; readonly value: string; readonly source: string }
export interface Heard { readonly merchants: ReadonlyArray<{ id: string; name: string }>; readonly words: readonly Word[]; readonly contacts: readonly SaidContact[] }

/** What one of us says of many merchants at once: kept beside what pages show, with who said it and when, and no page touches it (decision 0012). */
@Injectable()
export class PeoplesWords {
  constructor(@Inject(Keys) private readonly keys: Keys) {}

  /** Everything that is said at one moment; merchants that nobody knew first. @param at business time */
  async hear(tx: Tx, { merchants, words, contacts }: Heard, byUserId: string, at: Date): Promise<void> {
    await this.introduce(tx, merchants, at);
    await this.say(tx, words, byUserId, at);
    await this.reach(tx, contacts, at);
    await refreshSummaries(tx, [...new Set([...merchants.map((one) => one.id), ...words.map((one) => one.merchantId), ...contacts.map((one) => one.merchantId)])].sort(), at);
  }

  /** One that is there already stays as it is. */
  private async introduce(tx: Tx, merchants: ReadonlyArray<{ id: string; name: string }>, at: Date): Promise<void> {
    await sql(tx, `insert into merchant (id, name, search_text, created_at, updated_at) select id, name, '', $3, $3 from unnest($1::uuid[], $2::text[]) as made (id, name) on conflict (id) do nothing`, [merchants.map((one) => one.id), merchants.map((one) => one.name), at]);
  }

  /** The word before is kept as withdrawn; what was said already is not said again. A number that names no merchant yet names this one from now on. */
  private async say(tx: Tx, words: readonly Word[], byUserId: string, at: Date): Promise<void> {
    if (words.length === 0) return;
    const rows = [words.map((one) => one.merchantId), words.map((one) => one.name), words.map((one) => one.value), words.map((one) => one.note)];
    await sql(tx, `update fact_correction c set withdrawn_at = $4 from unnest($1::uuid[], $2::text[], $3::text[]) as now (id, name, value) where c.merchant_id = now.id and c.name = now.name and c.withdrawn_at is null and (c.value <> now.value or c.by_kind <> 'person')`, [...rows.slice(0, 3), at]);
    await sql(tx,
      `insert into fact_correction (merchant_id, name, value, by_kind, by_user_id, note, at) select now.id, now.name, now.value, 'person', $5, now.note, $6 from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as now (id, name, value, note)
        where not exists (select from fact_correction c where c.merchant_id = now.id and c.name = now.name and c.withdrawn_at is null)`, [...rows, byUserId, at]);
    await this.number(tx, words.filter((one) => one.name === 'vat' || one.name === 'registration'));
  }

  /** One that is known already keeps its page and its status; whether it may be written to is the suppression list's word. */
  private async reach(tx: Tx, contacts: readonly SaidContact[], at: Date): Promise<void> {
    const read = contacts.map((one) => ({ ...one, ...(one.kind === 'email' ? mailContact(one.value) : phoneContact(one.value)) }));
    const mac = (make: (address: string) => Buffer) => read.map((one) => (one.kind === 'email' && !one.fault ? make(one.value) : null));
    await sql(tx,
      `insert into contact (merchant_id, kind, value, address_mac, domain_mac, role, status, status_reason, source_url, seen_at, first_seen_at, check_due_at)
       select merchant_id, kind, value, address_mac, domain_mac, role, case when fault is null then 'unknown' else 'invalid' end, fault, source_url, $9, $9, case when kind = 'email' and fault is null then $9::timestamptz end
         from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::boolean[], $7::text[], $8::text[]) as given (merchant_id, kind, value, address_mac, domain_mac, role, fault, source_url) order by 1, 2, 3
       on conflict (merchant_id, kind, value) do nothing`,
      [read.map((one) => one.merchantId), read.map((one) => one.kind), read.map((one) => one.value), mac((address) => this.keys.addressMac(address)), mac((address) => this.keys.domainMac(address)), read.map((one) => one.role), read.map((one) => one.fault), read.map((one) => one.source), at]);
  }

  private async number(tx: Tx, words: readonly Word[]): Promise<void> {
    if (words.length === 0) return;
    const countries = new Map((await sql<{ id: string; country: string | null }>(tx,
      `select m.id, coalesce((select c.value from fact_correction c where c.merchant_id = m.id and c.name = 'country' and c.withdrawn_at is null), m.country) as country from merchant m where m.id = any($1::uuid[])`, [words.map((one) => one.merchantId)])).map((row) => [row.id, row.country]));
    const keys = words.flatMap((one) => { const key = (one.name === 'vat' ? vatKey : registrationKey)(one.value, countries.get(one.merchantId)); return key ? [{ ...key, merchantId: one.merchantId }] : []; });
    await sql(tx, `insert into merchant_key (kind, value, merchant_id) select * from unnest($1::text[], $2::text[], $3::uuid[]) as k order by 1, 2 on conflict do nothing`, [keys.map((key) => key.kind), keys.map((key) => key.value), keys.map((key) => key.merchantId)]);
  }
}
