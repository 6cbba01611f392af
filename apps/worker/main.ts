import './heap.js';
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { migrations } from '#migrations';
import { assertMigrated, Bells, chooseQueueBackend, ConfigError, createLogger, NestLog, readConfig } from '#platform';
import { PROCESSORS, QUEUES, WorkerModule } from './worker.module.js';

/** Runs the jobs. Refuses to start on a database that lacks a migration. */
async function main(): Promise<void> {
  const config = readConfig();
  const logger = createLogger('worker', config.logLevel);
  const check = await new DataSource({ type: 'postgres', url: config.database.url, poolSize: 1 }).initialize();
  try {
    await assertMigrated(check, migrations);
  } finally {
    await check.destroy();
  }
  chooseQueueBackend(config);
  const app = await NestFactory.createApplicationContext(WorkerModule.forProcess(config, logger), { logger: new NestLog(logger), abortOnError: false });
  // Without a listener BullMQ prints a lost connection to stderr, past the log.
  for (const queue of QUEUES) app.get(Bells).queue(queue).on('error', (error) => logger.warn({ err: error, queue: queue.name }, 'the queue cannot be reached; it connects again'));
  for (const processor of PROCESSORS) app.get(processor, { strict: false }).worker.on('error', (error) => logger.warn({ err: error, processor: processor.name }, 'a queue cannot be served; it connects again'));
  let stopping = false;
  const stop = (why: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ why }, 'stopping');
    setTimeout(() => process.exit(1), 25_000).unref();
    void app.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('disconnect', () => stop('the supervisor is gone'));
  logger.info({ ready: true }, 'ready');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
  process.exit(1);
});
