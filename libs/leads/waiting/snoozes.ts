import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, sql, type Tx } from '#platform';
import { LeadNews } from '../lead-news.js';
import { LeadStages } from '../lead-stages.js';
import { LeadChanged, LeadNotFound } from '../leads.errors.js';
import { SnoozeInThePast } from '../review/review.errors.js';
import { STAGE_LABELS, type Stage } from '../stages.js';
import { Timeline } from '../timeline.js';
import { MerchantReplies } from './merchant-replies.js';

/** Most leads that one transaction wakes. */
const AT_ONCE = 200;

/** Leads that sleep until a date, and come back with the reason. */
@Injectable()
export class Snoozes {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(LeadStages) private readonly stages: LeadStages,
    @Inject(Timeline) private readonly timeline: Timeline, @Inject(LeadNews) private readonly news: LeadNews, @Inject(MerchantReplies) private readonly replies: MerchantReplies,
  ) {}

  /** Not now. @param until business time. @param note why it will be back. @throws LeadNotFound, LeadChanged, SnoozeInThePast */
  async snooze(tx: Tx, { leadId, version, until, note, userId }: { leadId: string; version: number; until: Date; note: string; userId: string }): Promise<void> {
    const now = await this.clock.now(tx);
    if (until <= now) throw new SnoozeInThePast('Choose a date that is still to come.', { fields: ['until'] });
    await this.take(tx, leadId, version);
    await this.stages.snooze(tx, [leadId], until, { by: { kind: 'person', userId }, note });
    await this.replies.dealtWith(tx, leadId);
    await this.tell(tx, leadId, userId, `snoozed this lead until ${until.toISOString().slice(0, 10)}${note ? `: ${note}` : ''}`, { until, note, by: userId }, now);
  }

  /** Ends the sleep, or says that somebody looks after what came back. Ending it again changes nothing. @throws LeadNotFound, LeadChanged */
  async end(tx: Tx, { leadId, version, userId }: { leadId: string; version: number; userId: string }): Promise<void> {
    const [live] = await sql<{ wokeAt: Date | null }>(tx, `select woke_at as "wokeAt" from lead_snooze where lead_id = $1 and ended_at is null for update`, [leadId]);
    if (!live) return;
    await this.take(tx, leadId, version);
    const now = await this.clock.now(tx);
    await sql(tx, `update lead_snooze set ended_at = $2, ended_why = 'ended by hand' where lead_id = $1 and ended_at is null`, [leadId, now]);
    await sql(tx, `update lead set snoozed_until = null, version = version + 1, updated_at = $2 where id = $1`, [leadId, now]);
    await this.tell(tx, leadId, userId, live.wokeAt ? 'took up this lead again' : 'woke this lead early', { by: userId }, now);
  }

  /** Brings back whose date has come, each once. @returns how many. */
  async wakeDue(): Promise<number> {
    return this.db.transaction(async (tx) => {
      const now = await this.clock.now(tx);
      const back = await sql<{ leadId: string; note: string; byKind: string; by: string | null }>(tx,
        `update lead_snooze s set woke_at = $1 where s.id in (select id from lead_snooze where woke_at is null and ended_at is null and until <= $1 order by until limit ${AT_ONCE} for update skip locked)
         returning s.lead_id as "leadId", s.note, s.by_kind as "byKind", (select name from app_user where id = s.by_user_id) as by`, [now]);
      await this.timeline.add(tx, back.map((one) => ({
        leadId: one.leadId, kind: 'woke', at: now, data: { by: one.by, note: one.note },
        summary: `Back from its snooze${one.byKind === 'merchant' ? ': the merchant asked for this date' : one.note ? `: ${one.note}` : ''}` })));
      return back.length;
    });
  }

  private async take(tx: Tx, leadId: string, version: number): Promise<void> {
    const [lead] = await sql<{ stage: Stage; version: number; closed: boolean }>(tx, `select stage, version, closed_at is not null as closed from lead where id = $1 for no key update`, [leadId]);
    if (!lead) throw new LeadNotFound('There is no such lead.', { leadId });
    if (lead.version !== version || lead.closed) throw new LeadChanged(`This lead has changed; it is in ${STAGE_LABELS[lead.stage]} now.`, { stage: lead.stage, version: lead.version });
  }

  private async tell(tx: Tx, leadId: string, userId: string, what: string, data: Record<string, unknown>, at: Date): Promise<void> {
    const [by] = await sql<{ name: string }>(tx, `select name from app_user where id = $1`, [userId]);
    await this.timeline.add(tx, [{ leadId, kind: 'snoozed', summary: `${by!.name} ${what}`, data, at }]);
    this.news.changed(tx, [leadId]);
  }
}
