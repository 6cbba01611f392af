import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Clock, sql, type Tx } from '#platform';
import { MODEL_V1, type Gates, type Weights } from './model.js';

export interface PublishedModel {
  readonly id: string;
  readonly version: number;
  readonly weights: Weights;
  readonly gates: Gates;
}

/** Versions of the score model; exactly one is published. */
@Injectable()
export class ScoreModels {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** The model in force; the first call in a new installation publishes version 1. */
  async ensurePublished(tx: Tx): Promise<PublishedModel> {
    const published = await this.published(tx);
    if (published) return published;
    await sql(tx, `insert into score_model (version, state, weights, gates, note, published_at) values (1, 'published', $1, $2, $3, $4) on conflict do nothing`,
      [JSON.stringify(MODEL_V1.weights), JSON.stringify(MODEL_V1.gates), MODEL_V1.note, await this.clock.now(tx)]);
    return (await this.published(tx))!;
  }

  async published(on: Tx | DataSource): Promise<PublishedModel | undefined> {
    const [model] = await sql<PublishedModel>(on, `select id, version, weights, gates from score_model where state = 'published'`);
    return model;
  }
}
