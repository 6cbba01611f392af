import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Queue, UnrecoverableError, Worker, type Job, type Processor } from 'bullmq';
import { defineQueue, GiveUp, queueConnection, settle, TryLater, workerOptions, type Config } from '#platform';
import { itNeeds } from '../support/not-run.js';

const settings = defineQueue<{ any: Record<string, unknown> }>({
  name: 'conformance', concurrency: 1, attempts: 3, backoffMs: 20, lockMs: 2000, takeovers: 3, keepDone: 100, keepFailed: 100, deferrals: 3,
});

/** What Beckon relies on, said once and asked of both backends. */
export function queueConformance(backend: string, start: () => Promise<{ config: Config; env: NodeJS.ProcessEnv; stop(): Promise<void> }>, present = true): void {
  const test = itNeeds(present, backend);

  describe(`the queue on ${backend}`, () => {
    let server: Awaited<ReturnType<typeof start>>;
    let serial = 0;
    const open: Array<{ close(): Promise<void> }> = [];
    const connection = () => ({ connection: queueConnection(server.config) as never, prefix: 'conformance' });
    const queue = (name = `conformance-${++serial}`): Queue => keep(new Queue(name, connection()));
    const worker = (of: Queue, process: Processor): Worker => keep(new Worker(of.name, process, { ...connection(), ...workerOptions(settings) }));
    const keep = <T extends { close(): Promise<void> }>(thing: T): T => { open.push(thing); return thing; };

    beforeAll(async () => { if (present) server = await start(); }, 60_000);
    afterEach(async () => { for (const thing of open.splice(0).reverse()) await thing.close(); });
    afterAll(async () => { if (present) await server.stop(); });

    test('runs a delayed job after its delay and not before', async () => {
      const jobs = queue();
      const ran = new Promise<number>((done) => worker(jobs, () => Promise.resolve(done(Date.now()))));
      const asked = Date.now();
      await jobs.add('any', {}, { delay: 400 });
      expect(await ran - asked).toBeGreaterThanOrEqual(395);
    });

    test('runs a job of higher priority first', async () => {
      const jobs = queue();
      for (const [name, priority] of [['low', 10], ['high', 1], ['middle', 5]] as const) await jobs.add(name, {}, { priority });
      const order: string[] = [];
      await new Promise<void>((done) => worker(jobs, (job) => { order.push(job.name); if (order.length === 3) done(); return Promise.resolve(); }));
      expect(order).toEqual(['high', 'middle', 'low']);
    });

    test('tries a failed job again, as often as stated, and keeps it as failed', async () => {
      const jobs = queue();
      let tries = 0;
      const running = worker(jobs, () => { tries++; return Promise.reject(new Error('no')); });
      const failed = new Promise<Job>((done) => running.on('failed', (job) => { if (job && job.attemptsMade === 3) done(job); }));
      await jobs.add('any', {}, { attempts: 3, backoff: { type: 'exponential', delay: 20 } });
      expect((await failed).failedReason).toBe('no');
      expect(tries).toBe(3);
      expect(await jobs.getFailedCount()).toBe(1);
    });

    test('rings once for many rings that wait, and once more for a ring that came while the first was served', async () => {
      const jobs = queue();
      const ring = () => jobs.add('any', {}, { deduplication: { id: 'bell', keepLastIfActive: true } });
      await Promise.all([ring(), ring(), ring()]);
      let served = 0;
      let again!: () => void;
      const twice = new Promise<void>((done) => { again = done; });
      worker(jobs, async () => {
        if (++served === 1) await ring();
        if (served === 2) again();
      });
      await twice;
      await new Promise((done) => setTimeout(done, 300));
      expect(served).toBe(2);
    });

    test('fires a schedule, keeps one however often it is registered, and forgets it when it is removed', async () => {
      const jobs = queue();
      for (let i = 0; i < 3; i++) await jobs.upsertJobScheduler('nightly', { every: 250 }, { name: 'tick', data: {} });
      await jobs.upsertJobScheduler('cron', { pattern: '0 4 * * *', tz: 'Europe/Paris' }, { name: 'tick', data: {} });
      expect(await jobs.getJobSchedulersCount()).toBe(2);
      let ticks = 0;
      await new Promise<void>((done) => worker(jobs, () => { if (++ticks === 3) done(); return Promise.resolve(); }));
      expect(await jobs.removeJobScheduler('nightly')).toBe(true);
      expect(await jobs.getJobSchedulersCount()).toBe(1);
    }, 15_000);

    test('puts a job off without using up an attempt, gives up on one that cannot succeed', async () => {
      const jobs = queue();
      const started: string[] = [];
      const running = worker(jobs, (job, token) => settle(settings, job, token, () => {
        started.push(job.name);
        if (job.name === 'hopeless') throw new GiveUp('the page is gone');
        if (started.filter((name) => name === 'busy').length === 1) throw new TryLater('full', 50);
        return Promise.resolve();
      }));
      const done = new Promise<Job>((resolve) => running.on('completed', resolve));
      await jobs.add('busy', {}, { attempts: 1 });
      expect((await done).attemptsMade).toBe(1);
      const failed = new Promise<Error>((resolve) => running.on('failed', (_job, error) => resolve(error)));
      await jobs.add('hopeless', {}, { attempts: 5 });
      expect(await failed).toBeInstanceOf(UnrecoverableError);
      expect(started).toEqual(['busy', 'busy', 'hopeless']);
    });

    test('hands the job of a worker that was killed in the middle to another one', async () => {
      const jobs = queue();
      await jobs.add('any', { id: 'precious' });
      const script = join(import.meta.dirname, 'victim.mjs');
      const victim = spawn(process.execPath, [script, jobs.name], { env: { ...process.env, ...server.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
      await once(victim.stdout, 'data');
      victim.kill('SIGKILL');
      await once(victim, 'exit');
      const job = await new Promise<Job>((done) => worker(jobs, (taken) => Promise.resolve(done(taken))));
      expect(job.data).toEqual({ id: 'precious' });
      expect(job.stalledCounter).toBe(1);
    }, 30_000);
  });
}
