import { Inject, Injectable } from '@nestjs/common';
import { Listeners } from '#platform';
import { RunAccepted } from '#sourcing';
import { Resolution } from './resolution.js';

/** What this room listens to; only the worker wires it. */
@Injectable()
export class MerchantsWiring {
  constructor(@Inject(Listeners) private readonly listeners: Listeners, @Inject(Resolution) private readonly resolution: Resolution) {}

  wire(): void {
    this.listeners.on(RunAccepted, 'merchants', (tx, { runId }) => this.resolution.resolve(tx, runId));
  }
}
