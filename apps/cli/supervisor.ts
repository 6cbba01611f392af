import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ChildSpec {
  readonly name: string;
  /** Absolute path of the script to run with this Node. */
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
}
interface Child { readonly spec: ChildSpec; process: ChildProcess | undefined; starts: number; startedAt: number; cameUp: boolean; log: WriteStream }

const STOP_MS = 20_000;
/** A child that has not come up by then never will. */
const READY_MS = 180_000;

/** Keeps processes running: restarts what dies, waits for what must be ready, stops everything in the reverse order. */
export class Supervisor {
  private readonly children: Child[] = [];
  private stopping = false;

  /** @param home logs go to `home/logs`, process ids to `home/pids.json`. */
  constructor(private readonly home: string, private readonly say: (line: string) => void) {
    mkdirSync(join(home, 'logs'), { recursive: true });
  }

  /**
   * Starts a child and waits until it prints a JSON line with `"ready":true`.
   * @returns that line, parsed.
   * @throws Error when it ends before that; its last words are in the message.
   */
  async start(spec: ChildSpec): Promise<Record<string, unknown>> {
    const child: Child = { spec, process: undefined, starts: 0, startedAt: 0, cameUp: false, log: createWriteStream(join(this.home, 'logs', `${spec.name}.log`), { flags: 'a' }) };
    this.children.push(child);
    return this.launch(child);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const child of [...this.children].reverse()) await this.stopChild(child);
  }

  private launch(child: Child): Promise<Record<string, unknown>> {
    child.starts++;
    child.startedAt = Date.now();
    const running = spawn(process.execPath, ['--enable-source-maps', child.spec.script], { env: child.spec.env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    child.process = running;
    void this.writePids();
    let tail = '';
    const keep = (chunk: Buffer): void => {
      child.log.write(chunk);
      tail = (tail + chunk.toString('utf8')).slice(-4000);
    };
    running.stderr!.on('data', keep);
    const ready = new Promise<Record<string, unknown>>((done, fail) => {
      let line = '';
      running.stdout!.on('data', (chunk: Buffer) => {
        keep(chunk);
        line += chunk.toString('utf8');
        const lines = line.split('\n');
        line = lines.pop() ?? '';
        const said = lines.find((text) => text.includes('"ready":true'));
        if (!said) return;
        child.cameUp = true;
        done(JSON.parse(said) as Record<string, unknown>);
      });
      running.on('exit', (code, signal) => fail(new Error(`${child.spec.name} ended (${signal ?? code}) before it was ready:\n${tail.trim()}`)));
      setTimeout(() => fail(new Error(`${child.spec.name} was not ready within ${READY_MS / 1000} s:\n${tail.trim()}`)), READY_MS).unref();
    });
    ready.catch(() => undefined);
    running.on('exit', (code, signal) => {
      child.process = undefined;
      if (!this.stopping && child.cameUp) void this.restart(child, signal ?? code);
    });
    return ready;
  }

  private async restart(child: Child, why: string | number | null): Promise<void> {
    const young = Date.now() - child.startedAt < 5000;
    const waitMs = young ? Math.min(30_000, 500 * 2 ** Math.min(child.starts, 6)) : 300;
    this.say(`${child.spec.name} ended (${why}); starting it again`);
    await sleep(waitMs);
    if (!this.stopping) await this.launch(child).catch(() => undefined);
  }

  private async stopChild(child: Child): Promise<void> {
    const running = child.process;
    if (running) {
      const gone = new Promise<void>((done) => running.once('exit', () => done()));
      running.kill('SIGTERM');
      const timer = setTimeout(() => running.kill('SIGKILL'), STOP_MS);
      await gone;
      clearTimeout(timer);
    }
    child.log.end();
  }

  private async writePids(): Promise<void> {
    const pids = Object.fromEntries(this.children.map((child) => [child.spec.name, child.process?.pid ?? null]));
    await writeFile(join(this.home, 'pids.json'), JSON.stringify({ supervisor: process.pid, ...pids })).catch(() => undefined);
  }
}
