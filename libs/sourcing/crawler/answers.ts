import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface KeptAnswer { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer }

/** More than can be under way and not yet booked: a window of pages, and what the scripts of browser pages asked for. */
const MOST_KEPT = 300;
const DAY_MS = 24 * 3600 * 1000;

/**
 * What the site has answered to a run and the book may not know yet, in files that outlive a SIGKILL. A crawler that goes on for a killed one reads them
 * instead of asking again, so a kill costs the site a second request only for what was on its way at that very moment (FEATURES S4).
 * Files and not rows: a row would have to be committed before the next page, and the kernel keeps what was written.
 */
export class Answers {
  private readonly folder: string;
  /** Keys that may be used instead of a request. Each once: who asks again wants the site's new answer. */
  private readonly offered: Set<string>;
  private readonly kept: string[] = [];
  private gotSomething = false;

  /**
   * @param root folder of all runs' answers; what other runs left there a day ago is thrown away.
   * @param onFirst told when the site has answered this crawler for the first time.
   */
  constructor(root: string, runId: string, private readonly onFirst: () => void = () => undefined) {
    this.folder = join(root, runId);
    mkdirSync(this.folder, { recursive: true });
    for (const other of readdirSync(root)) if (other !== runId && isOld(join(root, other))) rmSync(join(root, other), { recursive: true, force: true });
    const found = readdirSync(this.folder).filter((name) => !name.endsWith('.part'));
    this.offered = new Set(found);
    this.kept.push(...found);
  }

  /** The answer that an interrupted crawler got for this address; undefined where there is none or it was used. */
  take(url: string): KeptAnswer | undefined {
    if (this.offered.size === 0) return undefined;
    const key = keyOf(url);
    if (!this.offered.delete(key)) return undefined;
    try {
      const file = readFileSync(join(this.folder, key));
      const end = file.indexOf(10);
      const { status, headers } = JSON.parse(file.toString('utf8', 0, end)) as Omit<KeptAnswer, 'body'>;
      return { status, headers, body: file.subarray(end + 1) };
    } catch {
      return undefined;
    }
  }

  /** Writes down a good answer at once. @returns its key, for {@link offer}. */
  keep(url: string, { status, headers, body }: KeptAnswer): string {
    const key = keyOf(url);
    const path = join(this.folder, key);
    writeFileSync(`${path}.part`, Buffer.concat([Buffer.from(`${JSON.stringify({ status, headers })}\n`), body]));
    renameSync(`${path}.part`, path);
    if (!this.gotSomething) this.onFirst();
    this.gotSomething = true;
    this.kept.push(key);
    if (this.kept.length > MOST_KEPT) rmSync(join(this.folder, this.kept.shift()!), { force: true });
    return key;
  }

  /** The page that these answers were for was interrupted (its browser died): they may be used for it again. */
  offer(keys: readonly string[]): void {
    for (const key of keys) this.offered.add(key);
  }

  /** The run has ended; the book has everything. */
  forget(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const keyOf = (url: string): string => createHash('sha1').update(url).digest('hex');

function isOld(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > DAY_MS;
  } catch {
    return false;
  }
}
