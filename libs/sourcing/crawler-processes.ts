import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from '#platform';
import { EXIT_HOST_BUSY, EXIT_LEFT_ALONE, type CrawlNote, type CrawlOrder } from './crawler/crawl-order.js';
import { CRAWLER_SCRIPT } from './package-root.js';

/** `killed`: by an operator, or by a machine without memory; `crashed`: nobody did that, it broke by itself. */
export type CrawlerEnd = { readonly how: 'answered' | 'host-busy' | 'timed-out' | 'stopped' } | { readonly how: 'crashed' | 'killed'; readonly detail: string; /** It got at least one new answer of the site before, or booked something. */ readonly gotSomewhere: boolean };

/** Signals by which processes are ended from outside. */
const KILLED_BY = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']);

/** A crawler that was started and has no order yet. */
interface Waiting { readonly child: ChildProcess; readonly lastWords: readonly string[] }
interface Running { readonly child: ChildProcess; browserPid?: number; progress?: true; ended?: 'timed-out' | 'stopped' }

/** What of our environment a crawler gets: enough to run a browser, no secret. */
const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'NODE_EXTRA_CA_CERTS'];

/**
 * Starts crawlers, each a process group of its own, and kills them, browsers included, when they must end. A crawler has one order in its life; one may be
 * started before there is an order for it, since loading what it needs takes half a second and knows nothing of any run.
 */
@Injectable()
export class CrawlerProcesses implements OnModuleDestroy {
  private readonly running = new Set<Running>();
  private waiting: Waiting | undefined;
  private keepsOne = false;
  private closing = false;

  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  /** This process shuts down: nothing new is begun. */
  get isClosing(): boolean {
    return this.closing;
  }

  /** From now on one crawler waits for its order while none works: the next run begins at once. What it costs is its memory (60 MB). */
  async keepReady(): Promise<void> {
    this.keepsOne = true;
    await this.prepare();
  }

  /** Starts a crawler for the next order, unless one waits already. @returns when it waits, or has ended: the order then starts another one. */
  async prepare(): Promise<void> {
    if (this.closing || this.waiting) return;
    const waiting = this.waiting = this.start();
    const { child } = waiting;
    await new Promise<void>((resolve) => {
      child.once('message', () => resolve());
      const over = (): void => {
        if (this.waiting === waiting) this.waiting = undefined;
        resolve();
      };
      child.once('exit', over).once('error', over);
    });
  }

  /** To be called when a run is over and nothing of it is left to do: from then on the next one has its crawler, where {@link keepReady} was asked for. */
  prepareNext(): void {
    if (this.keepsOne && this.running.size === 0) void this.prepare();
  }

  /**
   * One crawler from start to end. The limit is enforced here, outside of it: what hangs cannot stop itself (FEATURES B19).
   * @param booked told of pages that are in the book, soon after; of the last ones perhaps not.
   */
  async crawl(order: CrawlOrder, wallClockLimitMs: number, booked: (pageIds: readonly number[]) => void): Promise<CrawlerEnd> {
    if (this.closing) return { how: 'stopped' };
    const { child, lastWords } = this.take();
    const entry: Running = { child };
    this.running.add(entry);
    child.on('message', (note: CrawlNote) => {
      if ('browserPid' in note) entry.browserPid = note.browserPid;
      else if ('progress' in note) entry.progress = true;
      else if ('booked' in note) {
        entry.progress = true;
        booked(note.booked);
      }
      else if ('log' in note) this.log[note.log]({ runId: order.runId, ...note.data }, note.message);
    });
    const timer = setTimeout(() => this.kill(entry, 'timed-out'), wallClockLimitMs);
    try {
      const { code, signal } = await new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
        child.once('exit', (code, signal) => resolve({ code, signal }));
        child.once('error', reject);
        child.send(order, (error) => { if (error) this.log.warn({ err: error, runId: order.runId }, 'a crawler went away before it got its order'); });
      });
      if (entry.ended) return { how: entry.ended };
      if (code === 0) return { how: 'answered' };
      if (code === EXIT_HOST_BUSY) return { how: 'host-busy' };
      if (code === EXIT_LEFT_ALONE) return { how: 'stopped' };
      return { how: KILLED_BY.has(signal ?? '') ? 'killed' : 'crashed', gotSomewhere: entry.progress ?? false, detail: [signal ? `killed by ${signal}` : `exit code ${code}`, ...lastWords.slice(-3)].join('; ') };
    } finally {
      clearTimeout(timer);
      this.running.delete(entry);
      killGroup(entry.browserPid);
    }
  }

  onModuleDestroy(): void {
    this.closing = true;
    killGroup(this.waiting?.child.pid);
    for (const entry of this.running) this.kill(entry, 'stopped');
  }

  private take(): Waiting {
    const { waiting } = this;
    this.waiting = undefined;
    return waiting && waiting.child.exitCode === null && waiting.child.signalCode === null && waiting.child.connected ? waiting : this.start();
  }

  private start(): Waiting {
    const env = Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
    const child = fork(CRAWLER_SCRIPT, [], { detached: true, execArgv: ['--enable-source-maps'], env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    const lastWords: string[] = [];
    createInterface({ input: child.stderr! }).on('line', (line) => {
      lastWords.push(line);
      if (lastWords.length > 20) lastWords.shift();
    });
    return { child, lastWords };
  }

  private kill(entry: Running, why: 'timed-out' | 'stopped'): void {
    entry.ended ??= why;
    killGroup(entry.browserPid);
    killGroup(entry.child.pid);
  }
}

/** Playwright starts its browser in a group of its own, hence two groups a crawler. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has ended already.
  }
}
