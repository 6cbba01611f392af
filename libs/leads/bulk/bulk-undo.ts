import { Inject, Injectable } from '@nestjs/common';
import { Suppressions, Tags, type TagRow } from '#merchants';
import { Clock, sql, type Tx } from '#platform';
import { LeadNews } from '../lead-news.js';
import type { Withdraw } from '../review/index.js';
import type { Stage } from '../stages.js';
import { Timeline } from '../timeline.js';
import type { BulkChange } from './bulk-change.js';
import { changedItems, settle, type Changed, type Settled } from './bulk.queries.js';

interface StageBefore { readonly stage: Stage; readonly stageSince: string; readonly snoozedUntil: string | null; readonly blocked: boolean }
interface OwnerBefore { readonly ownerId: string | null; readonly followed: ReadonlyArray<{ id: string; ownerId: string | null; versionAfter: number }> }

/** Puts back, lead by lead, what a bulk action changed; what somebody changed since stays theirs and is told. */
@Injectable()
export class BulkUndo {
  constructor(
    @Inject(Clock) private readonly clock: Clock, @Inject(Tags) private readonly tags: Tags, @Inject(Suppressions) private readonly suppressions: Suppressions,
    @Inject(Timeline) private readonly timeline: Timeline, @Inject(LeadNews) private readonly news: LeadNews,
  ) {}

  /** @returns whether there was anything to put back. */
  async step(tx: Tx, bulkId: string, change: BulkChange, withdraw: Withdraw, limit: number): Promise<boolean> {
    const items = await changedItems(tx, bulkId, limit);
    if (items.length === 0) return false;
    const [action] = await sql<{ userId: string }>(tx, `select undone_by as "userId" from bulk_action where id = $1`, [bulkId]);
    const at = await this.clock.now(tx);
    const settled: Settled[] = [];
    for (const item of items) {
      const kept = await this.putBack(tx, item, change, action!.userId, at, withdraw);
      settled.push({ place: item.place, outcome: kept ? 'kept' : 'undone', reason: kept });
    }
    await settle(tx, bulkId, settled);
    this.news.changed(tx, settled.flatMap((one, nth) => (one.outcome === 'undone' ? items[nth]!.leadId : [])));
    return true;
  }

  /** @returns why it was kept; null once it is as it was. */
  private async putBack(tx: Tx, item: Changed, change: BulkChange, userId: string, at: Date, withdraw: Withdraw): Promise<Settled['reason']> {
    if (change.kind === 'add-tag' || change.kind === 'remove-tag') {
      const rows = (item.before as { rows: TagRow[] }).rows;
      const done = change.kind === 'add-tag' ? await this.tags.takeBack(tx, change.tag, rows) : await this.tags.putBack(tx, change.tag, rows);
      return done ? null : 'changed-since';
    }
    if (!item.untouched) return 'changed-since';
    if (change.kind === 'stage') return this.stage(tx, item, change.to, userId, at, withdraw);
    if (change.kind === 'owner') return this.owner(tx, item, item.before as unknown as OwnerBefore, userId, at);
    await sql(tx, `update lead set snoozed_until = $2, version = version + 1, updated_at = $3 where id = $1`, [item.leadId, item.before['snoozedUntil'] ?? null, at]);
    await this.timeline.add(tx, [{ leadId: item.leadId, kind: 'snoozed', summary: 'The snooze was taken back', data: { by: userId }, at }]);
    return null;
  }

  /** Not a move by the table but the end of one: a closed lead is open again, and both moves stay in its history. */
  private async stage(tx: Tx, { leadId, merchantId, stage, version, before: told }: Changed, to: Stage, userId: string, at: Date, withdraw: Withdraw): Promise<Settled['reason']> {
    const before = told as unknown as StageBefore;
    const [other] = await sql(tx, `select from lead l join lead gone using (merchant_id, region_id) where gone.id = $1 and gone.closed_at is not null and l.id <> gone.id and l.closed_at is null`, [leadId]);
    if (other) return 'new-lead';
    if (to === 'queued' && !(await withdraw(tx, leadId))) return 'written-to';
    if (to === 'do_not_contact' && !before.blocked) await this.suppressions.lift(tx, { merchantId, leadId, at });
    await sql(tx, `update lead set stage = $2, stage_since = $3, snoozed_until = $4, closed_at = null, close_reason = null, close_code = null, reapproach_at = null, version = version + 1, updated_at = $5 where id = $1`, [leadId, before.stage, before.stageSince, before.snoozedUntil, at]);
    await sql(tx, `insert into stage_move (lead_id, from_stage, to_stage, by_kind, by_user_id, why, version, at) values ($1, $2, $3, 'person', $4, 'bulk change taken back', $5, $6)`, [leadId, stage, before.stage, userId, version + 1, at]);
    return null;
  }

  private async owner(tx: Tx, item: Changed, { ownerId, followed }: OwnerBefore, userId: string, at: Date): Promise<Settled['reason']> {
    const back = [{ id: item.leadId, ownerId, versionAfter: item.version }, ...followed];
    const put = await sql<{ id: string; ownerId: string | null }>(tx,
      `update lead l set owner_id = was.owner_id, version = l.version + 1, updated_at = $4 from unnest($1::uuid[], $2::uuid[], $3::int[]) as was (id, owner_id, version) where l.id = was.id and l.version = was.version returning l.id, l.owner_id as "ownerId"`,
      [back.map((one) => one.id), back.map((one) => one.ownerId), back.map((one) => one.versionAfter), at]);
    await this.timeline.add(tx, put.map((lead) => ({ leadId: lead.id, kind: 'owner', summary: 'A change of owner was taken back', data: { to: lead.ownerId, byUserId: userId }, at })));
    return null;
  }
}
