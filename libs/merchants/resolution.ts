import { Inject, Injectable } from '@nestjs/common';
import { Keys, Outbox, sql, type Tx } from '#platform';
import { registrationKey, vatKey } from './business-keys.js';
import { decideIdentity, type IdentityDecision } from './identity.js';
import { summarise } from './merchant-summary.js';
import { MerchantsResolved } from './merchants.events.js';
import { pageContacts, pageFacts, sourceOf } from './page-facts.js';
import { knownIdentity, merchantSources, runOf, storefrontsOf, type StorefrontRow } from './resolution.queries.js';

/** Puts a merchant behind every storefront of an accepted run. */
@Injectable()
export class Resolution {
  constructor(@Inject(Keys) private readonly keys: Keys, @Inject(Outbox) private readonly outbox: Outbox) {}

  /** Resolves one run in the caller's transaction and publishes {@link MerchantsResolved}. Doing it again changes nothing more. */
  async resolve(tx: Tx, runId: string): Promise<void> {
    // One run at a time: two at once would each make a merchant for the VAT number that they share.
    await sql(tx, `select pg_advisory_xact_lock(hashtext('merchants.resolution'))`);
    const run = await runOf(tx, runId);
    if (!run) return;
    // A bounce may be marking contacts right now, in an order of its own: this side gives way and is delivered again.
    await sql(tx, `set local lock_timeout = '400ms'`);
    const storefronts = await storefrontsOf(tx, runId);
    const decision = await this.decide(tx, storefronts);
    await this.write(tx, decision, storefronts, run.businessAt);
    const merchantOf = new Map([...storefronts.flatMap((one) => (one.linkedTo ? [[one.id, one.linkedTo] as const] : [])), ...decision.links.map((link) => [link.storefrontId, link.merchantId] as const)]);
    const fresh = storefronts.filter((one) => one.fresh);
    await this.writeFacts(tx, fresh, merchantOf, runId, run.recipeVersionId);
    await this.writeContacts(tx, fresh, merchantOf, runId);
    await this.writeSummaries(tx, [...new Set(merchantOf.values())], run.businessAt);
    await sql(tx, `set local lock_timeout to default`);
    await this.outbox.publish(tx, MerchantsResolved({ runId }));
  }

  private async decide(tx: Tx, storefronts: readonly StorefrontRow[]): Promise<IdentityDecision> {
    const shown = storefronts.map((one) => {
      const vat = vatKey(one.profile.vat, one.profile.country ?? one.country)?.value ?? null;
      const registration = registrationKey(one.profile.registration, one.profile.country ?? one.country)?.value ?? null;
      return { storefrontId: one.id, marketplace: one.marketplace, sellerId: one.sellerId, vat, registration, linkedTo: one.linkedTo };
    });
    const keys = shown.flatMap((one) => [...(one.vat ? [{ kind: 'vat', value: one.vat }] : []), ...(one.registration ? [{ kind: 'registration', value: one.registration }] : [])]);
    return decideIdentity(shown, await knownIdentity(tx, keys, shown.flatMap((one) => one.linkedTo ?? [])));
  }

  private async write(tx: Tx, decision: IdentityDecision, storefronts: readonly StorefrontRow[], at: Date): Promise<void> {
    const nameOf = new Map(storefronts.map((one) => [one.id, one.name]));
    await sql(tx, `insert into merchant (id, name, search_text, created_at, updated_at) select id, name, '', $3, $3 from unnest($1::uuid[], $2::text[]) as made (id, name) on conflict (id) do nothing`,
      [decision.created.map((one) => one.id), decision.created.map((one) => nameOf.get(one.storefrontIds[0]!)!), at]);
    await sql(tx, `insert into merchant_key (kind, value, merchant_id) select * from unnest($1::text[], $2::text[], $3::uuid[]) on conflict do nothing`,
      [decision.keys.map((key) => key.kind), decision.keys.map((key) => key.value), decision.keys.map((key) => key.merchantId)]);
    await sql(tx,
      `insert into identity_link (storefront_id, merchant_id, reason, linked_by, linked_at) select storefront_id, merchant_id, reason, 'rule', $4
         from unnest($1::uuid[], $2::uuid[], $3::text[]) as made (storefront_id, merchant_id, reason) on conflict do nothing`,
      [decision.links.map((link) => link.storefrontId), decision.links.map((link) => link.merchantId), decision.links.map((link) => link.reason), at]);
    await sql(tx,
      `update identity_link link set reason = link.reason || '; ' || told.remark from unnest($1::uuid[], $2::text[]) as told (storefront_id, remark)
        where link.storefront_id = told.storefront_id and link.unlinked_at is null and position(told.remark in link.reason) = 0`,
      [decision.remarks.map((one) => one.storefrontId), decision.remarks.map((one) => one.remark)]);
  }

