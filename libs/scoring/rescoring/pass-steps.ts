import { availableParallelism } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { ScoreModels } from '../score-models.js';
import type { PassStage } from '../score-pass.entity.js';
import { dueByInputs, locateEverything, locateRuns, measureCells, measureMerchants, takeMerchants } from '../signals/measuring.queries.js';
import { cursorOf, placesAfter, rescorePlace, rescoreThese, servedCountries, termsOf, type Terms } from './rescoring.queries.js';

/** A cell of a marketplace's list holds a few hundred sellers. */
const CELLS_A_STEP = 32;
const MERCHANTS_A_STEP = 2_000;
/** A part reads all signals once, takes some seconds and dies cheaply; its rows stay in `work_mem`. */
const SCORES_A_PART = 250_000;
/** Parts of a step that are scored side by side: a processor for each, and no more than leave the others' work its connections. */
const LANES = Math.min(2, availableParallelism());

/** A running pass, as its row says. */
export interface PassRow {
  readonly id: string;
  readonly businessAt: Date;
  readonly stage: PassStage;
  readonly everything: boolean;
  readonly rescore: boolean;
  readonly modelId: string | null;
  readonly served: string[] | null;
  readonly cursor: string | null;
}

/**
 * What a pass does, one step a transaction: find the storefronts of new runs, measure the cells they touched, measure and score the merchants
 * behind them, and score everybody when the model or the regions changed. What is left to do are rows, so a step that dies has not happened.
 */
@Injectable()
export class PassSteps {
  private terms: { passId: string; terms: Terms } | undefined;

  constructor(@Inject(ScoreModels) private readonly models: ScoreModels, @Inject(DataSource) private readonly db: DataSource) {}

  /** @returns whether anything is left to do. */
  async take(tx: Tx, pass: PassRow): Promise<boolean> {
    await forManyRows(tx);
    switch (pass.stage) {
      case 'locating': return this.locate(tx, pass);
      case 'cells': return this.cells(tx, pass);
      case 'merchants': return this.merchants(tx, pass);
      case 'scores': return this.scores(tx, pass);
    }
  }

  private async locate(tx: Tx, pass: PassRow): Promise<true> {
    const model = await this.models.ensurePublished(tx);
    const served = await servedCountries(tx);
    const arrived = await locateRuns(tx, pass.businessAt);
    if (pass.everything) await locateEverything(tx, pass.businessAt);
    // A new model changes nothing that is measured.
    if (arrived || !pass.rescore) await dueByInputs(tx);
    await sql(tx,
      `update score_pass set model_id = $2, served = $3, rescore = rescore or exists (select from (select model_id, served from score_pass where state = 'done' order by finished_at desc limit 1) before where (model_id, served) is distinct from ($2, $3)) where id = $1`,
      [pass.id, model.id, served]);
    await this.enter(tx, pass.id, 'cells', 'select count(*) from score_due_cell');
    return true;
  }

  private async cells(tx: Tx, pass: PassRow): Promise<true> {
    const measured = await measureCells(tx, pass.businessAt, CELLS_A_STEP);
    if (measured > 0) await this.did(tx, pass.id, measured);
    else await this.enter(tx, pass.id, 'merchants', 'select count(*) from score_due_merchant');
    return true;
  }

  private async merchants(tx: Tx, pass: PassRow): Promise<boolean> {
    const due = await takeMerchants(tx, MERCHANTS_A_STEP);
    if (due.length > 0) {
      const model = await this.models.one(tx, pass.modelId!);
      await measureMerchants(tx, pass.businessAt, due, model.weights);
      await this.did(tx, pass.id, due.length, await rescoreThese(tx, model, await this.termsFor(tx, pass), pass.id, pass.businessAt, due));
      return true;
    }
    if (!pass.rescore) return false;
    await this.enter(tx, pass.id, 'scores', 'select count(*) from merchant_signal');
    return true;
  }

  /**
   * Parts that lie side by side, each in a transaction of its own, at the same time; the caller's holds the pass meanwhile and moves its cursor when all are in the
   * book. Dying in between leaves rows that carry this pass, which are passed over when the parts are met again.
   */
  private async scores(tx: Tx, pass: PassRow): Promise<boolean> {
    const places = await placesAfter(tx, pass.id, pass.cursor, SCORES_A_PART, LANES);
    if (places.length === 0) return false;
    const [model, terms] = [await this.models.one(tx, pass.modelId!), await this.termsFor(tx, pass)];
    // Settled, not the first to fail: no part may still be written when the pass is taken up again.
    const lanes = await Promise.allSettled(places.map((place) => this.db.transaction(async (own) => {
      await forManyRows(own);
      const scored = await rescorePlace(own, model, terms, pass.id, pass.businessAt, place);
      await this.did(own, pass.id, scored.merchants, scored, pass.cursor);
    })));
    const failed = lanes.find((lane) => lane.status === 'rejected');
    if (failed) throw failed.reason;
    await sql(tx, `update score_pass set cursor = $2 where id = $1`, [pass.id, cursorOf(places.at(-1)!)]);
    return true;
  }

  /** Categories are all known once cells are measured, so they are read once a pass and process. */
  private async termsFor(tx: Tx, pass: PassRow): Promise<Terms> {
    if (this.terms?.passId !== pass.id) this.terms = { passId: pass.id, terms: await termsOf(tx, await this.models.one(tx, pass.modelId!), pass.served) };
    return this.terms.terms;
  }

  private enter(tx: Tx, id: string, stage: PassStage, total: string): Promise<unknown> {
    return sql(tx, `update score_pass set stage = $2, done = 0, cursor = null, total = (${total}) where id = $1`, [id, stage]);
  }

  private did(tx: Tx, id: string, done: number, scored = { merchants: 0, changed: 0 }, cursor: string | null = null): Promise<unknown> {
    return sql(tx, `update score_pass set done = done + $2, total = greatest(total, done + $2), merchants = coalesce(merchants, 0) + $3, changed = coalesce(changed, 0) + $4, cursor = $5 where id = $1`, [id, done, scored.merchants, scored.changed, cursor]);
  }
}

async function forManyRows(tx: Tx): Promise<void> {
  // Compiling these plans costs more than running them.
  await sql(tx, `set local jit = off`);
  // A part's rows, a quarter of a million narrow ones, stay in memory.
  await sql(tx, `set local work_mem = '96MB'`);
}
