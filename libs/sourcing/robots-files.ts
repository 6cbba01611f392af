import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '#access';
import { sql, type Tx } from '#platform';
import { RobotsUnknown } from './sourcing.errors.js';

/** Two texts line by line: `  ` stays, `- ` is gone, `+ ` is new. */
export interface RobotsDiff { readonly changedAt: Date | null; readonly lines: string[] }

/** Longer files are compared as sets of lines only. */
const MOST_LINES = 1_000;

/** What sites forbid, and how that has changed. */
@Injectable()
export class RobotsFiles {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Audit) private readonly audit: Audit) {}

  /** The last change of an origin's robots.txt; null when it was never read or has never changed. */
  async diff(origin: string, on: Tx | DataSource = this.db): Promise<RobotsDiff | null> {
    const [file] = await sql<{ body: string | null; previous_body: string | null; changed_at: Date | null }>(on, `select body, previous_body, changed_at from robots_file where origin = $1`, [origin]);
    if (!file?.changed_at) return null;
    return { changedAt: file.changed_at, lines: diffLines(file.previous_body ?? '', file.body ?? '') };
  }

  /** A text that the ledger names. @throws RobotsUnknown */
  async text(hash: string): Promise<{ hash: string; body: string; firstSeenAt: string }> {
    const [file] = await sql<{ body: string; at: Date }>(this.db, `select body, first_seen_at as at from robots_text where hash = $1`, [hash]);
    if (!file) throw new RobotsUnknown('No robots.txt with this hash was ever read.', { hash });
    return { hash, body: file.body, firstSeenAt: file.at.toISOString() };
  }

  /** A person has read the change and lets its sources go on: what is forbidden stays untouched, the rest is read. @throws RobotsUnknown */
  async accept(tx: Tx, origin: string, userId: string): Promise<void> {
    const [file] = await sql(tx, `update robots_file set accepted_at = clock_timestamp(), accepted_by = $2 where origin = $1 returning origin`, [origin, userId]);
    if (!file) throw new RobotsUnknown(`robots.txt of ${origin} has never been read.`, { origin });
    await this.audit.record(tx, { userId, action: 'robots.change-accepted', subject: origin });
  }
}

/** By the longest common run of lines, so that a moved rule shows as gone and new. */
export function diffLines(before: string, after: string): string[] {
  const [a, b] = [lines(before), lines(after)];
  if (a.length > MOST_LINES || b.length > MOST_LINES) {
    const [then, now] = [new Set(a), new Set(b)];
    return [...a.filter((line) => !now.has(line)).map((line) => `- ${line}`), ...b.filter((line) => !then.has(line)).map((line) => `+ ${line}`)];
  }
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) common[i]![j] = a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const out: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { out.push(`  ${a[i]}`); i++; j++; }
    else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) out.push(`- ${a[i++]}`);
    else out.push(`+ ${b[j++]}`);
  }
  return out;
}

const lines = (text: string): string[] => text.split(/\r\n|\r|\n/).filter((line, n, all) => line !== '' || n < all.length - 1);
