import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Logger } from 'pino';
import { Clock } from './clock.js';
import type { Config } from './config.js';
import { InteractiveReads } from './interactive-reads.js';
import { InstanceLease } from './leases.js';
import { Listeners, Outbox, Relay } from './outbox.js';
import { Bells, queuesModule, type QueueSettings } from './queues.js';
import { RateBuckets } from './rate-bucket.js';
import { Keys } from './secrets.js';
import { Sweep } from './sweep.js';
import { CONFIG, LOGGER } from './tokens.js';

/** What every process is built on: one database pool, the queues, the outbox, the clock, keys and the log. */
@Global()
@Module({})
export class PlatformModule {
  /** @param statementTimeoutMs for processes that people wait for: no statement may hold a connection longer. */
  static forProcess(config: Config, logger: Logger, queues: readonly QueueSettings[], statementTimeoutMs?: number): DynamicModule {
    const shared = [
      { provide: CONFIG, useValue: config }, { provide: LOGGER, useValue: logger }, { provide: Keys, useValue: new Keys(config.secret) },
      Clock, Listeners, Outbox, Relay, Bells, Sweep, InstanceLease, RateBuckets, InteractiveReads,
    ];
    const [root, registered] = queuesModule(config, queues);
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres', url: config.database.url, autoLoadEntities: true, synchronize: false, migrationsRun: false, retryAttempts: 3, retryDelay: 1000,
          poolSize: 12, applicationName: 'beckon', extra: { keepAlive: true, ...(statementTimeoutMs ? { statement_timeout: statementTimeoutMs } : {}) },
        }),
        root!, registered!,
      ],
      providers: shared,
      exports: [...shared, registered!],
    };
  }
}
