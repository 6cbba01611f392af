import { Inject, Injectable } from '@nestjs/common';
import { Merging, giveBack, remember, remembered, repoint, type Merge } from '#merchants';
import { sql, type Tx } from '#platform';
import { LeadNews } from './lead-news.js';
import { FUNNEL, WON, type Stage } from './stages.js';

interface OpenLead {
  readonly id: string;
  readonly merchantId: string;
  readonly regionId: string;
  readonly stage: Stage;
  readonly stageSince: Date;
  readonly version: number;
  readonly ownerId: string | null;
  /** The last word of a person on the other side. */
  readonly repliedAt: Date | null;
}

/**
 * What becomes of leads when two merchants are joined: the winner gets them all. Where both have an open lead for one region, the one whose merchant was heard
 * from last, else the one that is further in the funnel, goes on and the other is closed; taking the merge back opens it again.
 */
@Injectable()
export class LeadMerging {
  constructor(@Inject(Merging) private readonly merging: Merging, @Inject(LeadNews) private readonly news: LeadNews) {}

  /** Once a merge, whoever hears of it first; a merge that was undone meanwhile changes nothing. */
  async follow(tx: Tx, mergeId: string): Promise<Merge | null> {
    await sql(tx, `select pg_advisory_xact_lock(hashtext('leads.intake'))`);
    const merge = await this.merging.live(tx, mergeId);
    if (!merge) return null;
    const first = await sql(tx, `insert into merge_row (merge_id, relation, row_id) values ($1, 'leads', 'followed') on conflict do nothing returning row_id`, [mergeId]);
    if (first.length === 0) return merge;
    const open = await sql<OpenLead>(tx,
      `select id, merchant_id as "merchantId", region_id as "regionId", stage, stage_since as "stageSince", version, owner_id as "ownerId",
              (select max(at) from activity where lead_id = lead.id and kind = 'reply') as "repliedAt" from lead
        where merchant_id in ($1, $2) and closed_at is null order by id for no key update`, [merge.winnerId, merge.loserId]);
    for (const region of new Set(open.map((lead) => lead.regionId))) {
      const [kept, closed] = open.filter((lead) => lead.regionId === region).sort(byProgress(merge.winnerId));
      if (kept && closed) await this.close(tx, merge, kept, closed);
    }
    await repoint(tx, merge, 'lead');
    this.news.changed(tx, open.map((lead) => lead.id));
    return merge;
  }

  /** Gives the loser its leads back; one that was closed by the merge, and that nobody touched since, goes on where it was. */
  async giveBack(tx: Tx, mergeId: string): Promise<Merge | null> {
    await sql(tx, `select pg_advisory_xact_lock(hashtext('leads.intake'))`);
    const merge = await this.merging.undone(tx, mergeId);
    if (!merge) return null;
    const first = await sql(tx, `insert into merge_row (merge_id, relation, row_id) values ($1, 'leads', 'given back') on conflict do nothing returning row_id`, [mergeId]);
    if (first.length === 0) return merge;
    const rows = await remembered(tx, mergeId, 'lead');
    await giveBack(tx, merge, 'lead');
    const changed: string[] = [];
    for (const { rowId, before } of await remembered(tx, mergeId, 'lead_closed')) {
      const reopened = await sql(tx,
        `update lead l set stage = $2, stage_since = $3, closed_at = null, close_reason = null, version = l.version + 1, updated_at = $5
          where l.id = $1 and l.version = $4 and l.closed_at is not null
            and not exists (select from lead other where other.merchant_id = l.merchant_id and other.region_id = l.region_id and other.closed_at is null) returning id`,
        [rowId, before['stage'], before['stageSince'], Number(before['version']) + 1, merge.at]);
      if (reopened.length === 0) continue;
      await this.history(tx, rowId, 'disqualified', before['stage'] as Stage, 'the merge was taken back', merge.at);
      changed.push(rowId);
    }
    for (const { rowId, before } of await remembered(tx, mergeId, 'lead_owner')) {
      await sql(tx, `update lead set owner_id = null, version = version + 1 where id = $1 and owner_id = $2`, [rowId, before['given']]);
      changed.push(rowId);
    }
    this.news.changed(tx, [...changed, ...rows.map((row) => row.rowId)]);
    return merge;
  }

  /** Leads that a merge closed, with the lead that goes on in their place. */
  async replaced(tx: Tx, mergeId: string): Promise<ReadonlyArray<{ closedId: string; keptId: string }>> {
    return (await remembered(tx, mergeId, 'lead_closed')).map(({ rowId, before }) => ({ closedId: rowId, keptId: String(before['keptId']) }));
  }

  private async close(tx: Tx, merge: Merge, kept: OpenLead, closed: OpenLead): Promise<void> {
    await remember(tx, merge.id, 'lead_closed', [{ rowId: closed.id, before: { stage: closed.stage, stageSince: closed.stageSince, version: closed.version, keptId: kept.id } }]);
    // Beside the table of moves: no funnel step, the lead goes on in another one.
    await sql(tx, `update lead set stage = 'disqualified', stage_since = $2, closed_at = $2, close_reason = 'the same merchant has another lead', version = version + 1, updated_at = $2 where id = $1`, [closed.id, merge.at]);
    await this.history(tx, closed.id, closed.stage, 'disqualified', 'its merchant was joined with one that has another lead', merge.at);
    if (closed.ownerId && !kept.ownerId) {
      await remember(tx, merge.id, 'lead_owner', [{ rowId: kept.id, before: { given: closed.ownerId } }]);
      await sql(tx, `update lead set owner_id = $2, version = version + 1 where id = $1`, [kept.id, closed.ownerId]);
    }
  }

  private async history(tx: Tx, leadId: string, from: Stage, to: Stage, why: string, at: Date): Promise<void> {
    await sql(tx, `insert into stage_move (lead_id, from_stage, to_stage, by_kind, why, version, at) select id, $2, $3, 'system', $4, version, $5 from lead where id = $1`, [leadId, from, to, why, at]);
  }
}

/** Who said yes first, then whom we heard from last (FEATURES W4), then who is further; among equals the one that waits longer there, then the winner's. */
const byProgress = (winnerId: string) => (a: OpenLead, b: OpenLead): number =>
  Number(isWon(b)) - Number(isWon(a)) || +(b.repliedAt ?? 0) - +(a.repliedAt ?? 0) || FUNNEL.indexOf(b.stage as never) - FUNNEL.indexOf(a.stage as never) || +a.stageSince - +b.stageSince || Number(b.merchantId === winnerId) - Number(a.merchantId === winnerId);
const isWon = (lead: OpenLead): boolean => (WON as readonly Stage[]).includes(lead.stage);
