import { Inject, Injectable } from '@nestjs/common';
import { Keys, sql, type Tx } from '#platform';
import type { SuppressionReason, SuppressionScope } from './suppression.entity.js';

export interface NewSuppression {
  readonly scope: SuppressionScope;
  /** For scopes `address` (owner@tallow.example) and `domain` (an address of it, or tallow.example). */
  readonly address?: string;
  readonly merchantId?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly reason: SuppressionReason;
  readonly evidence?: Record<string, unknown>;
  /** Business time. */
  readonly at: Date;
}

/** SQL: when the block of a merchant was last said. */
const saidLast = (row: string): string => `greatest(${row}.created_at, (${row}.evidence ->> 'saidAgainAt')::timestamptz)`;
const SAID_AGAIN = `(merchant_id) where lifted_at is null and scope = 'merchant' do update
  set evidence = suppression.evidence || jsonb_build_object('saidAgainAt', ${saidLast('excluded')}) where ${saidLast('suppression')} < ${saidLast('excluded')}`;

/** Who must not be written to. The one who sends asks in the very statement that claims the mail, by {@link suppressedSql}. */
@Injectable()
export class Suppressions {
  constructor(@Inject(Keys) private readonly keys: Keys) {}

  /**
   * Blocks an address, domain, merchant or country. Where it is blocked already the first reason stays; of a merchant it is noted when it was
   * said again, because that counts for those with whom it has been joined since. @returns whether it was new.
   */
  async add(tx: Tx, suppression: NewSuppression): Promise<boolean> {
    const { scope, address, merchantId, country } = suppression;
    if ((scope === 'address' || scope === 'domain') && !address) throw new TypeError(`a suppression of one ${scope} needs an address`);
    if (scope === 'merchant' && !merchantId) throw new TypeError('a suppression of a merchant needs its id');
    if (scope === 'country' && !country) throw new TypeError('a suppression of a country needs its code');
    const mac = scope === 'address' ? this.keys.addressMac(address!) : scope === 'domain' ? this.keys.domainMac(address!) : null;
    const [added] = await sql<{ fresh: boolean }>(tx,
      `insert into suppression (scope, mac, merchant_id, country, reason, evidence, created_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict ${scope === 'merchant' ? SAID_AGAIN : 'do nothing'} returning xmax = 0 as fresh`,
      [scope, mac, scope === 'merchant' ? merchantId : null, scope === 'country' ? country!.toUpperCase() : null, suppression.reason, JSON.stringify(suppression.evidence ?? {}), suppression.at]);
    return added?.fresh ?? false;
  }

  /** Lifts the block of a merchant that moving this lead brought about, because the move is taken back. Any other block of it stays, and so does one that was said again. @param at business time */
  async lift(tx: Tx, { merchantId, leadId, at }: { merchantId: string; leadId: string; at: Date }): Promise<void> {
    await sql(tx, `update suppression set lifted_at = $3 where scope = 'merchant' and merchant_id = $1 and lifted_at is null and reason = 'manual' and evidence ->> 'leadId' = $2 and not evidence ? 'saidAgainAt'`, [merchantId, leadId, at]);
  }
}

/**
 * Blocks a merchant because others are blocked with which it was one: no-contact always wins. Does nothing where none of them is.
 * @param since only what was said at that time or later. @param as name in the evidence under which it says of whom it was said.
 */
export async function passOnSuppression(tx: Tx, { from, to, since = null, as }: { from: readonly string[]; to: string; since?: Date | null; as: string }): Promise<void> {
  await sql(tx,
    `insert into suppression (scope, merchant_id, reason, evidence, created_at)
     select 'merchant', $2::uuid, reason, evidence || jsonb_build_object($4::text, merchant_id) || case when last > created_at then jsonb_build_object('saidAgainAt', last) else '{}' end, created_at
       from (select s.*, max(${saidLast('s')}) over () as last from suppression s
              where s.scope = 'merchant' and s.merchant_id = any($1::uuid[]) and s.lifted_at is null and ($3::timestamptz is null or ${saidLast('s')} >= $3)) said
      order by reason = 'manual', created_at, id limit 1
     on conflict ${SAID_AGAIN}`, [from, to, since, as]);
}

/** Column expressions of the statement that asks; a column that is null, or left out, blocks nothing. */
export interface SuppressedColumns {
  readonly addressMac?: string;
  readonly domainMac?: string;
  readonly merchantId?: string;
  readonly country?: string;
}

/**
 * SQL condition: true where sending is suppressed by address, domain, merchant or country. One index probe each; a single
 * EXISTS with OR would read the table.
 */
export function suppressedSql({ addressMac, domainMac, merchantId, country }: SuppressedColumns): string {
  const probes = [
    addressMac && `exists (select from suppression blocked where blocked.scope = 'address' and blocked.mac = ${addressMac} and blocked.lifted_at is null)`,
    domainMac && `exists (select from suppression blocked where blocked.scope = 'domain' and blocked.mac = ${domainMac} and blocked.lifted_at is null)`,
    // Who asked not to be written to before it was joined with another merchant speaks for both.
    merchantId && `exists (select from suppression blocked where blocked.scope = 'merchant' and blocked.lifted_at is null
        and blocked.merchant_id in (select ${merchantId} union all select part.id from merchant part where part.merged_into = ${merchantId}))`,
    country && `exists (select from suppression blocked where blocked.scope = 'country' and blocked.country = ${country} and blocked.lifted_at is null)`,
  ].filter(Boolean);
  return probes.length > 0 ? `(${probes.join(' or ')})` : 'false';
}
