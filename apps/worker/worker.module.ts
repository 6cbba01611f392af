import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import { AccessModule } from '#access';
import { deskQueue, LeadsModule } from '#leads';
import { ContactSearchModule, MerchantsModule, upkeepQueue } from '#merchants';
import { OffersModule } from '#offers';
import { OnboardingModule } from '#onboarding';
import { inboundQueue, OutreachModule, sendQueue } from '#outreach';
import { PlatformModule, relayQueue, type Config, type QueueSettings } from '#platform';
import { scoreQueue, ScoringModule } from '#scoring';
import { crawlQueue, importQueue, ImportsModule, replayQueue, SourcingModule } from '#sourcing';
import { AlertsOutModule } from './alerts-out.module.js';
import { CrawlProcessor } from './crawl.processor.js';
import { DeskProcessor } from './desk.processor.js';
import { ImportProcessor } from './import.processor.js';
import { InboundProcessor } from './inbound.processor.js';
import { RelayProcessor } from './relay.processor.js';
import { ReplayProcessor } from './replay.processor.js';
import { ScoreProcessor } from './score.processor.js';
import { SendProcessor } from './send.processor.js';
import { UpkeepProcessor } from './upkeep.processor.js';
import { Wiring } from './wiring.js';

/** Every queue there is, cut by the resource it waits for. */
export const QUEUES: readonly QueueSettings[] = [relayQueue, crawlQueue, replayQueue, importQueue, deskQueue, scoreQueue, sendQueue, inboundQueue, upkeepQueue];

/** One processor a queue. */
export const PROCESSORS = [RelayProcessor, CrawlProcessor, ReplayProcessor, ImportProcessor, DeskProcessor, ScoreProcessor, SendProcessor, InboundProcessor, UpkeepProcessor] as const;

@Module({})
export class WorkerModule {
  static forProcess(config: Config, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.forProcess(config, logger, QUEUES), AccessModule, AlertsOutModule, SourcingModule, ImportsModule, MerchantsModule, ContactSearchModule, ScoringModule, LeadsModule, OffersModule, OutreachModule, OnboardingModule],
      providers: [Wiring, ...PROCESSORS],
    };
  }
}
