import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { SignedIn } from '#access';
import { ALL_REJECT_REASONS, LeadBoard, LEASE_MINUTES, needsNote, REJECT_REASONS, ReviewQueue, ReviewRoutes, UNDO_MINUTES, type ReviewCard as Card } from '#leads';
import { Clock } from '#platform';
import { LeadViews } from '../leads/lead-views.js';
import type { NextCard, ReviewCard, ReviewDesk } from './review.shapes.js';

/** Cards shown again when the screen is opened; a script may hold more. */
const MOST_IN_HAND = 30;

/** What the review screen shows: cards with their merchants, and where the person stands today. */
@Injectable()
export class ReviewViews {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ReviewQueue) private readonly queue: ReviewQueue,
    @Inject(ReviewRoutes) private readonly routes: ReviewRoutes,
    @Inject(LeadBoard) private readonly board: LeadBoard,
    @Inject(LeadViews) private readonly leads: LeadViews,
  ) {}

  async desk(me: SignedIn): Promise<z.infer<typeof ReviewDesk>> {
    const { held, counts, route, now } = await this.db.transaction(async (tx) => ({
      held: await this.queue.held(tx, me.userId), counts: await this.queue.countsFor(tx, me.userId), route: await this.routes.of(tx, me.userId), now: await this.clock.now(tx),
    }));
    const away = route !== null && route.awayFrom !== null && route.awayFrom <= now && (route.awayUntil === null || route.awayUntil > now);
    return {
      ...counts, cards: await Promise.all(held.slice(-MOST_IN_HAND).map((card) => this.card(card))), away, awayUntil: away ? route.awayUntil as never : null,
      reasons: ALL_REJECT_REASONS.map((code) => ({ code, text: REJECT_REASONS[code], needsNote: needsNote(code) })), leaseMinutes: LEASE_MINUTES, undoMinutes: UNDO_MINUTES,
    };
  }

  async next(me: SignedIn): Promise<z.infer<typeof NextCard>> {
    const { dealt, counts } = await this.db.transaction(async (tx) => ({ dealt: await this.queue.next(tx, me), counts: await this.queue.countsFor(tx, me.userId) }));
    return 'why' in dealt ? { ...counts, card: null, none: dealt as never } : { ...counts, card: await this.card(dealt), none: null };
  }

  async card({ leadId, ...card }: Card): Promise<z.infer<typeof ReviewCard>> {
    return { ...card, expiresAt: card.expiresAt as never, back: card.back as never, lead: await this.leads.detail(await this.board.one(leadId)) };
  }
}
