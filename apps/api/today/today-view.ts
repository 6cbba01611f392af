import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Role, SignedIn } from '#access';
import { localOf, startOfYesterday, sumOf, Waiting } from '#leads';
import { Clock, sql } from '#platform';
import { wire } from '../leads/lead-views.js';
import { ANSWERS, FEW, FRESH, JUMPS, MAILBOXES, ROTTING, SENT, SOURCE_ALERTS, UNSETTLED, UNSETTLED_COUNT } from './today.queries.js';
import type { Today } from './today.shapes.js';

/** Who writes to merchants settles mails; who runs sources sees what is wrong with them. */
const SETTLES: readonly Role[] = ['admin', 'lead', 'rep'];
const WATCHES: readonly Role[] = ['admin', 'lead', 'operator'];
/** What merchants wrote or answered is not for operators (FEATURES X1). */
const NO_ANSWERS = { count: 0, items: [] };
type Counted = Record<string, unknown> & { readonly count: number };

/** One person's day: what waits for them, what changed, what is stuck. Every list is cut, so that the day of a big workspace costs what that of a small one does. */
@Injectable()
export class TodayView {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(Waiting) private readonly waiting: Waiting) {}

  async of({ userId, role }: SignedIn): Promise<z.infer<typeof Today>> {
    const [zone, now] = [await this.waiting.zoneOf(this.db, userId), await this.clock.now()];
    const since = startOfYesterday(now, zone);
    const list = async (text: string, ...values: unknown[]) => few(await sql<Counted>(this.db, text, values));
    const only = async (roles: readonly Role[], text: string) => (roles.includes(role) ? list(text) : null);
    const [counts, lists, unsettled, fresh, jumps, [sent], answers, rotting, sources, mailboxes] = await Promise.all([
      this.waiting.counts(userId, zone), this.waiting.lists(userId, zone, FEW), only(SETTLES, UNSETTLED), list(FRESH, since, now), list(JUMPS, since), sql<{ count: number }>(this.db, SENT, [since]), role === 'operator' ? NO_ANSWERS : list(ANSWERS, since),
      list(ROTTING, userId, now), only(WATCHES, SOURCE_ALERTS), only(WATCHES, MAILBOXES),
    ]);
    const waits = {
      replies: { count: counts.replies, items: lists.replies }, tasks: { count: counts.tasks, overdue: counts.overdue, items: lists.tasks }, mentions: { count: counts.mentions, items: lists.mentions },
      handOvers: { count: counts.handOvers, items: lists.handOvers }, answers: { count: counts.answers, items: lists.answers }, back: { count: counts.back, items: lists.back }, unsettled,
    };
    // Rows as the statements write them; the response's schema checks every one.
    return wire({
      zone, day: localOf(now, zone).slice(0, 10), count: sumOf(counts) + (unsettled?.count ?? 0), waits,
      changed: { since, fresh, jumps, sent: sent!.count, answers }, stuck: { rotting, sources, mailboxes },
    }) as unknown as z.infer<typeof Today>;
  }

  /** For the navigation: two statements. */
  async count({ userId, role }: SignedIn): Promise<number> {
    const zone = await this.waiting.zoneOf(this.db, userId);
    const [counts, [unsettled]] = await Promise.all([this.waiting.counts(userId, zone), SETTLES.includes(role) ? sql<{ count: number }>(this.db, UNSETTLED_COUNT) : [{ count: 0 }]]);
    return sumOf(counts) + unsettled!.count;
  }
}

const few = (rows: readonly Counted[]) => ({ count: rows[0]?.count ?? 0, items: rows.map(({ count: _, ...row }) => row) });
