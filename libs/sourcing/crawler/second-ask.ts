import { spawn } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { MESSENGER_SCRIPT } from '../package-root.js';
import { readAnswer, type KeptAnswer } from './answers.js';
import { PAGE_TIMEOUT_MS } from './fetched.js';

/** What a messenger is told, as JSON in its environment; nobody else on the machine reads cookies there. */
export interface Errand {
  readonly folder: string;
  readonly key: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly userAgent: string;
  readonly allowHosts: readonly string[];
  readonly maxBytes: number;
}

export const ERRAND = 'BECKON_ERRAND';
/** Longest time from the claim to the answer, with room for a slow machine. */
const LONGEST_MS = PAGE_TIMEOUT_MS + 15_000;
const LOOK_EVERY_MS = 20;

/** Where the second ask of a request stands. `gone`: it was made, its messenger died, and no answer will come. */
export type SecondAsk = 'not-made' | 'under-way' | 'answered' | 'gone';

const claimOf = (folder: string, key: string): string => join(folder, `${key}.again`);

/** Takes the one right to ask a second time. The file system gives it to one process only, whatever is killed when. */
export function claimSecondAsk(folder: string, key: string): boolean {
  try {
    writeFileSync(claimOf(folder, key), `${process.pid} ${hostname()}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

export function secondAsk(folder: string, key: string): SecondAsk {
  let claimedMs: number;
  let claim: string;
  try {
    claimedMs = statSync(claimOf(folder, key)).mtimeMs;
    claim = readFileSync(claimOf(folder, key), 'utf8');
  } catch {
    return 'not-made';
  }
  const [pid, host] = claim.split(' ');
  // Looked at before the answer: whoever is dead now has written all that it ever will.
  const alive = Date.now() - claimedMs < LONGEST_MS && (host !== hostname() || isAlive(Number(pid)));
  if (readAnswer(folder, key)) return 'answered';
  return alive ? 'under-way' : 'gone';
}

/**
 * Asks a second time what was on its way when a crawler or a browser was killed. A messenger does it, a process of its own that lives for this one request and
 * that nobody's end takes along: so a second kill does not make a third ask necessary. Its answer is written where the next crawler looks.
 * @returns null when the messenger itself was killed.
 * @throws when it could not be started, or the crawl is to stop.
 */
export async function askAgain(errand: Errand, stop: AbortSignal): Promise<KeptAnswer | null> {
  if (secondAsk(errand.folder, errand.key) === 'not-made') send(errand);
  for (const end = Date.now() + LONGEST_MS; ;) {
    stop.throwIfAborted();
    switch (secondAsk(errand.folder, errand.key)) {
      case 'answered': return readAnswer(errand.folder, errand.key) ?? null;
      case 'gone': return null;
      case 'not-made': if (Date.now() > end) throw new Error('nobody could be sent to ask again');
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function send(errand: Errand): void {
  const env = { PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS, [ERRAND]: JSON.stringify(errand) };
  spawn(process.execPath, [MESSENGER_SCRIPT], { detached: true, env, stdio: 'ignore' }).on('error', () => undefined).unref();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
