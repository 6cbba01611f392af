import { Inject, Injectable } from '@nestjs/common';
import { LeadMerging, Timeline } from '#leads';
import { giveBack, remembered, remember, repoint, type Merge } from '#merchants';
import { sql, type Tx } from '#platform';

const MERGED = 'merged';

/**
 * One voice for two merchants that were joined: of two open conversations the one about the lead that goes on stays, the other ends and its waiting mails are
 * cancelled. Taking the merge back returns both histories and restarts neither: whether to write again is a person's decision.
 */
@Injectable()
export class OutreachMerging {
  constructor(@Inject(LeadMerging) private readonly leads: LeadMerging, @Inject(Timeline) private readonly timeline: Timeline) {}

  async follow(tx: Tx, mergeId: string): Promise<void> {
    const merge = await this.leads.follow(tx, mergeId);
    if (!merge) return;
    const ending = await this.second(tx, merge);
    if (ending) await this.end(tx, merge, ending);
    await repoint(tx, merge, 'conversation');
    await repoint(tx, merge, 'enrollment');
  }

  async giveBack(tx: Tx, mergeId: string): Promise<void> {
    const merge = await this.leads.giveBack(tx, mergeId);
    if (!merge) return;
    await giveBack(tx, merge, 'conversation');
    await giveBack(tx, merge, 'enrollment');
    const stopped = await remembered(tx, mergeId, 'enrollment_ended');
    const leads = await sql<{ leadId: string }>(tx, `select lead_id as "leadId" from enrollment where id = any($1::uuid[])`, [stopped.map((row) => row.rowId)]);
    await this.timeline.add(tx, leads.map(({ leadId }) => ({ leadId, kind: 'not_enrolled', summary: 'Its mails were stopped when its merchant was joined with another one; nothing starts again by itself', at: merge.at })));
  }

  /** The conversation that has to end: of two open ones that about the lead that was closed, else the younger. */
  private async second(tx: Tx, merge: Merge): Promise<string | null> {
    const open = await sql<{ id: string; about: string[] }>(tx,
      `select c.id, array(select e.lead_id from enrollment e where e.conversation_id = c.id) as about from conversation c
        where c.merchant_id in ($1, $2) and c.closed_at is null order by c.opened_at, c.id for no key update`, [merge.winnerId, merge.loserId]);
    if (open.length < 2) return null;
    const closed = new Set((await this.leads.replaced(tx, merge.id)).map((one) => one.closedId));
    return (open.find((one) => one.about.some((lead) => closed.has(lead))) ?? open[1])!.id;
  }

  private async end(tx: Tx, merge: Merge, conversationId: string): Promise<void> {
    const running = await sql<{ id: string; state: string }>(tx, `select id, state from enrollment where conversation_id = $1 and ended_at is null for no key update`, [conversationId]);
    await remember(tx, merge.id, 'enrollment_ended', running.map(({ id, state }) => ({ rowId: id, before: { state } })));
    const ids = running.map((one) => one.id);
    await sql(tx, `update enrollment set state = 'stopped', exit_reason = '${MERGED}', ended_at = $2 where id = any($1::uuid[])`, [ids, merge.at]);
    await sql(tx, `update message set state = 'cancelled', state_reason = '${MERGED}' where enrollment_id = any($1::uuid[]) and state = 'pending'`, [ids]);
    await sql(tx, `update conversation set closed_at = $2, close_reason = '${MERGED}' where id = $1`, [conversationId, merge.at]);
  }
}
