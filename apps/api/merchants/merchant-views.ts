import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { ageOf, ChangeSignals, CustomFields, Estimates, Facts, MerchantNotFound, RankHistory, Tags } from '#merchants';
import { Clock } from '#platform';
import { ScoreExplanations } from '#scoring';
import type { ContactCoverage, MerchantDetail, MerchantHistory } from './merchant.shapes.js';
import { contactCoverage, contactsOf, formerLinksOf, leadsOf, merchantRow, shopsOf } from './merchants.queries.js';

/** The response schema turns dates into text; until then only the type says so. */
type Wire<T> = T extends Date ? string : T extends readonly (infer Item)[] ? Wire<Item>[] : T extends object ? { [Key in keyof T]: Wire<T[Key]> } : T;
const wire = <T>(value: T): Wire<T> => value as Wire<T>;

const COVERAGE_HOLDS_MS = 60_000;

/** Joins what the rooms know of a merchant into what its page shows. */
@Injectable()
export class MerchantViews {
  private coverage: { readonly at: number; readonly of: Promise<z.infer<typeof ContactCoverage>> } | undefined;

  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(Facts) private readonly facts: Facts, @Inject(ChangeSignals) private readonly changes: ChangeSignals,
    @Inject(Estimates) private readonly estimates: Estimates, @Inject(RankHistory) private readonly ranks: RankHistory, @Inject(CustomFields) private readonly fields: CustomFields, @Inject(Tags) private readonly tags: Tags,
    @Inject(ScoreExplanations) private readonly scores: ScoreExplanations,
  ) {}

  /** @throws MerchantNotFound */
  async detail(id: string): Promise<z.infer<typeof MerchantDetail>> {
    const merchant = await merchantRow(this.db, id);
    if (!merchant) throw new MerchantNotFound('There is no such merchant.');
    const now = await this.clock.now();
    const [score, leads, shops, formerLinks, facts, contacts, changes, estimates, fields, tags] = await Promise.all([
      this.scores.of(this.db, id), leadsOf(this.db, id), shopsOf(this.db, id), formerLinksOf(this.db, id), this.facts.of(this.db, id, now), contactsOf(this.db, id),
      this.changes.of(this.db, id), this.estimates.of(this.db, id), this.fields.of(this.db, id), this.tags.of(this.db, id),
    ]);
    return wire({
      ...merchant, score, leads, formerLinks, facts: [...facts], changes, estimates, fields: [...fields], tags,
      storefronts: shops.map(({ reason, linkedBy, linkedAt, ...shop }) => ({ ...shop, link: { reason, by: linkedBy, at: linkedAt } })),
      contacts: contacts.map((contact) => ({ ...contact, age: ageOf(contact.seenAt, now) })),
    }) as z.infer<typeof MerchantDetail>;
  }

  /** @throws MerchantNotFound */
  async history(id: string, days: number): Promise<z.infer<typeof MerchantHistory>> {
    if (!(await merchantRow(this.db, id))) throw new MerchantNotFound('There is no such merchant.');
    const now = await this.clock.now();
    return wire({ days, until: now, series: await this.ranks.of(this.db, id, now, days) }) as z.infer<typeof MerchantHistory>;
  }

  /** Counts everybody, so it is asked once a minute at most. */
  async gap(): Promise<z.infer<typeof ContactCoverage>> {
    if (!this.coverage || Date.now() - this.coverage.at > COVERAGE_HOLDS_MS) this.coverage = { at: Date.now(), of: contactCoverage(this.db) };
    const asked = this.coverage;
    try {
      return await asked.of;
    } catch (error) {
      if (this.coverage === asked) this.coverage = undefined;
      throw error;
    }
  }
}
