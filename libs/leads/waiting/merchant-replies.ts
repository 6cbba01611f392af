import { Inject, Injectable } from '@nestjs/common';
import { Clock, sql, type Tx } from '#platform';
import { LeadNews } from '../lead-news.js';
import { Timeline } from '../timeline.js';

/** A merchant who wrote waits for a person: until somebody moves the lead, plans something, snoozes it, or says that it is dealt with. */
@Injectable()
export class MerchantReplies {
  constructor(@Inject(Clock) private readonly clock: Clock, @Inject(Timeline) private readonly timeline: Timeline, @Inject(LeadNews) private readonly news: LeadNews) {}

  /** A person at the merchant wrote: the lead waits from now, and sleeps no longer. @param at business time. */
  async heard(tx: Tx, leadId: string, at: Date): Promise<void> {
    await sql(tx,
      `update lead set waits_since = coalesce(waits_since, $2), snoozed_until = null, version = version + case when snoozed_until is null then 0 else 1 end, updated_at = $2 where id = $1 and closed_at is null`, [leadId, at]);
    await sql(tx, `update lead_snooze set ended_at = $2, ended_why = 'the merchant replied' where lead_id = $1 and ended_at is null`, [leadId, at]);
    this.news.changed(tx, [leadId]);
  }

  /** Nobody waits on this lead any more; part of what was done about it. */
  async dealtWith(tx: Tx, leadId: string): Promise<boolean> {
    const waited = await sql(tx, `update lead set waits_since = null where id = $1 and waits_since is not null returning id`, [leadId]);
    if (waited.length > 0) this.news.changed(tx, [leadId]);
    return waited.length > 0;
  }

  /** A person says that the reply needs nothing more. Saying it again changes nothing. */
  async settle(tx: Tx, { leadId, byUserId }: { leadId: string; byUserId: string }): Promise<void> {
    if (!(await this.dealtWith(tx, leadId))) return;
    const [by] = await sql<{ name: string }>(tx, `select name from app_user where id = $1`, [byUserId]);
    await this.timeline.add(tx, [{ leadId, kind: 'handled', summary: `${by!.name} dealt with the reply`, data: { byUserId }, at: await this.clock.now(tx) }]);
  }
}
