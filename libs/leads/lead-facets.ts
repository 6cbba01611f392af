import { Inject, Injectable } from '@nestjs/common';
import { InteractiveReads } from '#platform';
import { ALL_STAGES, isExit } from './stages.js';

export interface Facet {
  readonly value: string;
  readonly count: number;
}
export interface LeadFacets {
  readonly marketplaces: Facet[];
  readonly categories: Facet[];
  readonly countries: Facet[];
  readonly owners: Array<{ id: string; name: string; count: number }>;
  /** Open leads that nobody looks after. */
  readonly nobody: number;
  readonly sources: Array<{ id: string; name: string }>;
  /** With the number of merchants. */
  readonly tags: Facet[];
}

const MOST_TAGS = 200;
const OPEN = ALL_STAGES.filter((stage) => !isExit(stage));

/** What the filters can be set to. Counts come from the counted cells and what was written since; no lead is read. */
@Injectable()
export class LeadFacetsReader {
  constructor(@Inject(InteractiveReads) private readonly reads: InteractiveReads) {}

  async all(): Promise<LeadFacets> {
    // The numbers are those of the groupings in lead-counts.queries.ts.
    const of = (cuboid: number, value: string, from = ''): Promise<Facet[]> => this.reads.rows<Facet>(
      `select ${value} as value, sum(n)::bigint as count from (
         select c.marketplaces, c.category, c.country, c.n from lead_count c where c.cuboid = $1::smallint and c.stage = any($2::text[])
         union all select d.marketplaces, d.category, d.country, d.n from lead_count_delta d where d.stage = any($2::text[])) both_parts${from}
        where ${value} is not null group by 1 having sum(n) > 0 order by 2 desc, 1`, [cuboid, OPEN]);
    const [marketplaces, categories, countries, people, sources, tags] = await Promise.all([
      of(0b1011, 'marketplace', ' cross join unnest(marketplaces) as marketplace'), of(0b1101, 'category'), of(0b1110, 'country'),
      this.reads.rows<{ id: string | null; name: string; count: number }>(
        `with held as (select owner_id, sum(n)::bigint as count from (
             select c.owner_id, c.n from lead_count c where c.cuboid = 7::smallint and c.stage = any($1::text[]) union all select d.owner_id, d.n from lead_count_delta d where d.stage = any($1::text[])) both_parts group by 1)
         select o.id, o.name, coalesce(held.count, 0) as count from app_user o left join held on held.owner_id = o.id where o.disabled_at is null
         union all select null, '', coalesce((select count from held where owner_id is null), 0) order by 2, 1`, [OPEN]),
      this.reads.rows<{ id: string; name: string }>(`select id, name from source order by name, id`),
      this.reads.rows<Facet>(`select tag as value, count(*) as count from merchant_tag group by 1 order by 2 desc, 1 limit ${MOST_TAGS}`),
    ]);
    return { marketplaces, categories, countries, owners: people.flatMap(({ id, ...one }) => (id === null ? [] : [{ id, ...one }])), nobody: people.find((one) => one.id === null)?.count ?? 0, sources, tags };
  }
}
