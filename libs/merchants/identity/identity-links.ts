import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { Clock, Outbox, sql, type Tx } from '#platform';
import { registrationKey, vatKey } from '../business-keys.js';
import { pageContacts, sourceOf, type SellerPage } from '../facts/page-facts.js';
import { namedUuid } from '../identity.js';
import { MerchantsResolved } from '../merchants.events.js';
import { refreshSummaries } from '../summaries.js';
import { passOnSuppression } from '../suppressions.js';
import { StorefrontAlone, StorefrontNotLinked } from './identity.errors.js';

interface LiveLink { readonly id: string; readonly merchantId: string; readonly merchantName: string; readonly lastRunId: string | null }

/** Which merchant stands behind a storefront, where a person says otherwise. */
@Injectable()
export class IdentityLinks {
  constructor(@Inject(Clock) private readonly clock: Clock, @Inject(Outbox) private readonly outbox: Outbox, @Inject(Audit) private readonly audit: Audit) {}

  /**
   * Gives a storefront a merchant of its own, with what its page shows, and remembers that it does not belong to the others.
   * Who may not be written to as one may not be written to as two.
   * @param by id of the person. @returns the new merchant's id. @throws StorefrontNotLinked, StorefrontAlone
   */
  async unlink(tx: Tx, { storefrontId, by, why }: { storefrontId: string; by: string; why: string }): Promise<string> {
    await sql(tx, `select pg_advisory_xact_lock(hashtext('merchants.resolution'))`);
    const [link] = await sql<LiveLink>(tx,
      `select link.id, link.merchant_id as "merchantId", m.name as "merchantName", s.last_run_id as "lastRunId" from identity_link link join merchant m on m.id = link.merchant_id join storefront s on s.id = link.storefront_id
        where link.storefront_id = $1 and link.unlinked_at is null for update of m`, [storefrontId]);
    if (!link) throw new StorefrontNotLinked('This storefront belongs to no merchant.', { storefrontId });
    const pages = await sql<SellerPage>(tx,
      `select s.id, s.marketplace, s.seller_id as "sellerId", s.name, s.url, s.country, s.profile, s.profile_seen_at as "profileSeenAt", false as fresh
         from identity_link link join storefront s on s.id = link.storefront_id where link.merchant_id = $1 and link.unlinked_at is null`, [link.merchantId]);
    const own = pages.find((page) => page.id === storefrontId)!;
    const others = pages.filter((page) => page.id !== storefrontId);
    if (others.length === 0) throw new StorefrontAlone('This storefront is all there is of its merchant; there is nothing to take it from.', { storefrontId, merchantId: link.merchantId });
    const at = await this.clock.now(tx);
    const merchantId = namedUuid(`split:${link.id}`);
    await sql(tx, `insert into merchant (id, name, search_text, created_at, updated_at) values ($1, $2, '', $3, $3)`, [merchantId, own.name, at]);
    await sql(tx, `update identity_link set unlinked_at = $2 where id = $1`, [link.id, at]);
    await sql(tx, `insert into identity_link (storefront_id, merchant_id, reason, linked_by, linked_at) values ($1, $2, $3, $4, $5)`,
      [storefrontId, merchantId, `taken from “${link.merchantName}”${why.trim() ? `: ${why.trim()}` : ''}`, by, at]);
    for (const table of ['fact', 'fact_past']) await sql(tx, `update ${table} set merchant_id = $1 where merchant_id = $2 and storefront_id = $3`, [merchantId, link.merchantId, storefrontId]);
    await this.takeNumbers(tx, link.merchantId, merchantId, own, others);
    await this.takeContacts(tx, link.merchantId, merchantId, own, others);
    // Also what was said of those that were merged into it: nobody can tell any more for which of the storefronts they spoke.
    const parts = await sql<{ id: string }>(tx, `select id from merchant where merged_into = $1`, [link.merchantId]);
    await passOnSuppression(tx, { from: [link.merchantId, ...parts.map((part) => part.id)], to: merchantId, as: 'saidOf' });
    await this.keepApart(tx, storefrontId, others.map((page) => page.id), by, why, at);
    await refreshSummaries(tx, [link.merchantId, merchantId], at);
    await this.audit.record(tx, { userId: by, action: 'storefront.unlinked', subject: storefrontId, before: { merchantId: link.merchantId }, after: { merchantId, why } });
    if (link.lastRunId) await this.outbox.publish(tx, MerchantsResolved({ runId: link.lastRunId }));
    return merchantId;
  }

  /** The pairs are never asked or linked again. */
  private async keepApart(tx: Tx, storefrontId: string, others: readonly string[], by: string, why: string, at: Date): Promise<void> {
    await sql(tx,
      `insert into identity_review (one_id, other_id, score, reasons, state, asked_at, decided_at, decided_by, why)
       select least(other, $1::uuid), greatest(other, $1::uuid), 0, '[]', 'apart', $3, $3, $4, $5 from unnest($2::uuid[]) as other
       on conflict (one_id, other_id) do update set state = 'apart', decided_at = excluded.decided_at, decided_by = excluded.decided_by, why = excluded.why`, [storefrontId, others, at, by, why]);
  }

  /** Numbers that only this storefront shows go with it. */
  private async takeNumbers(tx: Tx, from: string, to: string, own: SellerPage, others: readonly SellerPage[]): Promise<void> {
    const numbersOf = (page: SellerPage) => [vatKey(page.profile.vat, page.profile.country ?? page.country), registrationKey(page.profile.registration, page.profile.country ?? page.country)].filter((key) => key !== null);
    const shown = new Set(others.flatMap(numbersOf).map((key) => `${key.kind} ${key.value}`));
    for (const key of numbersOf(own).filter((one) => !shown.has(`${one.kind} ${one.value}`))) await sql(tx, `update merchant_key set merchant_id = $1 where merchant_id = $2 and kind = $3 and value = $4`, [to, from, key.kind, key.value]);
  }

  /** Addresses that only this storefront shows go with it; those that others show as well stay, and are copied with what is known of them. */
  private async takeContacts(tx: Tx, from: string, to: string, own: SellerPage, others: readonly SellerPage[]): Promise<void> {
    const shown = pageContacts(own);
    const elsewhere = new Set(others.flatMap(pageContacts).map((contact) => `${contact.kind} ${contact.value}`));
    for (const { kind, value } of shown) {
      if (!elsewhere.has(`${kind} ${value}`)) await sql(tx, `update contact set merchant_id = $1 where merchant_id = $2 and kind = $3 and value = $4`, [to, from, kind, value]);
      else {
        await sql(tx,
          `insert into contact select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'merchant_id', $1::uuid, 'source_url', $5::text))).* from contact c
            where c.merchant_id = $2 and c.kind = $3 and c.value = $4 on conflict do nothing`, [to, from, kind, value, sourceOf(own)]);
      }
    }
  }
}
