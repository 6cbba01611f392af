import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { MerchantMergeUndone, MerchantsMerged } from '#merchants';
import { any, Clock, Listeners, Sweep } from '#platform';
import { InvitationExpiry } from './expiry.js';
import { InvitationMerging } from './invitation-merging.js';

/** What runs by itself in this room; only the worker wires it. */
@Injectable()
export class OffersWiring {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Listeners) private readonly listeners: Listeners,
    @Inject(Sweep) private readonly sweep: Sweep,
    @Inject(InvitationExpiry) private readonly expiry: InvitationExpiry,
    @Inject(InvitationMerging) private readonly merging: InvitationMerging,
  ) {}

  wire(): void {
    this.listeners.on(MerchantsMerged, 'offers', (tx, { mergeId }) => this.merging.follow(tx, mergeId));
    this.listeners.on(MerchantMergeUndone, 'offers', (tx, { mergeId }) => this.merging.giveBack(tx, mergeId));
    this.sweep.every(5_000, 'offers: places of expired invitations', async () => {
      if (await any(this.db, `select 1 from invitation where state = 'open' and expires_at <= $1`, [await this.clock.now()])) await this.expiry.releaseOverdue();
    });
  }
}
