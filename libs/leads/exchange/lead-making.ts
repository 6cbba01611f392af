import { Inject, Injectable } from '@nestjs/common';
import { bestContactSql, ListIdentity } from '#merchants';
import { sql, type Tx } from '#platform';
import { LeadNews } from '../lead-news.js';
import { WON } from '../stages.js';

/** Makes leads of merchants that people bring, and keeps the leads of those they changed in step. */
@Injectable()
export class LeadMaking {
  constructor(@Inject(ListIdentity) private readonly identity: ListIdentity, @Inject(LeadNews) private readonly news: LeadNews) {}

  /** A lead in every region that serves the merchant's country, or in the first; none where one is open, or was closed for good. */
  async make(tx: Tx, { importId, userId, name, at }: { importId: string; userId: string; name: string; at: Date }, fresh: ReadonlyArray<{ line: number; merchantId: string; ownerId: string | null; category: string }>, changed: readonly string[]): Promise<void> {
    await this.identity.settle(tx, importId, fresh);
    const made = await sql<{ id: string }>(tx,
      `with brought as (
         select m.id, m.country, given.owner_id, given.category, exists (${bestContactSql('m.id', 'm.country')}) as reachable from unnest($1::uuid[], $2::uuid[], $3::text[]) as given (id, owner_id, category) join merchant m on m.id = given.id),
       made as (
         insert into lead (merchant_id, region_id, stage, stage_since, owner_id, score, reason, marketplaces, category, country, reachable, created_at, updated_at)
         select b.id, serving.region_id, 'sourced', $4, b.owner_id, 0, $5, '{}', b.category, b.country, b.reachable, $4, $4 from brought b
           join lateral (
             select r.id as region_id from region r where cardinality(r.countries) = 0 or b.country = any(r.countries)
             union all
             (select r.id from region r where not exists (select from region other where cardinality(other.countries) = 0 or b.country = any(other.countries)) order by r.created_at, r.id limit 1)
           ) serving on true
          where not exists (select from lead l where l.merchant_id = b.id and (l.closed_at is null or l.stage = 'do_not_contact' or l.stage = any($6)))
         on conflict do nothing returning id, version),
       history as (insert into stage_move (lead_id, from_stage, to_stage, by_kind, by_user_id, why, version, at) select id, null, 'sourced', 'person', $7, $5, version, $4 from made)
       select id from made`,
      [fresh.map((one) => one.merchantId), fresh.map((one) => one.ownerId), fresh.map((one) => one.category), at, `brought in ${name.slice(0, 200)}`, WON, userId]);
    const touched = await sql<{ id: string }>(tx,
      `update lead l set country = m.country, reachable = exists (${bestContactSql('m.id', 'm.country')}), updated_at = $2 from merchant m
        where l.merchant_id = any($1::uuid[]) and m.id = l.merchant_id and l.closed_at is null and (l.country, l.reachable) is distinct from (m.country, exists (${bestContactSql('m.id', 'm.country')})) returning l.id`, [changed, at]);
    this.news.changed(tx, [...made, ...touched].map((lead) => lead.id));
  }
}
