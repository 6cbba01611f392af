import { Inject, Injectable } from '@nestjs/common';
import { searchWords } from '#merchants';
import { InteractiveReads } from '#platform';
import type { LeadCard } from './lead-card.js';
import { LeadCounters, type StageCount } from './lead-counters.js';
import { LeadDetails, type LeadDetail } from './lead-details.js';
import { LeadFacetsReader, type LeadFacets } from './lead-facets.js';
import { isMistypable, Params, setsOf, similarMerchants, type LeadFilters, type LeadSet } from './lead-filters.js';
import { CARD, CARD_JOINS, pageBelow, readCursor, stagesOf, topOfEachStage, writeCursor, type Wanted } from './lead-walks.queries.js';
import { StageLimits, type Rot, type StageClock, type StagePace } from './stage-limits.js';
import { ALL_STAGES, FUNNEL, isExit, type Stage } from './stages.js';

export type BoardCard = LeadCard & { readonly rot: Rot };
export interface BoardColumn extends StageCount, StagePace {
  readonly stage: Stage;
  /** Best first; empty for exits, which are only counted. */
  readonly cards: BoardCard[];
  /** Hand it to {@link LeadBoard.page} for the cards that follow; null when these are all. */
  readonly nextCursor: string | null;
}
/** How a search was answered: by names that look alike because the words found nothing; cut, because they found too much. */
export interface SearchNote {
  readonly similar: boolean;
  readonly bounded: boolean;
}
export interface Board {
  readonly columns: BoardColumn[];
  readonly total: number;
  readonly totalIsAtLeast: boolean;
  /** Null when nothing was searched for. */
  readonly search: SearchNote | null;
}
export interface LeadPage {
  readonly cards: BoardCard[];
  readonly nextCursor: string | null;
  /** Of all pages; null on those that follow the first. */
  readonly total: number | null;
  readonly totalIsAtLeast: boolean;
  readonly search: SearchNote | null;
}

const PER_COLUMN = 25;
const MOST_PER_PAGE = 200;
/** So many merchants or leads of a search, a tag or an offer are looked at one by one; more are met on the way down the board. */
const FEW = 5000;
const MOST_SIMILAR = 200;
const NOTHING: StageCount = { count: 0, countIsAtLeast: false, value: [] };

/** What the board, the list and the lead page read. A fixed number of statements, however many cards there are. */
@Injectable()
export class LeadBoard {
  constructor(
    @Inject(InteractiveReads) private readonly reads: InteractiveReads,
    @Inject(StageLimits) private readonly limits: StageLimits,
    @Inject(LeadCounters) private readonly counters: LeadCounters,
    @Inject(LeadDetails) private readonly details: LeadDetails,
    @Inject(LeadFacetsReader) private readonly facetsReader: LeadFacetsReader,
  ) {}

  /** Nine columns with their best cards and their counts, then the exits with counts only. @throws TooMuchToRead */
  async board(filters: LeadFilters = {}, perColumn = PER_COLUMN): Promise<Board> {
    const { wanted, search } = await this.narrow(filters);
    const stages = stagesOf(filters, wanted.clock);
    const query = topOfEachStage(wanted, stagesOf(filters, wanted.clock, FUNNEL), perColumn + 1);
    const [counts, rows] = await Promise.all([this.counters.count(wanted, stages), this.reads.rows<LeadCard>(query.text, query.values)]);
    const byStage = new Map<Stage, BoardCard[]>(ALL_STAGES.map((stage) => [stage, []]));
    for (const row of rows) byStage.get(row.stage)!.push(aged(row, wanted.clock));
    const columns = ALL_STAGES.map((stage) => {
      const cards = byStage.get(stage)!;
      const counted = counts.get(stage) ?? NOTHING;
      return { ...wanted.clock.of.get(stage)!, ...counted, count: counted.countIsAtLeast ? Math.max(counted.count, cards.length) : counted.count, ...cut(isExit(stage) ? [] : cards, perColumn) };
    });
    return { columns, ...totalOf(columns), search };
  }

