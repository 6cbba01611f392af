import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MerchantMergeUndone, MerchantsMerged, MerchantsResolved } from '#merchants';
import { any, Clock, Listeners, Sweep } from '#platform';
import { ScoreReplays } from './history/score-replays.js';
import { ScoreOverrides } from './overrides/score-overrides.js';
import { ScoreMerging } from './score-merging.js';
import { ScorePasses } from './score-passes.js';

/** What this room listens to, and what its sweep finds; only the worker wires it. */
@Injectable()
export class ScoringWiring {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(Listeners) private readonly listeners: Listeners, @Inject(Sweep) private readonly sweep: Sweep,
    @Inject(ScorePasses) private readonly passes: ScorePasses, @Inject(ScoreOverrides) private readonly overrides: ScoreOverrides,
    @Inject(ScoreReplays) private readonly replays: ScoreReplays, @Inject(ScoreMerging) private readonly merging: ScoreMerging,
  ) {}

  wire(): void {
    this.listeners.on(MerchantsResolved, 'scoring', async (tx, { runId }, delivery) => {
      const passId = await this.passes.request(tx, `run ${runId} was resolved`, { runId });
      delivery.afterCommit(() => this.passes.ring(passId));
    });
    this.listeners.on(MerchantsMerged, 'scoring', async (tx, { mergeId }, delivery) => {
      const passId = await this.merging.follow(tx, mergeId);
      if (passId) delivery.afterCommit(() => this.passes.ring(passId));
    });
    this.listeners.on(MerchantMergeUndone, 'scoring', async (tx, { mergeId }, delivery) => {
      const passId = await this.merging.giveBack(tx, mergeId);
      if (passId) delivery.afterCommit(() => this.passes.ring(passId));
    });
    this.sweep.every(2000, 'scoring.replays', () => this.replays.ringOpen());
    this.sweep.every(2000, 'scoring.passes', () => this.passes.ringOpen());
    this.sweep.every(2000, 'scoring.overrides', () => this.expireOverrides());
  }

  private async expireOverrides(): Promise<void> {
    if (!await any(this.db, `select from score_override where ended_at is null and expires_at <= $1`, [await this.clock.now()])) return;
    const passId = await this.db.transaction((tx) => this.overrides.expireDue(tx));
    if (passId) await this.passes.ring(passId);
  }
}
