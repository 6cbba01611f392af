import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import type { Engagement } from './engagement.entity.js';

/** Points of what a person did, on the day. */
export const ENGAGEMENT_POINTS: Readonly<Record<Engagement['kind'], number>> = { accept: 100, reply: 60, visit: 30 };
export const HALF_LIFE_DAYS = 30;
const DAY_MS = 86_400_000;

export interface EngagementView {
  /** 0 to 100, now. */
  readonly value: number;
  /** Newest first, at most 20; `points` as they are worth now. */
  readonly events: ReadonlyArray<{ kind: Engagement['kind']; at: Date; points: number }>;
}

/** The second axis (FEATURES R4): what people at a merchant did of late. Other rooms call up when a person answers; what machines do is never recorded. */
@Injectable()
export class ScoreEngagement {
  /** Records what a person did, in the transaction that records the fact; twice is once. @param at business time. */
  async record(tx: Tx, { merchantId, kind, sourceId, at }: { merchantId: string; kind: Engagement['kind']; sourceId: string; at: Date }): Promise<void> {
    await sql(tx, `insert into score_engagement (merchant_id, kind, source_id, at) values ($1, $2, $3, $4) on conflict do nothing`, [merchantId, kind, sourceId, at]);
  }

  async of(on: Tx | DataSource, merchantId: string, now: Date): Promise<EngagementView> {
    // After twenty half-lives nothing is left that could be shown.
    const events = await sql<{ kind: Engagement['kind']; at: Date }>(on, `select kind, at from score_engagement where merchant_id = $1 and at > $2 and at <= $3 order by at desc, id desc limit 500`,
      [merchantId, new Date(now.getTime() - 20 * HALF_LIFE_DAYS * DAY_MS), now]);
    return { value: engagement(events, now), events: events.slice(0, 20).map((event) => ({ ...event, points: Math.round(worth(event, now)) })) };
  }
}

/** What was done counts half after every 30 days. @returns 0 to 100, whole. */
export const engagement = (events: ReadonlyArray<{ kind: Engagement['kind']; at: Date }>, now: Date): number => Math.min(100, Math.round(events.reduce((sum, event) => sum + worth(event, now), 0)));
const worth = (event: { kind: Engagement['kind']; at: Date }, now: Date): number => (event.at > now ? 0 : ENGAGEMENT_POINTS[event.kind] * 0.5 ** ((now.getTime() - event.at.getTime()) / (HALF_LIFE_DAYS * DAY_MS)));

export type Grade = `${'A' | 'B' | 'C'}${1 | 2 | 3}`;
/** A1 to C3: the letter is the fit, the figure the engagement. */
export const gradeOf = (fit: number, engaged: number): Grade => `${fit >= 70 ? 'A' : fit >= 40 ? 'B' : 'C'}${engaged >= 50 ? 1 : engaged >= 15 ? 2 : 3}`;
