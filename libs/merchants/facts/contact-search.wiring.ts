import { Inject, Injectable } from '@nestjs/common';
import { Bells, Sweep } from '#platform';
import { ContactSearch } from './contact-search.js';
import { upkeepQueue } from './upkeep.jobs.js';

/** Rings while websites wait to be read; only the worker wires it. */
@Injectable()
export class ContactSearchWiring {
  constructor(@Inject(Sweep) private readonly sweep: Sweep, @Inject(Bells) private readonly bells: Bells, @Inject(ContactSearch) private readonly search: ContactSearch) {}

  wire(): void {
    this.sweep.every(30_000, 'websites to read', async () => { if (await this.search.anyDue()) await this.bells.ring(upkeepQueue, 'find-contacts', {}, 'all'); });
  }
}
