import { Inject, Injectable } from '@nestjs/common';
import { MerchantMergeUndone, MerchantsMerged } from '#merchants';
import { Listeners, Sweep } from '#platform';
import { MerchantsScored } from '#scoring';
import { BoardUpkeep } from './board-upkeep.js';
import { DailyPicks } from './daily-picks.js';
import { LeadIntake } from './lead-intake.js';
import { LeadMerging } from './lead-merging.js';

/** What this room listens to, and what its sweep finds; only the worker wires it. */
@Injectable()
export class LeadsWiring {
  constructor(
    @Inject(Listeners) private readonly listeners: Listeners,
    @Inject(Sweep) private readonly sweep: Sweep,
    @Inject(LeadIntake) private readonly intake: LeadIntake,
    @Inject(DailyPicks) private readonly picks: DailyPicks,
    @Inject(LeadMerging) private readonly merging: LeadMerging,
    @Inject(BoardUpkeep) private readonly upkeep: BoardUpkeep,
  ) {}

  wire(): void {
    this.listeners.on(MerchantsScored, 'leads', (tx) => this.intake.sync(tx));
    this.listeners.on(MerchantsMerged, 'leads', async (tx, { mergeId }) => { await this.merging.follow(tx, mergeId); });
    this.listeners.on(MerchantMergeUndone, 'leads', async (tx, { mergeId }) => { await this.merging.giveBack(tx, mergeId); });
    this.sweep.every(2000, 'leads.daily-picks', async () => { await this.picks.pickDue(); });
    this.sweep.every(2000, 'leads.fold-counts', () => this.upkeep.foldCounts());
    this.sweep.every(600_000, 'leads.measure-pace', () => this.upkeep.measurePace());
  }
}
