import { Inject, Injectable } from '@nestjs/common';
import { MerchantMergeUndone, MerchantsMerged } from '#merchants';
import { Listeners, Sweep } from '#platform';
import { MerchantsScored } from '#scoring';
import { BulkWork } from './bulk/index.js';
import { LeadImportWork } from './exchange/index.js';
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
    @Inject(BulkWork) private readonly bulk: BulkWork,
    @Inject(LeadImportWork) private readonly imports: LeadImportWork,
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
    this.sweep.every(2000, 'bulk changes that wait for the worker', () => this.bulk.ringOpen());
    this.sweep.every(2000, 'lead imports that wait for the worker', () => this.imports.ringOpen());
    this.sweep.every(3600_000, 'rows of old lead imports', () => this.imports.dropOldRows());
    this.sweep.every(3600_000, 'old bulk changes', () => this.bulk.dropOld());
    this.sweep.every(2000, 'leads: snoozes that are over', async () => { await this.snoozes.wakeDue(); });
    this.sweep.every(10_000, 'leads: requests nobody answered', async () => { await this.handOvers.expireDue(); });
    this.sweep.every(60_000, 'leads: mails of the day', async () => { await this.digests.sendDue(); });
    this.sweep.every(2000, 'leads.fold-counts', () => this.upkeep.foldCounts());
    this.sweep.every(600_000, 'leads.measure-pace', () => this.upkeep.measurePace());
  }
}
