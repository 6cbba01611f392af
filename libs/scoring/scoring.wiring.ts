import { Inject, Injectable } from '@nestjs/common';
import { MerchantMergeUndone, MerchantsMerged, MerchantsResolved } from '#merchants';
import { Listeners, sql, Sweep } from '#platform';
import { ScorePasses } from './score-passes.js';

/** What this room listens to, and what its sweep finds; only the worker wires it. */
@Injectable()
export class ScoringWiring {
  constructor(@Inject(Listeners) private readonly listeners: Listeners, @Inject(Sweep) private readonly sweep: Sweep, @Inject(ScorePasses) private readonly passes: ScorePasses) {}

  wire(): void {
    this.listeners.on(MerchantsResolved, 'scoring', async (tx, { runId }, delivery) => {
      const passId = await this.passes.request(tx, `run ${runId} was resolved`);
      delivery.afterCommit(() => this.passes.ring(passId));
    });
    for (const joinedOrParted of [MerchantsMerged, MerchantMergeUndone]) {
      this.listeners.on(joinedOrParted, 'scoring', async (tx, { mergeId }, delivery) => {
        await sql(tx, `delete from merchant_score s using merchant m where m.id = s.merchant_id and m.merged_into is not null`);
        const passId = await this.passes.request(tx, `merge ${mergeId}`);
        delivery.afterCommit(() => this.passes.ring(passId));
      });
    }
    this.sweep.every(2000, 'scoring.passes', () => this.passes.ringOpen());
  }
}
