import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, sql } from '#platform';
import { BusinessPages, SITE_AGAIN_DAYS } from '#sourcing';
import { siteOf } from '../identity/domains.js';
import { suppressedSql } from '../suppressions.js';
import { refreshSummaries } from '../summaries.js';
import { ContactBook } from './contact-book.js';
import { mailContact, phoneContact } from './page-facts.js';

/** Websites a job reads; the next bell brings the next. */
const SITES_A_JOB = 10;

const ROWS_AT_ONCE = 1_000;

interface Candidate { merchantId: string; url: string }

/**
 * Looks for a business address on the websites of merchants who have none (FEATURES I5). A website is one that a page or a
 * list names as the merchant's; nothing is guessed, neither a website nor an address. Off until an admin switches it on.
 */
@Injectable()
export class ContactSearch {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(BusinessPages) private readonly pages: BusinessPages, @Inject(ContactBook) private readonly contacts: ContactBook) {}

  async anyDue(): Promise<boolean> {
    return (await this.pages.mayRead()) && (await this.candidates(1)).length > 0;
  }

  /** Reads some websites that wait. Safe to die at any line: what was read of one website is kept with its merchant or the website waits for the next time. @returns how many were read. */
  async search(): Promise<number> {
    let read = 0;
    for (const { merchantId, url } of await this.candidates(SITES_A_JOB)) {
      const visit = await this.pages.visit(new URL(url));
      if (!visit) continue;
      read++;
      if (visit.contacts.length === 0) continue;
      await this.db.transaction(async (tx) => {
        await this.contacts.keep(tx, visit.runId, visit.contacts.map((one) => ({ ...(one.kind === 'email' ? mailContact(one.value) : phoneContact(one.value)), merchant: merchantId, source: one.sourceUrl, seenAt: visit.at })));
        await refreshSummaries(tx, [merchantId], visit.at);
      });
    }
    return read;
  }

  /** Merchants without an address, not suppressed, with a website that no marketplace of ours stands on and that was not read in this period. */
  private async candidates(limit: number): Promise<Candidate[]> {
    const at = await this.clock.now();
    const state = await this.pages.state();
    if (!state) return [];
    const period = String(Math.floor(at.getTime() / (SITE_AGAIN_DAYS * 86_400_000)));
    const found: Candidate[] = [];
    for (let after = '00000000-0000-0000-0000-000000000000'; found.length < limit;) {
      const rows = await this.waiting(state.id, period, after);
      // Pages on a platform (facebook.com/tallow) are the platform's, not the merchant's: its rules are others.
      found.push(...rows.filter(({ url }) => URL.canParse(url) && !siteOf(url)?.includes('/')));
      if (rows.length < ROWS_AT_ONCE) break;
      after = rows.at(-1)!.merchantId;
    }
    return found.slice(0, limit);
  }

  private waiting(sourceId: string, period: string, after: string): Promise<Candidate[]> {
    return sql<Candidate>(this.db,
      `select m.id as "merchantId", site.url from merchant m
         cross join lateral (
           select s.url from identity_link link join storefront s on s.id = link.storefront_id
            where link.merchant_id = m.id and link.unlinked_at is null and s.url ~* '^https?://[^/@]+(/|$)'
              and not exists (select from source src, jsonb_array_elements(src.entries) entry where lower(split_part(entry->>'url', '/', 3)) = lower(split_part(s.url, '/', 3)))
              and not exists (select from run r where r.source_id = $1 and r.occasion = regexp_replace(lower(split_part(s.url, '/', 3)), ':(80|443)$', '') || ' ' || $2)
            order by s.marketplace collate "C", s.seller_id collate "C" limit 1) site
        where m.id > $3 and m.merged_into is null and not ${suppressedSql({ merchantId: 'm.id', country: 'm.country' })}
          and not exists (select from contact c where c.merchant_id = m.id and c.kind = 'email' and c.status <> 'invalid')
        order by m.id limit ${ROWS_AT_ONCE}`, [sourceId, period, after]);
  }
}
