import { Inject, Injectable } from '@nestjs/common';
import { Listeners, Sweep } from '#platform';
import { MerchantsScored } from '#scoring';
import { DailyPicks } from './daily-picks.js';
import { LeadIntake } from './lead-intake.js';

/** What this room listens to, and what its sweep finds; only the worker wires it. */
@Injectable()
export class LeadsWiring {
  constructor(
    @Inject(Listeners) private readonly listeners: Listeners,
    @Inject(Sweep) private readonly sweep: Sweep,
    @Inject(LeadIntake) private readonly intake: LeadIntake,
    @Inject(DailyPicks) private readonly picks: DailyPicks,
  ) {}

  wire(): void {
    this.listeners.on(MerchantsScored, 'leads', (tx) => this.intake.sync(tx));
    this.sweep.every(2000, 'leads.daily-picks', async () => { await this.picks.pickDue(); });
  }
}
