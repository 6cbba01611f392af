import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql } from '#platform';
import { GATE_CODES, type GateCode } from './model.js';
import { formula } from './rescoring/formula.js';
import { termsOf } from './rescoring/rescoring.queries.js';
import { checked } from './score-models.js';

/** A preview looks at so many merchants: those who score best now, which is where a top hundred comes from. */
export const PREVIEWED = 10_000;
const TOP = 100;

interface Before { readonly merchantId: string; readonly score: number; readonly passes: boolean }
/** A merchant under both models; ranks are among merchants that no gate rules out, null for one that is ruled out. */
export interface Move {
  readonly merchantId: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly fromRank: number | null;
  readonly toRank: number | null;
}
export interface ModelPreview {
  /** Of them; `all` is how many there are. */
  readonly merchants: number;
  readonly all: number;
  readonly ms: number;
  /** Merchants in both top hundreds, in percent of the top hundred. */
  readonly overlap: number;
  /** Size of the top: 100, or all who pass when they are fewer. */
  readonly top: number;
  readonly entering: readonly Move[];
  readonly leaving: readonly Move[];
  /** Those who move furthest up and down within what is looked at, five each. */
  readonly rising: readonly Move[];
  readonly falling: readonly Move[];
  /** Places a merchant moves on average. */
  readonly meanMove: number;
  readonly scoresUp: number;
  readonly scoresDown: number;
  /** Merchants by ten points of score, 0–9 first and 90–100 last, among those that pass. */
  readonly histogram: { readonly before: readonly number[]; readonly after: readonly number[] };
  /** Merchants that each gate rules out; one may fail several. `now` is by the published model. */
  readonly gates: ReadonlyArray<{ code: GateCode; before: number; after: number }>;
  readonly passing: { readonly before: number; readonly after: number };
}

/** Tries a model before it is published. Writes nothing. */
@Injectable()
export class ScorePreviews {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  /** @throws ModelInvalid */
  async of(given: { weights: unknown; gates: unknown }): Promise<ModelPreview> {
    const started = performance.now();
    const model = checked(given);
    const terms = await termsOf(this.db, model);
    const { sum, gates } = formula(model, 's', { prohibited: '$1::text[]', wanted: '$2::text[]', served: '$3::text[]' });
    const rows = await this.db.transaction(async (tx) => {
      await sql(tx, `set transaction read only`);
      await sql(tx, `set local jit = off`);
      return sql<Row>(tx,
        `with terms as (select $1::text[], $2::text[], $3::text[]),
         best as materialized (select merchant_id, score, override, gates from merchant_score order by score desc, merchant_id limit ${PREVIEWED})
         select merchant_id as "merchantId", score as "from", greatest(0, least(100, sum + given)) as "to", ${codes('was')} as "wasOut", ${codes('out')} as "out"
           from (select best.merchant_id, best.score, coalesce(o.points, 0) as given, ${sum} as sum, best.gates as was, ${gates} as out
                   from best join merchant_signal s using (merchant_id) left join score_override o on o.merchant_id = best.merchant_id and o.ended_at is null) tried`, [terms.prohibited, terms.wanted, terms.served]);
    });
    const [{ all }] = await sql<{ all: number }>(this.db, `select count(*) as all from merchant_score`) as [{ all: number }];
    const moves = compare(rows);
    const named = new Map((await sql<{ id: string; name: string }>(this.db, `select id, name from merchant where id = any($1)`, [[...moves.entering, ...moves.leaving, ...moves.rising, ...moves.falling].map((move) => move.merchantId)])).map((row) => [row.id, row.name]));
    const name = (list: readonly Unnamed[]): Move[] => list.map((move) => ({ ...move, name: named.get(move.merchantId) ?? '' }));
    return { merchants: rows.length, all, ...moves, entering: name(moves.entering), leaving: name(moves.leaving), rising: name(moves.rising), falling: name(moves.falling), ms: Math.round(performance.now() - started) };
  }
}

const codes = (gates: string): string => `array(select gate ->> 'code' from jsonb_array_elements(${gates}) gate)`;

export interface Row { readonly merchantId: string; readonly from: number; readonly to: number; readonly wasOut: readonly GateCode[]; readonly out: readonly GateCode[] }
type Unnamed = Omit<Move, 'name'>;

/** What two scorings of the same merchants say about each other. */
export function compare(rows: readonly Row[]): Omit<ModelPreview, 'merchants' | 'all' | 'ms' | 'entering' | 'leaving' | 'rising' | 'falling'> & { entering: Unnamed[]; leaving: Unnamed[]; rising: Unnamed[]; falling: Unnamed[] } {
  const before = ranks(rows.map((row) => ({ merchantId: row.merchantId, score: row.from, passes: row.wasOut.length === 0 })));
  const after = ranks(rows.map((row) => ({ merchantId: row.merchantId, score: row.to, passes: row.out.length === 0 })));
  const moves = rows.map(({ merchantId, from, to }): Unnamed => ({ merchantId, from, to, fromRank: before.get(merchantId) ?? null, toRank: after.get(merchantId) ?? null }));
  const isTop = (rank: number | null): boolean => rank !== null && rank <= TOP;
  const stayed = moves.filter((move) => isTop(move.fromRank) && isTop(move.toRank)).length;
  const top = Math.min(TOP, Math.max(before.size, after.size));
  const moved = moves.filter((move) => move.fromRank !== null && move.toRank !== null).map((move) => ({ move, by: move.fromRank! - move.toRank! }));
  const histogram = (of: 'from' | 'to', rank: 'fromRank' | 'toRank'): number[] => {
    const bins = new Array<number>(10).fill(0);
    for (const move of moves) if (move[rank] !== null) bins[Math.min(9, Math.floor(move[of] / 10))]! += 1;
    return bins;
  };
  return {
    overlap: top === 0 ? 100 : Math.round((100 * stayed) / top), top,
    entering: moves.filter((move) => !isTop(move.fromRank) && isTop(move.toRank)).sort((a, b) => a.toRank! - b.toRank!),
    leaving: moves.filter((move) => isTop(move.fromRank) && !isTop(move.toRank)).sort((a, b) => a.fromRank! - b.fromRank!),
    rising: moved.filter(({ by }) => by > 0).sort((a, b) => b.by - a.by || a.move.toRank! - b.move.toRank!).slice(0, 5).map(({ move }) => move),
    falling: moved.filter(({ by }) => by < 0).sort((a, b) => a.by - b.by || a.move.toRank! - b.move.toRank!).slice(0, 5).map(({ move }) => move),
    meanMove: moved.length === 0 ? 0 : Math.round((10 * moved.reduce((sum, { by }) => sum + Math.abs(by), 0)) / moved.length) / 10,
    scoresUp: rows.filter((row) => row.to > row.from).length, scoresDown: rows.filter((row) => row.to < row.from).length,
    histogram: { before: histogram('from', 'fromRank'), after: histogram('to', 'toRank') },
    gates: GATE_CODES.map((code) => ({ code, before: rows.filter((row) => row.wasOut.includes(code)).length, after: rows.filter((row) => row.out.includes(code)).length })),
    passing: { before: before.size, after: after.size },
  };
}

/** Places from one among those that pass, by score, equal scores by id: as picks are made. */
function ranks(rows: readonly Before[]): Map<string, number> {
  const passing = rows.filter((row) => row.passes).sort((a, b) => b.score - a.score || (a.merchantId < b.merchantId ? -1 : 1));
  return new Map(passing.map((row, at) => [row.merchantId, at + 1]));
}
