import { Inject, Injectable } from '@nestjs/common';
import { Keys, sql, type Tx } from '#platform';
import { refreshSummaries } from '../summaries.js';
import { ChangeSignals } from './change-signals.js';
import { Estimates } from './estimates.js';
import { FIGURES, pageContacts, pageFacts, sourceOf, type SellerPage } from './page-facts.js';

/** The run whose pages were read. `at`: its business time. */
export interface ReadBy {
  readonly runId: string;
  readonly recipeVersionId: string;
  readonly at: Date;
}

/** Keeps what sellers' pages say of the merchants behind them: facts, ways to reach them, what they are called, what has changed. */
@Injectable()
export class PageRecords {
  constructor(
    @Inject(Keys) private readonly keys: Keys, @Inject(ChangeSignals) private readonly signals: ChangeSignals, @Inject(Estimates) private readonly estimates: Estimates,
  ) {}

  /** @param merchantOf merchant by storefront id, for every page. Doing it again changes nothing more. */
  async keep(tx: Tx, read: ReadBy, pages: readonly SellerPage[], merchantOf: ReadonlyMap<string, string>): Promise<void> {
    const fresh = pages.filter((one) => one.fresh);
    await this.keepFacts(tx, read, fresh, merchantOf);
    await this.keepContacts(tx, read, fresh, merchantOf);
    await refreshSummaries(tx, [...new Set(merchantOf.values())], read.at);
    await this.signals.notice(tx, read);
    await this.estimates.renew(tx, read);
  }

  /** A value that has changed leaves its predecessor in `fact_past`. What a merchant or one of us said stands elsewhere, so that no page can touch it. */
  private async keepFacts(tx: Tx, read: ReadBy, pages: readonly SellerPage[], merchantOf: ReadonlyMap<string, string>): Promise<void> {
    const facts = pages.flatMap((one) => pageFacts(one).map((fact) => ({ ...fact, merchant: merchantOf.get(one.id)!, storefront: one.id, source: sourceOf(one), seenAt: one.profileSeenAt! })));
    await sql(tx,
      `with shown as (select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::real[]) as s (merchant_id, storefront_id, name, value, source_url, seen_at, confidence)),
       past as (
         insert into fact_past (merchant_id, storefront_id, name, value, source_url, run_id, recipe_version_id, since, seen_at, until, confidence)
         select f.merchant_id, f.storefront_id, f.name, f.value, f.source_url, f.run_id, f.recipe_version_id, f.since, f.seen_at, shown.seen_at, f.confidence
           from shown join fact f using (merchant_id, storefront_id, name) where f.seen_at < shown.seen_at and f.value <> shown.value and f.name <> all ($10))
       insert into fact (merchant_id, storefront_id, name, value, source_url, since, seen_at, confidence, run_id, recipe_version_id)
       select merchant_id, storefront_id, name, value, source_url, seen_at, seen_at, confidence, $8, $9 from shown
       on conflict (merchant_id, storefront_id, name) do update set value = excluded.value, source_url = excluded.source_url, seen_at = excluded.seen_at, confidence = excluded.confidence,
         since = case when fact.value = excluded.value then fact.since else excluded.seen_at end, run_id = excluded.run_id, recipe_version_id = excluded.recipe_version_id
       where fact.seen_at < excluded.seen_at`,
      [facts.map((fact) => fact.merchant), facts.map((fact) => fact.storefront), facts.map((fact) => fact.name), facts.map((fact) => fact.value), facts.map((fact) => fact.source),
        facts.map((fact) => fact.seenAt), facts.map((fact) => fact.confidence), read.runId, read.recipeVersionId, FIGURES]);
  }

  /** One row per merchant and address, of the newest page that shows it. A status that a bounce or a person set is kept. */
  private async keepContacts(tx: Tx, read: ReadBy, pages: readonly SellerPage[], merchantOf: ReadonlyMap<string, string>): Promise<void> {
    const rows = new Map<string, { merchant: string; kind: string; value: string; role: boolean; fault: string | null; source: string; seenAt: Date }>();
    for (const page of pages) {
      for (const contact of pageContacts(page)) {
        const row = { ...contact, merchant: merchantOf.get(page.id)!, source: sourceOf(page), seenAt: page.profileSeenAt! };
        const key = `${row.merchant} ${row.kind} ${row.value}`;
        const other = rows.get(key);
        if (!other || other.seenAt < row.seenAt || (+other.seenAt === +row.seenAt && other.source > row.source)) rows.set(key, row);
      }
    }
    const contacts = [...rows.values()];
    const mac = (make: (address: string) => Buffer) => contacts.map((contact) => (contact.kind === 'email' && !contact.fault ? make(contact.value) : null));
    await sql(tx,
      `insert into contact (merchant_id, kind, value, address_mac, domain_mac, role, status, status_reason, source_url, seen_at, run_id, check_due_at, first_seen_at, invalid_since)
       select merchant_id, kind, value, address_mac, domain_mac, role, case when fault is null then 'unknown' else 'invalid' end, fault, source_url, seen_at, $10, case when kind = 'email' and fault is null then seen_at end, seen_at, case when fault is not null then seen_at end
         from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::boolean[], $7::text[], $8::text[], $9::timestamptz[])
           as shown (merchant_id, kind, value, address_mac, domain_mac, role, fault, source_url, seen_at)
       on conflict (merchant_id, kind, value) do update set seen_at = excluded.seen_at, source_url = excluded.source_url, run_id = excluded.run_id where contact.seen_at < excluded.seen_at`,
      [contacts.map((c) => c.merchant), contacts.map((c) => c.kind), contacts.map((c) => c.value), mac((address) => this.keys.addressMac(address)), mac((address) => this.keys.domainMac(address)),
        contacts.map((c) => c.role), contacts.map((c) => c.fault), contacts.map((c) => c.source), contacts.map((c) => c.seenAt), read.runId]);
  }
}
