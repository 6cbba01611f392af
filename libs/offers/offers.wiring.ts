import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { any, Clock, Sweep } from '#platform';
import { InvitationExpiry } from './expiry.js';

/** What runs by itself in this room; only the worker wires it. */
@Injectable()
export class OffersWiring {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Sweep) private readonly sweep: Sweep,
    @Inject(InvitationExpiry) private readonly expiry: InvitationExpiry,
  ) {}

  wire(): void {
    this.sweep.every(5_000, 'offers: places of expired invitations', async () => {
      if (await any(this.db, `select 1 from invitation where state = 'open' and expires_at <= $1`, [await this.clock.now()])) await this.expiry.releaseOverdue();
    });
  }
}
