import { Inject, Injectable } from '@nestjs/common';
import { LeadMerging } from '#leads';
import { giveBack, remember, remembered, repoint } from '#merchants';
import { sql, type Tx } from '#platform';

/**
 * Invitations of two merchants that were joined. Where both hold an open one, the loser's stays in its own name, valid as promised; its answer counts for the lead
 * that goes on.
 */
@Injectable()
export class InvitationMerging {
  constructor(@Inject(LeadMerging) private readonly leads: LeadMerging) {}

  async follow(tx: Tx, mergeId: string): Promise<void> {
    const merge = await this.leads.follow(tx, mergeId);
    if (!merge) return;
    for (const { closedId, keptId } of await this.leads.replaced(tx, mergeId)) {
      const moved = await sql<{ id: string }>(tx, `update invitation set lead_id = $2 where lead_id = $1 and state = 'open' returning id`, [closedId, keptId]);
      await remember(tx, mergeId, 'invitation_lead', moved.map(({ id }) => ({ rowId: id, before: { leadId: closedId } })));
    }
    await repoint(tx, merge, 'invitation', `t.state <> 'open' or not exists (select from invitation other where other.merchant_id = '${merge.winnerId}'::uuid and other.state = 'open')`);
  }

  async giveBack(tx: Tx, mergeId: string): Promise<void> {
    const merge = await this.leads.giveBack(tx, mergeId);
    if (!merge) return;
    await giveBack(tx, merge, 'invitation');
    for (const { rowId, before } of await remembered(tx, mergeId, 'invitation_lead')) await sql(tx, `update invitation set lead_id = $2 where id = $1 and state = 'open'`, [rowId, before['leadId']]);
  }
}
