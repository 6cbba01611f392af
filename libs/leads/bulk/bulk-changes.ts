import { Inject, Injectable } from '@nestjs/common';
import { Tags } from '#merchants';
import { Clock, sql, type Tx } from '#platform';
import { LeadNews } from '../lead-news.js';
import { LeadOwners } from '../lead-owners.js';
import { LeadStages } from '../lead-stages.js';
import type { BulkChange } from './bulk-change.js';
import type { Item, Settled } from './bulk.queries.js';

/** Makes one change of leads that are locked and may change, by the same hands that change a single one, and says what each was before. */
@Injectable()
export class BulkChanges {
  constructor(
    @Inject(Clock) private readonly clock: Clock, @Inject(LeadStages) private readonly stages: LeadStages, @Inject(LeadOwners) private readonly owners: LeadOwners,
    @Inject(Tags) private readonly tags: Tags, @Inject(LeadNews) private readonly news: LeadNews,
  ) {}

  async make(tx: Tx, change: BulkChange, items: readonly Item[], userId: string): Promise<Settled[]> {
    if (items.length === 0) return [];
    switch (change.kind) {
      case 'stage': return this.move(tx, change, items, userId);
      case 'owner': return this.assign(tx, change.ownerId, items, userId);
      case 'snooze':
        await this.stages.snooze(tx, items.map((one) => one.leadId), new Date(change.until));
        return items.map((one) => ({ place: one.place, outcome: 'changed', before: { snoozedUntil: one.snoozedUntil } }));
      case 'add-tag': case 'remove-tag': return this.tag(tx, change, items, userId);
    }
  }

  private async move(tx: Tx, { to, why }: Extract<BulkChange, { kind: 'stage' }>, items: readonly Item[], userId: string): Promise<Settled[]> {
    const blocked = new Set(to === 'do_not_contact' ? (await sql<{ id: string }>(tx, `select merchant_id as id from suppression where scope = 'merchant' and lifted_at is null and merchant_id = any($1::uuid[])`, [items.map((one) => one.merchantId)])).map((row) => row.id) : []);
    const moved = new Set(await this.stages.advance(tx, items.map((one) => one.leadId), to, { kind: 'person', userId }, why || 'moved by hand, with others'));
    return items.map((one) => (moved.has(one.leadId)
      ? { place: one.place, outcome: 'changed', before: { stage: one.stage, stageSince: one.stageSince, snoozedUntil: one.snoozedUntil, blocked: blocked.has(one.merchantId) } }
      : { place: one.place, outcome: 'skipped', reason: 'not-allowed' }));
  }

  /** One by one: a merchant that somebody talks to goes to its new owner as a whole, and what came along is put down with the lead that it followed. */
  private async assign(tx: Tx, ownerId: string | null, items: readonly Item[], userId: string): Promise<Settled[]> {
    const of = (merchantId: string) => sql<{ id: string; ownerId: string | null; version: number }>(tx, `select id, owner_id as "ownerId", version from lead where merchant_id = $1 and closed_at is null order by id`, [merchantId]);
    const settled: Settled[] = [];
    for (const one of items) {
      const before = new Map((await of(one.merchantId)).map((lead) => [lead.id, lead]));
      const now = before.get(one.leadId)!;
      if (now.ownerId === ownerId) { settled.push({ place: one.place, outcome: 'skipped', reason: 'already' }); continue; }
      await this.owners.assign(tx, { leadId: one.leadId, ownerId, version: now.version, byUserId: userId });
      const followed = (await of(one.merchantId)).filter((lead) => lead.id !== one.leadId && lead.version !== before.get(lead.id)?.version).map((lead) => ({ id: lead.id, ownerId: before.get(lead.id)?.ownerId ?? null, versionAfter: lead.version }));
      settled.push({ place: one.place, outcome: 'changed', before: { ownerId: one.ownerId, followed } });
    }
    return settled;
  }

  private async tag(tx: Tx, { kind, tag }: Extract<BulkChange, { kind: 'add-tag' | 'remove-tag' }>, items: readonly Item[], userId: string): Promise<Settled[]> {
    const merchantIds = [...new Set(items.map((one) => one.merchantId))];
    const at = await this.clock.now(tx);
    const changed = kind === 'add-tag' ? await this.tags.add(tx, { merchantIds, tag, byUserId: userId, at }) : await this.tags.remove(tx, { merchantIds, tag });
    this.news.changed(tx, items.map((one) => one.leadId));
    // Of two leads of one merchant the first one stands for both.
    return items.map((one) => {
      const rows = changed.get(one.merchantId);
      changed.delete(one.merchantId);
      return rows ? { place: one.place, outcome: 'changed', before: { rows } } : { place: one.place, outcome: 'skipped', reason: 'already' };
    });
  }
}
