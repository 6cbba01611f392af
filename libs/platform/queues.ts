import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Injectable, type DynamicModule } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { createPostgresBackend, DelayedError, setDefaultBackendFactory, UnrecoverableError, type Job, type JobsOptions, type Queue, type WorkerOptions } from 'bullmq';
import type { Config } from './config.js';
import { GiveUp, TryLater } from './errors.js';

/** Every setting of a queue is stated; a missing one does not compile. Times are machine time in ms. */
export interface QueueSettings {
  /** A string we own and never rename: jobs wait under it. */
  readonly name: string;
  /** Jobs one worker process runs at once. */
  readonly concurrency: number;
  /** Tries before a job stays failed. */
  readonly attempts: number;
  /** First wait between tries; doubles each time. */
  readonly backoffMs: number;
  /** A job whose worker died is taken over after this long. */
  readonly lockMs: number;
  /** How often one job may be taken over before it fails. */
  readonly takeovers: number;
  readonly keepDone: number;
  readonly keepFailed: number;
  /** Deferrals by {@link TryLater} before the job gives up; BullMQ does not count a deferral as an attempt. */
  readonly deferrals: number;
}
export interface QueueDefinition<Jobs extends Record<string, object>> extends QueueSettings {
  readonly jobs?: Jobs;
}
export const defineQueue = <Jobs extends Record<string, object>>(settings: QueueSettings): QueueDefinition<Jobs> => settings;

/** The union of a queue's jobs, discriminated by name: a switch over it is checked for completeness. */
export type JobOf<Q> = Q extends QueueDefinition<infer Jobs> ? { [Name in keyof Jobs & string]: Job<Jobs[Name], unknown, Name> }[keyof Jobs & string] : never;

/** Options for `@Processor(queue.name, workerOptions(queue))`. */
export function workerOptions(queue: QueueSettings): Omit<WorkerOptions, 'connection'> {
  return { concurrency: queue.concurrency, lockDuration: queue.lockMs, stalledInterval: Math.max(1000, queue.lockMs / 2), maxStalledCount: queue.takeovers };
}

const jobOptions = (queue: QueueSettings): JobsOptions => ({
  attempts: queue.attempts,
  backoff: { type: 'exponential', delay: queue.backoffMs, jitter: 0.5 },
  removeOnComplete: { count: queue.keepDone },
  removeOnFail: { count: queue.keepFailed },
});

/** Connection for either backend; the Redis prefix or the schema `bullmq` keeps Beckon's keys together. */
export function queueConnection(config: Config): Record<string, unknown> {
  if (config.queue.kind === 'redis') {
    const url = new URL(config.queue.url);
    return {
      host: url.hostname, port: Number(url.port || 6379), db: Number(url.pathname.slice(1) || 0), maxRetriesPerRequest: null,
      ...(url.username ? { username: decodeURIComponent(url.username) } : {}),
      ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
      ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
    };
  }
  return { connectionString: config.queue.url, max: 3, migrate: true, application_name: 'beckon-queue' };
}

/**
 * Chooses the backend for this process. Must run before Nest builds a queue or a worker, because BullMQ keeps one
 * default factory per process.
 */
export function chooseQueueBackend(config: Config): void {
  if (config.queue.kind === 'postgres') setDefaultBackendFactory(createPostgresBackend);
}

export const queuesModule = (config: Config, queues: readonly QueueSettings[]): DynamicModule[] => [
  BullModule.forRoot({ connection: queueConnection(config) as never, prefix: config.queue.prefix }),
  BullModule.registerQueue(...queues.map((queue) => ({ name: queue.name, defaultJobOptions: jobOptions(queue) }))),
];

/** Wakes a queue. A bell carries ids only; ringing twice while nobody has answered is ringing once. */
@Injectable()
export class Bells {
  constructor(private readonly modules: ModuleRef) {}

  /**
   * @param id makes the bell unique: while one with the same id waits it is not added again, and one that arrives while
   *           the first is being served is served afterwards.
   */
  async ring<Jobs extends Record<string, object>, Name extends keyof Jobs & string>(
    queue: QueueDefinition<Jobs>, name: Name, data: Jobs[Name], id: string, options: { priority?: number } = {},
  ): Promise<void> {
    await this.queue(queue).add(name, data, { deduplication: { id: `${name}-${id}`, keepLastIfActive: true }, ...options });
  }

  /** The BullMQ queue itself, for schedulers and the console. */
  queue(queue: QueueSettings): Queue {
    return this.modules.get<Queue>(getQueueToken(queue.name), { strict: false });
  }
}

/**
 * Runs one job and turns our errors into what BullMQ understands: {@link TryLater} delays the job without using up an
 * attempt, {@link GiveUp} fails it at once. Anything else is retried by the queue's backoff.
 */
export async function settle<Result>(queue: QueueSettings, job: Job, token: string | undefined, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GiveUp) throw new UnrecoverableError(error.message);
    if (!(error instanceof TryLater) || !token) throw error;
    if (job.attemptsStarted >= queue.deferrals) throw new UnrecoverableError(`put off ${job.attemptsStarted} times: ${error.message}`);
    await job.moveToDelayed(Date.now() + error.retryInMs, token);
    throw new DelayedError();
  }
}
