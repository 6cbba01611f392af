import { Inject, Injectable } from '@nestjs/common';
import { Outbox, sql, type Tx } from '#platform';
import { registrationKey, vatKey } from './business-keys.js';
import { PageRecords } from './facts/page-records.js';
import { decideIdentity, type IdentityDecision, type Likeness } from './identity.js';
import { ask, doubtShared, questionsOf } from './identity/identity-questions.js';
import { findLikeness } from './identity/likenesses.js';
import { MerchantsResolved } from './merchants.events.js';
import { knownIdentity, runOf, storefrontsOf, type StorefrontRow } from './resolution.queries.js';

/** Puts a merchant behind every storefront of an accepted run. */
@Injectable()
export class Resolution {
  constructor(@Inject(PageRecords) private readonly records: PageRecords, @Inject(Outbox) private readonly outbox: Outbox) {}

  /** Resolves one run in the caller's transaction and publishes {@link MerchantsResolved}. Doing it again changes nothing more. */
  async resolve(tx: Tx, runId: string): Promise<void> {
    // One run at a time: two at once would each make a merchant for the VAT number that they share.
    await sql(tx, `select pg_advisory_xact_lock(hashtext('merchants.resolution'))`);
    const run = await runOf(tx, runId);
    if (!run) return;
    // A bounce may be marking contacts right now, in an order of its own: this side gives way and is delivered again.
    await sql(tx, `set local lock_timeout = '400ms'`);
    const storefronts = await storefrontsOf(tx, runId);
    const likeness = await findLikeness(tx, storefronts);
    const decision = await this.decide(tx, storefronts, likeness);
    await this.write(tx, decision, storefronts, run.businessAt);
    const merchantOf = new Map([...storefronts.flatMap((one) => (one.linkedTo ? [[one.id, one.linkedTo] as const] : [])), ...decision.links.map((link) => [link.storefrontId, link.merchantId] as const)]);
    await this.records.keep(tx, { runId, recipeVersionId: run.recipeVersionId, at: run.businessAt }, storefronts, merchantOf);
    const everybody = new Map([...[...likeness.others].map(([id, other]) => [id, other.merchantId] as const), ...merchantOf]);
    await ask(tx, questionsOf(likeness.likely, everybody, likeness.apart), run.businessAt);
    await doubtShared(tx, likeness.changed, run.businessAt);
    await sql(tx, `set local lock_timeout to default`);
    await this.outbox.publish(tx, MerchantsResolved({ runId }));
  }

  private async decide(tx: Tx, storefronts: readonly StorefrontRow[], likeness: Likeness): Promise<IdentityDecision> {
    const shown = storefronts.map((one) => {
      const vat = vatKey(one.profile.vat, one.profile.country ?? one.country)?.value ?? null;
      const registration = registrationKey(one.profile.registration, one.profile.country ?? one.country)?.value ?? null;
      return { storefrontId: one.id, marketplace: one.marketplace, sellerId: one.sellerId, vat, registration, linkedTo: one.linkedTo };
    });
    const keys = shown.flatMap((one) => [...(one.vat ? [{ kind: 'vat', value: one.vat }] : []), ...(one.registration ? [{ kind: 'registration', value: one.registration }] : [])]);
    const merchants = [...shown.flatMap((one) => one.linkedTo ?? []), ...likeness.members.keys()];
    return decideIdentity(shown, await knownIdentity(tx, keys, merchants), likeness);
  }

  private async write(tx: Tx, decision: IdentityDecision, storefronts: readonly StorefrontRow[], at: Date): Promise<void> {
    const nameOf = new Map(storefronts.map((one) => [one.id, one.name]));
    await sql(tx, `insert into merchant (id, name, search_text, created_at, updated_at) select id, name, '', $3, $3 from unnest($1::uuid[], $2::text[]) as made (id, name) on conflict (id) do nothing`,
      [decision.created.map((one) => one.id), decision.created.map((one) => nameOf.get(one.storefrontIds[0]!)!), at]);
    await sql(tx, `insert into merchant_key (kind, value, merchant_id) select * from unnest($1::text[], $2::text[], $3::uuid[]) on conflict do nothing`,
      [decision.keys.map((key) => key.kind), decision.keys.map((key) => key.value), decision.keys.map((key) => key.merchantId)]);
    await sql(tx,
      `insert into identity_link (storefront_id, merchant_id, reason, linked_by, linked_at, score, evidence) select storefront_id, merchant_id, reason, 'rule', $4, score, evidence
         from unnest($1::uuid[], $2::uuid[], $3::text[], $5::real[], $6::jsonb[]) as made (storefront_id, merchant_id, reason, score, evidence) on conflict do nothing`,
      [decision.links.map((link) => link.storefrontId), decision.links.map((link) => link.merchantId), decision.links.map((link) => link.reason), at,
        decision.links.map((link) => link.score ?? null), decision.links.map((link) => (link.evidence ? JSON.stringify(link.evidence) : null))]);
    await sql(tx,
      `update identity_link link set reason = link.reason || '; ' || told.remark from unnest($1::uuid[], $2::text[]) as told (storefront_id, remark)
        where link.storefront_id = told.storefront_id and link.unlinked_at is null and position(told.remark in link.reason) = 0`,
      [decision.remarks.map((one) => one.storefrontId), decision.remarks.map((one) => one.remark)]);
  }
}
