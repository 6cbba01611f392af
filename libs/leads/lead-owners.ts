import { Inject, Injectable } from '@nestjs/common';
import { Clock, sql, type Tx } from '#platform';
import { LeadNews } from './lead-news.js';
import { LeadChanged, LeadNotFound, OwnerUnknown } from './leads.errors.js';
import type { LeadRow } from './lead-stages.js';
import { STAGE_LABELS, TALKING, type Stage } from './stages.js';

/** Who looks after a lead. */
@Injectable()
export class LeadOwners {
  constructor(@Inject(Clock) private readonly clock: Clock, @Inject(LeadNews) private readonly news: LeadNews) {}

  /**
   * Gives a lead to a person, or to nobody (`ownerId` null).
   * @throws LeadNotFound, LeadChanged (details carry the current stage and version), OwnerUnknown
   */
  async assign(tx: Tx, { leadId, ownerId, version, byUserId }: { leadId: string; ownerId: string | null; version: number; byUserId: string }): Promise<LeadRow> {
    const now = await this.clock.now(tx);
    const [lead] = await sql<{ stage: Stage; version: number; ownerId: string | null }>(tx, `select stage, version, owner_id as "ownerId" from lead where id = $1 for no key update`, [leadId]);
    if (!lead) throw new LeadNotFound('There is no such lead.', { leadId });
    if (lead.version !== version) throw new LeadChanged(`This lead has changed; it is in ${STAGE_LABELS[lead.stage]} now.`, { stage: lead.stage, version: lead.version });
    const people = await sql<{ id: string; name: string }>(tx, `select id, name from app_user where id = any($1) and disabled_at is null`, [[ownerId, byUserId].filter((id) => id !== null)]);
    const owner = people.find((person) => person.id === ownerId);
    if (ownerId !== null && !owner) throw new OwnerUnknown('There is no such person to give this lead to.', { fields: ['ownerId'] });
    const [row] = await sql<LeadRow>(tx,
      `update lead set owner_id = $2, version = version + case when owner_id is distinct from $2 then 1 else 0 end, updated_at = $3 where id = $1
       returning id, merchant_id as "merchantId", stage, stage_since as "stageSince", version, owner_id as "ownerId"`, [leadId, ownerId, now]);
    if (lead.ownerId !== ownerId) {
      const by = people.find((person) => person.id === byUserId)?.name ?? 'somebody';
      await sql(tx, `insert into activity (lead_id, kind, summary, data, at) values ($1, 'owner', $2, $3, $4)`,
        [leadId, owner ? `${by} gave this lead to ${owner.name}` : `${by} took the owner off this lead`, JSON.stringify({ from: lead.ownerId, to: ownerId, byUserId }), now]);
      this.news.changed(tx, [leadId]);
    }
    await this.keepOneVoice(tx, row!, now);
    return row!;
  }

  /** Whoever is given a lead of a merchant that somebody talks to is given the whole merchant: it must not hear two of us. */
  private async keepOneVoice(tx: Tx, { id, merchantId, ownerId }: LeadRow, now: Date): Promise<void> {
    if (ownerId === null) return;
    const followed = await sql<{ id: string }>(tx,
      `update lead set owner_id = $3, version = version + 1, updated_at = $4
        where merchant_id = $1 and id <> $2 and closed_at is null and owner_id <> $3 and stage = any($5) returning id`, [merchantId, id, ownerId, now, TALKING]);
    await sql(tx, `insert into activity (lead_id, kind, summary, data, at) select unnest($1::uuid[]), 'owner', 'Followed another lead of this merchant to its new owner', $2, $3`,
      [followed.map((lead) => lead.id), JSON.stringify({ to: ownerId, with: id }), now]);
    this.news.changed(tx, followed.map((lead) => lead.id));
  }
}
