import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql } from '#platform';
import type { LeadCard } from './lead-card.js';
import { LeadDetails, type LeadDetail } from './lead-details.js';
import { countByStage, pageBelow, readCursor, topOfEachStage, writeCursor, type LeadFilters } from './lead-board.queries.js';
import { ALL_STAGES, FUNNEL, isExit, type Stage } from './stages.js';

export interface BoardColumn {
  readonly stage: Stage;
  /** Exact, of everything that the filters let through. */
  readonly count: number;
  /** Best first; empty for exits, which are only counted. */
  readonly cards: LeadCard[];
  /** Hand it to {@link LeadBoard.page} for the cards that follow; null when these are all. */
  readonly nextCursor: string | null;
}
export interface LeadPage {
  readonly cards: LeadCard[];
  readonly nextCursor: string | null;
}
export interface Facet {
  readonly value: string;
  readonly count: number;
}
export interface LeadFacets {
  readonly marketplaces: Facet[];
  readonly categories: Facet[];
  readonly countries: Facet[];
  readonly owners: Array<{ id: string; name: string; count: number }>;
}

const PER_COLUMN = 25;
const MOST_PER_PAGE = 200;

/** What the board, the list and the lead page read. */
@Injectable()
export class LeadBoard {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(LeadDetails) private readonly details: LeadDetails) {}

  /** Nine columns with their best cards and exact counts, then the exits with counts only. */
  async board(filters: LeadFilters = {}, perColumn = PER_COLUMN): Promise<{ columns: BoardColumn[]; total: number }> {
    const counting = countByStage(filters);
    const cards = topOfEachStage(FUNNEL, filters, perColumn + 1);
    const [counts, rows] = await Promise.all([sql<{ stage: Stage; count: number }>(this.db, counting.text, counting.values), sql<LeadCard>(this.db, cards.text, cards.values)]);
    const countOf = new Map(counts.map((row) => [row.stage, row.count]));
    const columns = ALL_STAGES.map((stage) => ({ stage, count: countOf.get(stage) ?? 0, ...cut(isExit(stage) ? [] : rows.filter((row) => row.stage === stage), perColumn) }));
    return { columns, total: columns.reduce((sum, column) => sum + column.count, 0) };
  }

  /**
   * One page, best first, of a stage or (null) of all.
   * @param cursor of the page before; an unreadable one is the beginning. @param limit 1 to 200.
   */
  async page(stage: Stage | null, filters: LeadFilters = {}, cursor: string | null = null, limit = PER_COLUMN): Promise<LeadPage> {
    const most = Math.min(MOST_PER_PAGE, Math.max(1, limit));
    const query = pageBelow(stage, filters, cursor === null ? null : readCursor(cursor), most + 1);
    return cut(await sql<LeadCard>(this.db, query.text, query.values), most);
  }

  /** Everything about one lead; null when there is none. */
  async one(leadId: string): Promise<LeadDetail | null> {
    return this.details.of(leadId);
  }

  /** What the filters can be set to, with the number of open leads behind each, most first. */
  async facets(): Promise<LeadFacets> {
    const count = (what: string): string => `select ${what} as value, count(*) as count from lead l where l.closed_at is null group by 1 having ${what.startsWith('unnest') ? 'true' : `${what} is not null`} order by 2 desc, 1`;
    const [marketplaces, categories, countries, owners] = await Promise.all([
      sql<Facet>(this.db, count('unnest(l.marketplaces)')), sql<Facet>(this.db, count('l.category')), sql<Facet>(this.db, count('l.country')),
      sql<{ id: string; name: string; count: number }>(this.db, `select o.id, o.name, count(l.id) as count from app_user o left join lead l on l.owner_id = o.id and l.closed_at is null where o.disabled_at is null group by o.id order by o.name, o.id`),
    ]);
    return { marketplaces, categories, countries, owners };
  }
}

/** Rows were asked for one more than is shown: the extra one says that there is a next page. */
function cut(rows: LeadCard[], limit: number): LeadPage {
  const cards = rows.slice(0, limit);
  return { cards, nextCursor: rows.length > limit ? writeCursor(cards.at(-1)!) : null };
}
