import type { Busy } from './pipeline.js';

export interface Step { readonly name: string; readonly ms: number }

/** Says what is going on: one line a step, and on a terminal a line that changes while the step works. */
export class Progress {
  readonly steps: Step[] = [];
  private readonly live = process.stdout.isTTY;

  /** Runs a step and says how long it took and what came of it. */
  async step<T>(name: string, work: (note: (busy: Busy) => void) => Promise<T>, outcome: (result: T) => string = () => ''): Promise<T> {
    const started = Date.now();
    const result = await work((busy) => this.now(`  ${name} … ${Object.entries(busy).map(([what, count]) => `${count} ${what}`).join(', ')}`));
    const ms = Date.now() - started;
    this.steps.push({ name, ms });
    const said = outcome(result);
    this.line(`  ${name.padEnd(34)} ${(ms / 1000).toFixed(1).padStart(6)} s${said ? `   ${said}` : ''}`);
    return result;
  }

  line(text: string): void {
    if (this.live) process.stdout.write('\r\x1b[2K');
    process.stdout.write(`${text}\n`);
  }

  private now(text: string): void {
    if (this.live) process.stdout.write(`\r\x1b[2K${text.slice(0, (process.stdout.columns || 100) - 1)}`);
  }
}
