import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { AccessWiring } from '#access';
import { LeadsWiring } from '#leads';
import { ContactSearchWiring, MerchantsWiring } from '#merchants';
import { OffersWiring } from '#offers';
import { OnboardingWiring } from '#onboarding';
import { OutreachWiring } from '#outreach';
import { any, Bells, CONFIG, InstanceLease, Listener, LOGGER, relayQueue, Sweep, type Config } from '#platform';
import { ScoringWiring } from '#scoring';
import { ImportsWiring, SourcingWiring } from '#sourcing';

/** Wires every room to events and sweeps, in the order of the rooms, and keeps the bells ringing. Only the worker does this. */
@Injectable()
export class Wiring implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly listener: Listener;
  private readonly rooms: ReadonlyArray<{ wire(): void | Promise<void> }>;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) log: Logger,
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Bells) private readonly bells: Bells,
    @Inject(Sweep) private readonly sweep: Sweep,
    @Inject(InstanceLease) private readonly lease: InstanceLease,
    @Inject(AccessWiring) access: AccessWiring,
    @Inject(SourcingWiring) sourcing: SourcingWiring,
    @Inject(ImportsWiring) imports: ImportsWiring,
    @Inject(MerchantsWiring) merchants: MerchantsWiring,
    @Inject(ContactSearchWiring) contactSearch: ContactSearchWiring,
    @Inject(ScoringWiring) scoring: ScoringWiring,
    @Inject(LeadsWiring) leads: LeadsWiring,
    @Inject(OffersWiring) offers: OffersWiring,
    @Inject(OutreachWiring) outreach: OutreachWiring,
    @Inject(OnboardingWiring) onboarding: OnboardingWiring,
  ) {
    this.rooms = [access, sourcing, imports, merchants, contactSearch, scoring, leads, offers, outreach, onboarding];
    this.listener = new Listener(config.database.url, ['beckon_outbox', 'beckon_clock'], (channel) => {
      if (channel === 'beckon_clock') this.sweep.wake();
      else void this.ringRelay().catch((error: unknown) => log.warn({ err: error }, 'the relay bell did not ring; the sweep will ring it'));
    }, () => this.sweep.wake(), log);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.lease.start();
    for (const room of this.rooms) await room.wire();
    this.sweep.every(1000, 'outbox', async () => {
      if (await any(this.db, `select from outbox where not dead and next_try_at <= clock_timestamp()`)) await this.ringRelay();
    });
    this.sweep.every(60_000, 'dead leases', async () => {
      await this.db.query(`delete from instance_lease where expires_at < clock_timestamp() - interval '1 hour'`);
    });
    await this.listener.start();
    this.sweep.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listener.stop();
  }

  private ringRelay(): Promise<void> {
    return this.bells.ring(relayQueue, 'drain', {}, 'all');
  }
}
