import { Inject, Injectable } from '@nestjs/common';
import { sql, type Tx } from '#platform';
import { refreshSummaries } from '../summaries.js';
import { ChangeSignals } from './change-signals.js';
import { ContactBook } from './contact-book.js';
import { Estimates } from './estimates.js';
import { FIGURES, pageContacts, pageFacts, saidBy, type SellerPage } from './page-facts.js';

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
    @Inject(ContactBook) private readonly contacts: ContactBook, @Inject(ChangeSignals) private readonly signals: ChangeSignals, @Inject(Estimates) private readonly estimates: Estimates,
  ) {}

  /** @param merchantOf merchant by storefront id, for every page. Doing it again changes nothing more. */
  async keep(tx: Tx, read: ReadBy, pages: readonly SellerPage[], merchantOf: ReadonlyMap<string, string>): Promise<void> {
    const fresh = pages.filter((one) => one.fresh);
    await this.keepFacts(tx, read, fresh, merchantOf);
    await this.contacts.keep(tx, read.runId, fresh.flatMap((page) => pageContacts(page).map((contact) => ({ ...contact, merchant: merchantOf.get(page.id)!, ...saidBy(page, contact.kind) }))));
    await refreshSummaries(tx, [...new Set(merchantOf.values())], read.at);
    await this.signals.notice(tx, read);
    await this.estimates.renew(tx, read);
  }

  /** A value that has changed leaves its predecessor in `fact_past`. What a merchant or one of us said stands elsewhere, so that no page can touch it. */
  private async keepFacts(tx: Tx, read: ReadBy, pages: readonly SellerPage[], merchantOf: ReadonlyMap<string, string>): Promise<void> {
    const facts = pages.flatMap((one) => pageFacts(one).map((fact) => ({ ...fact, merchant: merchantOf.get(one.id)!, storefront: one.id, ...saidBy(one, fact.name) })));
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
}
