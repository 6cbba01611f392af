import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '#platform';
import { LeadCounters } from './lead-counters.js';
import { StageLimits } from './stage-limits.js';

/** What the board reads fast because somebody prepares it. */
@Injectable()
export class BoardUpkeep {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LeadCounters) private readonly counters: LeadCounters,
    @Inject(StageLimits) private readonly limits: StageLimits,
  ) {}

  async foldCounts(): Promise<void> {
    await this.counters.fold();
  }

  async measurePace(): Promise<void> {
    await this.db.transaction(async (tx) => this.limits.measurePace(tx, await this.clock.now(tx)));
  }
}