  /**
   * One page, best first.
   * @param cursor of the page before; an unreadable one is the beginning. @param limit 1 to 200.
   * @throws TooMuchToRead
   */
  async page(filters: LeadFilters = {}, cursor: string | null = null, limit = PER_COLUMN): Promise<LeadPage> {
    const { wanted, search } = await this.narrow(filters);
    const most = Math.min(MOST_PER_PAGE, Math.max(1, limit));
    const after = cursor === null ? null : readCursor(cursor);
    const stages = stagesOf(filters, wanted.clock);
    const query = pageBelow(wanted, stages, after, most + 1);
    const [rows, counts] = await Promise.all([this.reads.rows<LeadCard>(query.text, query.values), after ? null : this.counters.count(wanted, stages)]);
    const page = cut(rows.map((row) => aged(row, wanted.clock)), most);
    const total = counts && totalOf([...counts.values()]);
    return { ...page, total: total?.totalIsAtLeast ? Math.max(total.total, page.cards.length) : total?.total ?? null, totalIsAtLeast: total?.totalIsAtLeast ?? false, search };
  }

  /** Everything about one lead; null when there is none. */
  async one(leadId: string): Promise<(LeadDetail & { readonly rot: Rot }) | null> {
    const [lead, clock] = await Promise.all([this.details.of(leadId), this.limits.clock()]);
    return lead && { ...lead, rot: clock.rot(lead.stage, lead.stageSince) };
  }

  /** One lead as its card; null when there is none. */
  async card(leadId: string): Promise<BoardCard | null> {
    const [[row], clock] = await Promise.all([this.reads.rows<LeadCard>(`select ${CARD} from lead l ${CARD_JOINS} where l.id = $1`, [leadId], 'leads.card'), this.limits.clock()]);
    return row ? aged(row, clock) : null;
  }

  /** What the filters can be set to, with the number of open leads behind each, most first. */
  facets(): Promise<LeadFacets> {
    return this.facetsReader.all();
  }

  /**
   * Finds out whether a set of another table leaves so few leads that each can be looked at. Else the walk down the index meets them soon enough: what
   * is common is found quickly, and what is rare is few.
   */
  private async narrow(filters: LeadFilters): Promise<{ wanted: Wanted; search: SearchNote | null }> {
    const sets = setsOf(filters);
    const [clock, probed] = await Promise.all([this.limits.clock(), Promise.all(sets.map((set) => this.probe(set)))]);
    const searched = searchWords(filters.q ?? '').length > 0;
    let similar = false;
    if (searched && probed[0]?.length === 0 && isMistypable(filters.q!)) {
      const params = new Params();
      const alike = await this.reads.rows<{ id: string }>(similarMerchants(filters.q!, params, MOST_SIMILAR), params.values);
      similar = alike.length > 0;
      probed[0] = alike.map((row) => row.id);
    }
    const smallest = probed.reduce<number | null>((best, ids, at) => (ids && (best === null || ids.length < probed[best]!.length) ? at : best), null);
    const few = smallest === null ? null : { on: sets[smallest]!.on, ids: probed[smallest]! };
    // The words themselves are not tested again where names that look alike took their place. A set of ids may say less than its test does, as of replies.
    const tests = sets.filter((set, at) => !(at === 0 && searched && (similar || smallest === 0)) && (few === null || at !== smallest || set.on === 'id'));
    return { wanted: { filters, clock, few, tests }, search: searched ? { similar, bounded: few === null } : null };
  }

  /** Its ids when they are few; null when they are many, or can only be tested. */
  private async probe(set: LeadSet): Promise<string[] | null> {
    if (!set.ids) return null;
    const params = new Params();
    const rows = await this.reads.rows<{ id: string }>(`select id from (${set.ids(params)}) found limit ${params.add(FEW + 1)}`, params.values);
    return rows.length > FEW ? null : rows.map((row) => row.id);
  }
}

/** Rows were asked for one more than is shown: the extra one says that there is a next page. */
function cut(rows: BoardCard[], limit: number): { cards: BoardCard[]; nextCursor: string | null } {
  const cards = rows.slice(0, limit);
  return { cards, nextCursor: rows.length > limit ? writeCursor(cards.at(-1)!) : null };
}
const aged = (card: LeadCard, clock: StageClock): BoardCard => ({ ...card, rot: clock.rot(card.stage, card.stageSince) });
const totalOf = (counts: ReadonlyArray<Pick<StageCount, 'count' | 'countIsAtLeast'>>): { total: number; totalIsAtLeast: boolean } =>
  ({ total: counts.reduce((sum, { count }) => sum + count, 0), totalIsAtLeast: counts.some(({ countIsAtLeast }) => countIsAtLeast) });
