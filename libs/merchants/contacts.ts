import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '#platform';
import { suppressedSql } from './suppressions.js';
import type { DataSource } from 'typeorm';

export interface BestContact {
  readonly merchantId: string;
  readonly contactId: string;
  readonly address: string;
  readonly addressMac: Buffer;
  readonly domainMac: Buffer;
}

/**
 * SQL subselect (for LATERAL) of the one address to write to: a role mailbox before a person, never an invalid or
 * suppressed one; among equals the alphabet decides, so that every process writes to the same.
 * @param merchantId column expression. @param country column expression of the merchant's country.
 * @returns columns `contact_id, address, address_mac, domain_mac, role`, at most one row.
 */
export const bestContactSql = (merchantId: string, country: string): string =>
  `select best.id as contact_id, best.value as address, best.address_mac, best.domain_mac, best.role from contact best
    where best.merchant_id = ${merchantId} and best.kind = 'email' and best.status <> 'invalid' and best.address_mac is not null
      and not ${suppressedSql({ addressMac: 'best.address_mac', domainMac: 'best.domain_mac', merchantId: 'best.merchant_id', country })}
    order by best.role desc, best.value collate "C", best.id limit 1`;

/** Ways to reach merchants. */
@Injectable()
export class Contacts {
  /** The address to write to, for each merchant that has one. */
  async best(on: Tx | DataSource, merchantIds: readonly string[]): Promise<BestContact[]> {
    return sql<BestContact>(on,
      `select m.id as "merchantId", c.contact_id as "contactId", c.address, c.address_mac as "addressMac", c.domain_mac as "domainMac"
         from merchant m cross join lateral (${bestContactSql('m.id', 'm.country')}) c
        where m.id = any($1) order by m.id`, [merchantIds]);
  }

  /** Marks an address from which a mail came back, with a sentence for people. It stays so when a page shows it again or a check finds its domain sound. @param at business time. */
  async invalidate(tx: Tx, contactId: string, reason: string, at: Date): Promise<void> {
    await sql(tx, `update contact set status = 'invalid', status_reason = $2, bounced = true, check_due_at = null, invalid_since = coalesce(invalid_since, $3) where id = $1 and not bounced`, [contactId, reason, at]);
  }
}
