import { randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { chooseQueueBackend, createLogger, NestLog, PlatformModule, readConfig, type Config, type QueueSettings } from '#platform';

export interface TestDatabase {
  readonly url: string;
  readonly db: DataSource;
  close(): Promise<void>;
}

/** A database of its own with every migration run: a clone of the template that the run's set-up made. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.BECKON_TEST_DATABASE;
  const template = process.env.BECKON_TEST_TEMPLATE;
  if (!server || !template) throw new Error('not run: needs the test database that test/support/global-setup.mjs starts');
  const name = `case_${Math.round(Date.now() / 1000)}_${randomBytes(6).toString('hex')}`;
  const admin = await new DataSource({ type: 'postgres', url: server, poolSize: 1 }).initialize();
  // Copied as files: through the log every page of the template passes the server's buffers, which costs ten times as much, and dropping it again twice.
  await admin.query(`create database "${name}" template "${template}" strategy file_copy`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = await new DataSource({ type: 'postgres', url: url.href, poolSize: 4 }).initialize();
  return {
    url: url.href, db,
    async close() {
      await db.destroy();
      await admin.query(`drop database if exists "${name}" with (force)`);
      await admin.destroy();
    },
  };
}

export interface TestApp extends TestDatabase {
  readonly config: Config;
  readonly app: INestApplicationContext;
  /** An injectable of the running context. */
  get<T>(token: Type<T> | symbol): T;
}

/** A Nest context of the given modules over the real platform, on a database of its own. No worker runs in it. */
export async function testModule(imports: Array<Type | DynamicModule>, options: { queues?: readonly QueueSettings[]; env?: Record<string, string>; database?: TestDatabase } = {}): Promise<TestApp> {
  const database = options.database ?? await testDatabase();
  const config = testConfig(database.url, options.env);
  chooseQueueBackend(config);
  const logger = createLogger('test', config.logLevel);
  @Module({ imports: [PlatformModule.forProcess(config, logger, options.queues ?? []), ...imports] })
  class TestRoot {}
  const app = await NestFactory.createApplicationContext(TestRoot, { logger: new NestLog(logger), abortOnError: false });
  return {
    url: database.url, db: app.get(DataSource), config, app,
    get: (token) => app.get(token, { strict: false }),
    async close() {
      await app.close();
      await database.close();
    },
  };
}

/** Settings for one test database; `env` adds to or replaces them. */
export function testConfig(databaseUrl: string, env: Record<string, string> = {}): Config {
  return readConfig({ DATABASE_URL: databaseUrl, BECKON_SECRET: 'a-secret-for-tests-that-nobody-else-uses', LOG_LEVEL: process.env.LOG_LEVEL ?? 'error', ...env });
}
