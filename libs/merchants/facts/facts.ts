import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { refreshSummaries } from '../summaries.js';
import { ageOf, type Age } from './age.js';
import { FACT_NAMES, factName } from './fact-names.js';
import { FactNotCorrectable, MerchantNotFound } from './facts.errors.js';
import { correctionsOf, factsOf, pastFactsOf, type PageValue } from './facts.queries.js';

/** Who said it, if no page did. */
export interface SaidBy {
  readonly kind: 'merchant' | 'person';
  /** Of ours: who said it, or who wrote down what the merchant said. */
  readonly userId: string | null;
}
/** A value with everything needed to check it. */
export interface Sourced {
  readonly value: string;
  readonly since: Date;
  readonly seenAt: Date;
  readonly age: Age;
  /** 0 to 1; 1 for what a person said. */
  readonly confidence: number;
  /** Where it was read; null for what a person said. */
  readonly page: Omit<PageValue, 'name' | 'value' | 'since' | 'seenAt' | 'confidence'> | null;
  /** Who said it; null for what a page showed. `name` is null when the merchant said it without us. */
  readonly said: { readonly kind: SaidBy['kind']; readonly name: string | null; readonly note: string | null } | null;
}
export interface MerchantFact {
  readonly name: string;
  readonly label: string;
  /** What its confidence rests on, in words. */
  readonly read: string;
  readonly correctable: boolean;
  /** What we go by: a person's word before any page, else what the best-known storefront shows. */
  readonly current: Sourced;
  /** What other pages show now. */
  readonly others: readonly Sourced[];
  /** What was shown or said before, newest first. */
  readonly past: ReadonlyArray<Sourced & { readonly until: Date }>;
}
export interface Correction {
  readonly merchantId: string;
  /** Of {@link FACT_NAMES}. */
  readonly name: string;
  readonly value: string;
  readonly by: SaidBy;
  readonly note?: string | null;
  /** Business time. */
  readonly at: Date;
}

/** What we hold of a merchant, where each value came from, and what was said about it. */
@Injectable()
export class Facts {
  /** In the order in which people read them. @param now business time, for ages. */
  async of(on: Tx | DataSource, merchantId: string, now: Date): Promise<MerchantFact[]> {
    const [shown, said, past] = [await factsOf(on, merchantId), await correctionsOf(on, merchantId), await pastFactsOf(on, merchantId)];
    const order = new Map(FACT_NAMES.map(({ name }, place) => [name, place]));
    const names = [...new Set([...shown, ...said].map((one) => one.name))].sort((a, b) => (order.get(a) ?? 99) - (order.get(b) ?? 99) || (a < b ? -1 : 1));
    return names.flatMap((name) => {
      const pages = shown.filter((one) => one.name === name).map((one) => fromPage(one, now));
      const words = said.filter((one) => one.name === name);
      const spoken = (one: (typeof words)[number]): Sourced => ({ value: one.value, since: one.at, seenAt: one.at, age: ageOf(one.at, now), confidence: 1, page: null, said: { kind: one.kind, name: one.by, note: one.note } });
      const [current, ...others] = [...words.filter((one) => one.withdrawnAt === null).map(spoken), ...pages];
      const before = [
        ...past.filter((one) => one.name === name).map((one) => ({ ...fromPage(one, now), until: one.until })),
        ...words.flatMap((one) => (one.withdrawnAt ? [{ ...spoken(one), until: one.withdrawnAt }] : [])),
      ].sort((a, b) => b.until.getTime() - a.until.getTime());
      const about = factName(name);
      return current ? [{ name, label: about?.label ?? name, read: about?.read ?? 'the seller’s page', correctable: about?.fault !== undefined, current, others, past: before }] : [];
    });
  }

  /**
   * Takes down what the merchant or one of us says. No page overwrites it; the one before it is kept.
   * @throws FactNotCorrectable @throws MerchantNotFound
   */
  async correct(tx: Tx, { merchantId, name, value, by, note, at }: Correction): Promise<void> {
    const text = value.normalize('NFC').replace(/\s+/gu, ' ').trim();
    const about = factName(name);
    if (!about?.fault) throw new FactNotCorrectable('Only pages say this; it cannot be corrected by hand.', { fields: ['name'] });
    const fault = text === '' ? 'Write the right value.' : text.length > 500 ? 'At most 500 characters.' : about.fault(text);
    if (fault) throw new FactNotCorrectable(fault, { fields: ['value'] });
    await this.lock(tx, merchantId);
    const [live] = await sql<{ value: string; kind: string }>(tx, `select value, by_kind as kind from fact_correction where merchant_id = $1 and name = $2 and withdrawn_at is null`, [merchantId, name]);
    if (live?.value === text && live.kind === by.kind) return;
    await sql(tx, `update fact_correction set withdrawn_at = $3 where merchant_id = $1 and name = $2 and withdrawn_at is null`, [merchantId, name, at]);
    await sql(tx, `insert into fact_correction (merchant_id, name, value, by_kind, by_user_id, note, at) values ($1, $2, $3, $4, $5, $6, $7)`, [merchantId, name, text, by.kind, by.userId, note?.trim() || null, at]);
    await refreshSummaries(tx, [merchantId], at);
  }

  /** Pages speak again. Nothing happens when nobody had said anything. @throws MerchantNotFound */
  async withdraw(tx: Tx, merchantId: string, name: string, at: Date): Promise<void> {
    await this.lock(tx, merchantId);
    await sql(tx, `update fact_correction set withdrawn_at = $3 where merchant_id = $1 and name = $2 and withdrawn_at is null`, [merchantId, name, at]);
    await refreshSummaries(tx, [merchantId], at);
  }

  /** Two corrections of one merchant come one after the other. */
  private async lock(tx: Tx, merchantId: string): Promise<void> {
    const [merchant] = await sql(tx, `select from merchant where id = $1 for update`, [merchantId]);
    if (!merchant) throw new MerchantNotFound('There is no such merchant. It may have been merged into another one.');
  }
}

function fromPage({ value, since, seenAt, confidence, ...rest }: PageValue, now: Date): Sourced {
  const { storefrontId, marketplace, sellerId, storefrontName, sourceUrl, runId, captureId, recipe } = rest;
  return { value, since, seenAt, age: ageOf(seenAt, now), confidence, page: { storefrontId, marketplace, sellerId, storefrontName, sourceUrl, runId, captureId, recipe }, said: null };
}
