import { Inject, Injectable } from '@nestjs/common';
import { Keys, sql, type Tx } from '#platform';
import type { PageContact } from './page-facts.js';

/** A way to reach a merchant, as a page shows it. */
export interface SeenContact extends PageContact {
  readonly merchant: string;
  readonly source: string;
  readonly seenAt: Date;
}

/** Ways to reach merchants, each with the page that shows it. */
@Injectable()
export class ContactBook {
  constructor(@Inject(Keys) private readonly keys: Keys) {}

  /** One row per merchant and address, of the newest page that shows it. A status that a bounce, a check or a person set is kept. */
  async keep(tx: Tx, runId: string, seen: readonly SeenContact[]): Promise<void> {
    const rows = new Map<string, SeenContact>();
    for (const row of seen) {
      const key = `${row.merchant} ${row.kind} ${row.value}`;
      const other = rows.get(key);
      if (!other || other.seenAt < row.seenAt || (+other.seenAt === +row.seenAt && other.source > row.source)) rows.set(key, row);
    }
    const contacts = [...rows.values()];
    const mac = (make: (address: string) => Buffer) => contacts.map((contact) => (contact.kind === 'email' && !contact.fault ? make(contact.value) : null));
    await sql(tx,
      `insert into contact (merchant_id, kind, value, address_mac, domain_mac, role, status, status_reason, source_url, seen_at, run_id, check_due_at)
       select merchant_id, kind, value, address_mac, domain_mac, role, case when fault is null then 'unknown' else 'invalid' end, fault, source_url, seen_at, $10, case when kind = 'email' and fault is null then seen_at end
         from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::boolean[], $7::text[], $8::text[], $9::timestamptz[])
           as shown (merchant_id, kind, value, address_mac, domain_mac, role, fault, source_url, seen_at)
       on conflict (merchant_id, kind, value) do update set seen_at = excluded.seen_at, source_url = excluded.source_url, run_id = excluded.run_id where contact.seen_at < excluded.seen_at`,
      [contacts.map((c) => c.merchant), contacts.map((c) => c.kind), contacts.map((c) => c.value), mac((address) => this.keys.addressMac(address)), mac((address) => this.keys.domainMac(address)),
        contacts.map((c) => c.role), contacts.map((c) => c.fault), contacts.map((c) => c.source), contacts.map((c) => c.seenAt), runId]);
  }
}
