import { Inject, Injectable } from '@nestjs/common';
import { foldForSearch, likeAnywhere, searchWords } from '#merchants';
import { InteractiveReads } from '#platform';
import type { BoardCard } from './lead-board.js';
import type { LeadCard } from './lead-card.js';
import { isMistypable, Params, similarMerchants } from './lead-filters.js';
import { CARD, CARD_JOINS, type Query } from './lead-walks.queries.js';
import { StageLimits } from './stage-limits.js';

/** `exact`: a name, seller id, address or number is the query. `name`: one begins with it. `words`: all words are found somewhere. `similar`: looks like it. */
export type SearchMatch = 'exact' | 'name' | 'words' | 'similar';
export interface SearchHits {
  readonly hits: ReadonlyArray<{ readonly lead: BoardCard; readonly match: SearchMatch }>;
  readonly more: boolean;
  /** Names that look alike are among the hits, because the words found little. */
  readonly similar: boolean;
  /** The words find too much to look at everything: the best-scored leads are shown, and there are more. */
  readonly bounded: boolean;
}

const FEW = 5000;
/** Fewer merchants than this, and names that look alike follow. */
const LITTLE = 5;
const MOST_SIMILAR = 50;
/** A common word is looked for among so many leads, from the best score down. */
const MOST_WALKED = 20_000;
const MATCHES = ['exact', 'name', 'words', 'similar'] as const;
const NOTHING: SearchHits = { hits: [], more: false, similar: false, bounded: false };

/** One box that searches everything that a merchant goes by: exact first, then by score. */
@Injectable()
export class LeadSearch {
  constructor(@Inject(InteractiveReads) private readonly reads: InteractiveReads, @Inject(StageLimits) private readonly limits: StageLimits) {}

  /** @param limit 1 to 50. @throws TooMuchToRead */
  async find(q: string, limit: number): Promise<SearchHits> {
    const words = searchWords(q);
    if (words.join('').length < 2) return NOTHING;
    const [clock, ids] = await Promise.all([this.limits.clock(), this.ids(words)]);
    const bounded = ids === null;
    const alike = !bounded && ids.length < LITTLE && isMistypable(q) ? await this.similar(q, ids) : [];
    const query = bounded ? common(q, words, limit + 1) : ranked(q, ids, alike, limit + 1);
    const rows = await this.reads.rows<LeadCard & { rank: number }>(query.text, query.values);
    const hits = rows.slice(0, limit).map(({ rank, ...lead }) => ({ lead: { ...lead, rot: clock.rot(lead.stage, lead.stageSince) }, match: MATCHES[rank]! }));
    return { hits, more: rows.length > limit, similar: hits.some((hit) => hit.match === 'similar'), bounded };
  }

  /** Merchants that have all the words; null when they are too many to rank. Trigrams find nothing by one or two characters. */
  private async ids(words: readonly string[]): Promise<string[] | null> {
    if (!words.some((word) => word.length >= 3)) return null;
    const params = new Params();
    const where = words.map((word) => `search_text like ${params.add(likeAnywhere(word))}`).join(' and ');
    const rows = await this.reads.rows<{ id: string }>(`select id from merchant where ${where} limit ${params.add(FEW + 1)}`, params.values);
    return rows.length > FEW ? null : rows.map((row) => row.id);
  }

  private async similar(q: string, without: readonly string[]): Promise<string[]> {
    const params = new Params();
    const rows = await this.reads.rows<{ id: string }>(similarMerchants(q, params, MOST_SIMILAR), params.values);
    return rows.map((row) => row.id).filter((id) => !without.includes(id));
  }
}

/** A search text is lines: each a name, an id, an address or a number. */
const rankSql = (q: string, params: Params): string => {
  const text = likeAnywhere(foldForSearch(q)).slice(1, -1);
  return `case when e'\\n' || m.search_text || e'\\n' like ${params.add(`%\n${text}\n%`)} then 0 when e'\\n' || m.search_text like ${params.add(`%\n${text}%`)} then 1 else 2 end`;
};

/** Open leads come before those that have left the funnel. */
const ORDER = (of: string): string => `${of}.rank, ${of}.closed, ${of}.score desc, ${of}.id desc`;
const cards = (found: string, limit: string): string =>
  `with found as materialized (${found}), best as materialized (select f.id, f.score, f.rank, f.closed from found f order by ${ORDER('f')} limit ${limit})
   select ${CARD}, best.rank from best join lead l on l.id = best.id ${CARD_JOINS} order by ${ORDER('best')}`;

function ranked(q: string, ids: readonly string[], alike: readonly string[], limit: number): Query {
  const params = new Params();
  const near = params.add(alike);
  const of = `(select * from lead where merchant_id = any(${params.add([...ids, ...alike])}::uuid[]) offset 0) l join merchant m on m.id = l.merchant_id`;
  return { text: cards(`select l.id, l.score, l.closed_at is not null as closed, case when l.merchant_id = any(${near}::uuid[]) then 3 else ${rankSql(q, params)} end as rank from ${of}`, params.add(limit)), values: params.values };
}

/** Names that are the query, and the best-scored of a bounded number of leads that have the words. */
function common(q: string, words: readonly string[], limit: number): Query {
  const params = new Params();
  const where = words.map((word) => `m.search_text like ${params.add(likeAnywhere(word))}`).join(' and ');
  const raw = params.add(q.trim().toLowerCase());
  const most = params.add(limit);
  return {
    text: cards(`
      select l.id, l.score, l.closed_at is not null as closed, 0 as rank from (select id from merchant where lower(name) = ${raw} limit ${most}) named join lead l on l.merchant_id = named.id
      union
      select met.* from (select l.id, l.score, l.closed_at is not null as closed, ${rankSql(q, params)} as rank
         from (select id, score, merchant_id, closed_at from lead order by score desc, id desc limit ${MOST_WALKED}) l join lateral (select search_text from merchant where id = l.merchant_id offset 0) m on ${where}
        order by l.score desc, l.id desc limit ${most}) met`, most),
    values: params.values,
  };
}
