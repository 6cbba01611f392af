import { Inject, Injectable } from '@nestjs/common';
import { MerchantMergeUndone, MerchantsMerged } from '#merchants';
import { Listeners, Sweep } from '#platform';
import { MerchantsScored } from '#scoring';
import { BoardUpkeep } from './board-upkeep.js';
import { DailyPicks } from './daily-picks.js';
import { LeadIntake } from './lead-intake.js';
import { LeadMerging } from './lead-merging.js';
import { Digests, HandOverRequests, Snoozes } from './waiting/index.js';

/** What this room listens to, and what its sweep finds; only the worker wires it. */
@Injectable()
export class LeadsWiring {
  constructor(
    @Inject(Listeners) private readonly listeners: Listeners,
    @Inject(Sweep) private readonly sweep: Sweep,
    @Inject(LeadIntake) private readonly intake: LeadIntake,
    @Inject(DailyPicks) private readonly picks: DailyPicks,
    @Inject(LeadMerging) private readonly merging: LeadMerging,
    @Inject(Snoozes) private readonly snoozes: Snoozes,
    @Inject(HandOverRequests) private readonly handOvers: HandOverRequests,
    @Inject(Digests) private readonly digests: Digests,
    @Inject(BoardUpkeep) private readonly upkeep: BoardUpkeep,
  ) {}

  wire(): void {
    this.listeners.on(MerchantsScored, 'leads', (tx) => this.intake.sync(tx));
    this.listeners.on(MerchantsMerged, 'leads', async (tx, { mergeId }) => { await this.merging.follow(tx, mergeId); });
    this.listeners.on(MerchantMergeUndone, 'leads', async (tx, { mergeId }) => { await this.merging.giveBack(tx, mergeId); });
    this.sweep.every(2000, 'leads.daily-picks', async () => { await this.picks.pickDue(); });
    this.sweep.every(2000, 'leads: snoozes that are over', async () => { await this.snoozes.wakeDue(); });
    this.sweep.every(10_000, 'leads: requests nobody answered', async () => { await this.handOvers.expireDue(); });
    this.sweep.every(60_000, 'leads: mails of the day', async () => { await this.digests.sendDue(); });
    this.sweep.every(2000, 'leads.fold-counts', () => this.upkeep.foldCounts());
    this.sweep.every(600_000, 'leads.measure-pace', () => this.upkeep.measurePace());
  }
}
