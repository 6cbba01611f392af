import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { STAGE_LABELS, type Stage } from '#leads';
import { Merging, UNDO_DAYS, type MergeSide } from '#merchants';
import { sql } from '#platform';
import type { MergePreview } from './merge.shapes.js';

interface LeadRow { id: string; merchantId: string; stage: Stage; region: string; regionId: string; owner: string | null; talking: boolean }
type Preview = z.infer<typeof MergePreview>;

/** What several rooms know of two merchants that somebody wants to join. */
@Injectable()
export class MergeViews {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Merging) private readonly merging: Merging) {}

  async preview(winnerId: string, loserId: string): Promise<Preview> {
    const { winner, loser } = await this.merging.preview(this.db, winnerId, loserId);
    const leads = await sql<LeadRow>(this.db,
      `select l.id, l.merchant_id as "merchantId", l.stage, r.name as region, r.id as "regionId", u.name as owner,
              exists (select from conversation c where c.merchant_id = l.merchant_id and c.closed_at is null) as talking
         from lead l join region r on r.id = l.region_id left join app_user u on u.id = l.owner_id where l.merchant_id in ($1, $2) and l.closed_at is null order by r.name, l.id`, [winnerId, loserId]);
    return { winner: withLeads(winner, leads), loser: withLeads(loser, leads), notes: notes(winner, loser, leads) };
  }
}

const withLeads = (side: MergeSide, leads: readonly LeadRow[]): Preview['winner'] => ({
  ...side, storefronts: [...side.storefronts], keys: [...side.keys], contacts: [...side.contacts],
  leads: leads.filter((lead) => lead.merchantId === side.id).map(({ id, stage, region, owner, talking }) => ({ id, stage: STAGE_LABELS[stage], region, owner, talking })),
});

function notes(winner: MergeSide, loser: MergeSide, leads: readonly LeadRow[]): string[] {
  const both = [...new Set(leads.map((lead) => lead.regionId))].filter((region) => new Set(leads.filter((lead) => lead.regionId === region).map((lead) => lead.merchantId)).size === 2);
  const talking = new Set(leads.filter((lead) => lead.talking).map((lead) => lead.merchantId));
  return [
    `${plural(loser.storefronts.length, 'storefront')} of “${loser.name}” ${loser.storefronts.length === 1 ? 'goes' : 'go'} to “${winner.name}”.`,
    ...(both.length > 0 ? [`Both have an open lead in ${plural(both.length, 'region')}: the one that is further in the funnel goes on, the other is closed.`] : []),
    ...(talking.size === 2 ? ['Somebody is talking to both: the conversation of the lead that goes on stays, waiting mails of the other are cancelled.'] : []),
    ...(winner.suppressed || loser.suppressed ? [`“${(winner.suppressed ? winner : loser).name}” must not be written to; afterwards nobody writes to either.`] : []),
    ...(winner.country && loser.country && winner.country !== loser.country ? [`They sit in different countries: ${winner.country} and ${loser.country}.`] : []),
    `You can undo it for ${UNDO_DAYS} days.`,
  ];
}
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
