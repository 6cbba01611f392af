import { Inject, Injectable } from '@nestjs/common';
import { Bells, Listeners, Sweep } from '#platform';
import { RunAccepted } from '#sourcing';
import { MailChecks } from './facts/mail-checks.js';
import { upkeepQueue } from './facts/upkeep.jobs.js';
import { Resolution } from './resolution.js';

/** What this room listens to, and what its sweep finds; only the worker wires it. */
@Injectable()
export class MerchantsWiring {
  constructor(
    @Inject(Listeners) private readonly listeners: Listeners, @Inject(Sweep) private readonly sweep: Sweep, @Inject(Bells) private readonly bells: Bells,
    @Inject(Resolution) private readonly resolution: Resolution, @Inject(MailChecks) private readonly mailChecks: MailChecks,
  ) {}

  wire(): void {
    this.listeners.on(RunAccepted, 'merchants', (tx, { runId }) => this.resolution.resolve(tx, runId));
    this.sweep.every(5_000, 'addresses to check', async () => { if (await this.mailChecks.anyDue()) await this.bells.ring(upkeepQueue, 'check-addresses', {}, 'all'); });
  }
}
