import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `error`: nobody answered, and this is why; its status is 0. */
export interface KeptAnswer { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer; readonly error?: string }

/** More than can be under way and not yet booked: a window of pages, and what the scripts of browser pages asked for. */
const MOST_KEPT = 300;
/** A run that nobody has gone on with for so long is over; whoever ends one throws its folder away. */
const FORGOTTEN_MS = 14 * 24 * 3600 * 1000;
const KEY = /^[0-9a-f]{40}$/;

/**
 * What the site has answered to a run and the book may not know yet, in files that outlive a SIGKILL. A crawler that goes on for a killed one reads them
 * instead of asking again, so a kill costs the site a second request only for what was on its way at that very moment (FEATURES S4).
 * Files and not rows: a row would have to be committed before the next page, and the kernel keeps what was written.
 */
export class Answers {
  readonly folder: string;
  /** Keys that may be used instead of a request. Each once: who asks again wants the site's new answer. */
  private readonly offered: Set<string>;
  private readonly kept: string[] = [];
  private gotSomething = false;

  /**
   * @param root folder of all runs' answers; what forgotten runs left there is thrown away.
   * @param onFirst told when the site has answered this crawler for the first time.
   */
  constructor(root: string, runId: string, private readonly onFirst: () => void = () => undefined) {
    this.folder = join(root, runId);
    mkdirSync(this.folder, { recursive: true });
    for (const other of readdirSync(root)) if (other !== runId && isOld(join(root, other))) rmSync(join(root, other), { recursive: true, force: true });
    const found = readdirSync(this.folder).filter((name) => KEY.test(name));
    this.offered = new Set(found);
    this.kept.push(...found);
  }

  /** The answer that an interrupted crawler got to this request; undefined where there is none or it was used. */
  take(key: string): KeptAnswer | undefined {
    return this.offered.delete(key) ? readAnswer(this.folder, key) : undefined;
  }

  offers(key: string): boolean {
    return this.offered.has(key);
  }

  /** Writes down a good answer at once. */
  keep(key: string, answer: KeptAnswer): void {
    writeAnswer(this.folder, key, answer);
    this.count(key);
  }

  /** Somebody else has written this one down for us. */
  count(key: string): void {
    if (!this.gotSomething) this.onFirst();
    this.gotSomething = true;
    this.kept.push(key);
    if (this.kept.length > MOST_KEPT) rmSync(join(this.folder, this.kept.shift()!), { force: true });
  }

  /** The page that these answers were for was interrupted (its browser died): they may be used for it again. */
  offer(keys: Iterable<string>): void {
    for (const key of keys) this.offered.add(key);
  }

  drop(key: string): void {
    this.offered.delete(key);
    rmSync(join(this.folder, key), { force: true });
  }
}

/** Under another name first: half an answer must never pass for a whole one. */
export function writeAnswer(folder: string, key: string, { status, headers, body, error }: KeptAnswer): void {
  const path = join(folder, key);
  writeFileSync(`${path}.part`, Buffer.concat([Buffer.from(`${JSON.stringify({ status, headers, error })}\n`), body]));
  renameSync(`${path}.part`, path);
}

export function readAnswer(folder: string, key: string): KeptAnswer | undefined {
  try {
    const file = readFileSync(join(folder, key));
    const end = file.indexOf(10);
    return { ...JSON.parse(file.toString('utf8', 0, end)) as Omit<KeptAnswer, 'body'>, body: file.subarray(end + 1) };
  } catch {
    return undefined;
  }
}

function isOld(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > FORGOTTEN_MS;
  } catch {
    return false;
  }
}
