import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Audit } from '#access';
import { Clock, sql, type Tx } from '#platform';
import { NeverScored, OverrideInvalid } from '../scoring.errors.js';
import { ScorePasses } from '../score-passes.js';

export const MOST_POINTS = 20;
export const LONGEST_DAYS = 60;
const DAY_MS = 86_400_000;

export interface StandingOverride {
  readonly points: number;
  readonly reason: string;
  readonly by: string | null;
  readonly at: Date;
  readonly expiresAt: Date;
}

/** What a person knows and no page shows: points for or against a merchant, with a reason and an end (FEATURES R9). Every one is in the audit log. */
@Injectable()
export class ScoreOverrides {
  constructor(@Inject(Clock) private readonly clock: Clock, @Inject(Audit) private readonly audit: Audit, @Inject(ScorePasses) private readonly passes: ScorePasses) {}

  /**
   * Gives or takes points until `expiresAt`; one that stood before ends.
   * @param points whole, -20 to 20, not 0. @param expiresAt business time, within 60 days.
   * @returns the pass to ring for after the commit: it scores the merchant.
   * @throws OverrideInvalid, NeverScored
   */
  async set(tx: Tx, { merchantId, points, reason, expiresAt, by }: { merchantId: string; points: number; reason: string; expiresAt: Date; by: string }): Promise<string> {
    const now = await this.clock.now(tx);
    if (!Number.isInteger(points) || points === 0 || Math.abs(points) > MOST_POINTS) throw new OverrideInvalid(`An override is 1 to ${MOST_POINTS} points up or down.`, { fields: ['points'] });
    if (reason.trim() === '') throw new OverrideInvalid('Say why: the reason is shown with the score.', { fields: ['reason'] });
    if (!(expiresAt > now) || expiresAt.getTime() > now.getTime() + LONGEST_DAYS * DAY_MS) throw new OverrideInvalid(`An override ends by itself within ${LONGEST_DAYS} days.`, { fields: ['expiresAt'] });
    // The row of its signals is the lock: two people who override one merchant follow one another.
    if ((await sql(tx, `select from merchant_signal where merchant_id = $1 for no key update`, [merchantId])).length === 0) throw new NeverScored('This merchant was never scored: there is nothing to override.');
    await sql(tx, `update score_override set ended_at = $2 where merchant_id = $1 and ended_at is null`, [merchantId, now]);
    await sql(tx, `insert into score_override (merchant_id, points, reason, by_user_id, at, expires_at) values ($1, $2, $3, $4, $5, $6)`, [merchantId, points, reason.trim().slice(0, 500), by, now, expiresAt]);
    await this.audit.record(tx, { userId: by, action: 'score.overridden', subject: `merchant ${merchantId}`, after: { points, reason: reason.trim(), expiresAt } });
    return this.passes.request(tx, 'a score was overridden', { merchantIds: [merchantId] });
  }

  /** Ends the override of a merchant now. @returns the pass to ring for; null when none stood. */
  async end(tx: Tx, merchantId: string, by: string): Promise<string | null> {
    const [ended] = await sql<{ points: number; reason: string }>(tx, `update score_override set ended_at = $2, ended_by = $3 where merchant_id = $1 and ended_at is null returning points, reason`, [merchantId, await this.clock.now(tx), by]);
    if (!ended) return null;
    await this.audit.record(tx, { userId: by, action: 'score.override-ended', subject: `merchant ${merchantId}`, before: ended });
    return this.passes.request(tx, 'an override was taken back', { merchantIds: [merchantId] });
  }

  /** Ends those whose time is over. @returns the pass to ring for; null when there was none. */
  async expireDue(tx: Tx): Promise<string | null> {
    const ended = await sql<{ merchantId: string }>(tx, `update score_override set ended_at = expires_at where ended_at is null and expires_at <= $1 returning merchant_id as "merchantId"`, [await this.clock.now(tx)]);
    return ended.length === 0 ? null : this.passes.request(tx, ended.length === 1 ? 'an override expired' : `${ended.length} overrides expired`, { merchantIds: ended.map((one) => one.merchantId) });
  }

  /** The one that stands, whether or not a pass has counted it yet. */
  async standing(on: Tx | DataSource, merchantId: string): Promise<StandingOverride | null> {
    const [override] = await sql<StandingOverride>(on,
      `select o.points, o.reason, u.name as by, o.at, o.expires_at as "expiresAt" from score_override o left join app_user u on u.id = o.by_user_id where o.merchant_id = $1 and o.ended_at is null`, [merchantId]);
    return override ?? null;
  }
}