  private async writeFacts(tx: Tx, storefronts: readonly StorefrontRow[], merchantOf: ReadonlyMap<string, string>, runId: string, recipeVersionId: string): Promise<void> {
    const facts = storefronts.flatMap((one) => pageFacts(one).map((fact) => ({ ...fact, merchant: merchantOf.get(one.id)!, storefront: one.id, source: sourceOf(one), seenAt: one.profileSeenAt! })));
    await sql(tx,
      `insert into fact (merchant_id, storefront_id, name, value, source_url, seen_at, confidence, run_id, recipe_version_id)
       select merchant_id, storefront_id, name, value, source_url, seen_at, confidence, $8, $9
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::real[]) as shown (merchant_id, storefront_id, name, value, source_url, seen_at, confidence)
       on conflict (merchant_id, storefront_id, name) do update set value = excluded.value, source_url = excluded.source_url, seen_at = excluded.seen_at, confidence = excluded.confidence,
         run_id = excluded.run_id, recipe_version_id = excluded.recipe_version_id where fact.seen_at < excluded.seen_at`,
      [facts.map((fact) => fact.merchant), facts.map((fact) => fact.storefront), facts.map((fact) => fact.name), facts.map((fact) => fact.value), facts.map((fact) => fact.source),
        facts.map((fact) => fact.seenAt), facts.map((fact) => fact.confidence), runId, recipeVersionId]);
  }

  /** One row per merchant and address, of the newest page that shows it. A status that a bounce or a person set is kept. */
  private async writeContacts(tx: Tx, storefronts: readonly StorefrontRow[], merchantOf: ReadonlyMap<string, string>, runId: string): Promise<void> {
    const rows = new Map<string, { merchant: string; kind: string; value: string; role: boolean; fault: string | null; source: string; seenAt: Date }>();
    for (const storefront of storefronts) {
      for (const contact of pageContacts(storefront)) {
        const row = { ...contact, merchant: merchantOf.get(storefront.id)!, source: sourceOf(storefront), seenAt: storefront.profileSeenAt! };
        const key = `${row.merchant} ${row.kind} ${row.value}`;
        const other = rows.get(key);
        if (!other || other.seenAt < row.seenAt || (+other.seenAt === +row.seenAt && other.source > row.source)) rows.set(key, row);
      }
    }
    const contacts = [...rows.values()];
    const mac = (make: (address: string) => Buffer) => contacts.map((contact) => (contact.kind === 'email' && !contact.fault ? make(contact.value) : null));
    await sql(tx,
      `insert into contact (merchant_id, kind, value, address_mac, domain_mac, role, status, status_reason, source_url, seen_at, run_id)
       select merchant_id, kind, value, address_mac, domain_mac, role, case when fault is null then 'unknown' else 'invalid' end, fault, source_url, seen_at, $10
         from unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[], $5::bytea[], $6::boolean[], $7::text[], $8::text[], $9::timestamptz[])
           as shown (merchant_id, kind, value, address_mac, domain_mac, role, fault, source_url, seen_at)
       on conflict (merchant_id, kind, value) do update set seen_at = excluded.seen_at, source_url = excluded.source_url, run_id = excluded.run_id where contact.seen_at < excluded.seen_at`,
      [contacts.map((c) => c.merchant), contacts.map((c) => c.kind), contacts.map((c) => c.value), mac((address) => this.keys.addressMac(address)), mac((address) => this.keys.domainMac(address)),
        contacts.map((c) => c.role), contacts.map((c) => c.fault), contacts.map((c) => c.source), contacts.map((c) => c.seenAt), runId]);
  }

  private async writeSummaries(tx: Tx, merchantIds: readonly string[], at: Date): Promise<void> {
    const summaries = (await merchantSources(tx, merchantIds)).map(summarise);
    await sql(tx,
      `update merchant m set name = now.name, legal_name = now.legal_name, country = now.country, search_text = now.search_text, updated_at = $6
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) as now (id, name, legal_name, country, search_text)
        where m.id = now.id and (m.name, m.legal_name, m.country, m.search_text) is distinct from (now.name, now.legal_name, now.country::char(2), now.search_text)`,
      [summaries.map((one) => one.merchantId), summaries.map((one) => one.name), summaries.map((one) => one.legalName), summaries.map((one) => one.country), summaries.map((one) => one.searchText), at]);
  }
}
