import { Body, Controller, Delete, Get, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { ReviewQueue, type Decided } from '#leads';
import { Enrollments } from '#outreach';
import type { Tx } from '#platform';
import { LeadViews } from '../leads/lead-views.js';
import { Returns } from '../returns.js';
import { Allow, Me, NotAudited } from '../routes.js';
import { ReviewViews } from './review-views.js';
import { Decision, DecisionMade, Lease, NextCard, Release, Released, ReviewCard, ReviewDesk } from './review.shapes.js';

const Claim = z.uuid('A card\'s id is a UUID.');

/** One merchant at a time, each in front of one person. */
@ApiTags('Review')
@Controller('api/review')
@Allow('admin', 'lead', 'rep')
export class ReviewController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(ReviewQueue) private readonly queue: ReviewQueue,
    @Inject(ReviewViews) private readonly views: ReviewViews,
    @Inject(LeadViews) private readonly leads: LeadViews,
    @Inject(Enrollments) private readonly enrollments: Enrollments,
  ) {}

  /** The cards in hand, what waits, and the reasons to choose from. */
  @Get()
  @Returns(ReviewDesk)
  desk(@Me() me: SignedIn): Promise<z.infer<typeof ReviewDesk>> {
    return this.views.desk(me);
  }

  /** Takes the next card for twenty minutes; or says why there is none. */
  @Post('next')
  @NotAudited('a card is a claim that ends by itself; the decision is recorded')
  @Returns(NextCard)
  next(@Me() me: SignedIn): Promise<z.infer<typeof NextCard>> {
    return this.views.next(me);
  }

  /**
   * Decides on a card. The same again changes nothing; another decision is a 409 `review-decided`. 409 `review-card-lost` names who has the card
   * now, 409 `lead-changed` what the lead is now.
   */
  @Put('claims/:id/decision')
  @Returns(DecisionMade)
  async decide(@Param('id', { schema: Claim }) claimId: string, @Body({ schema: Decision }) given: z.infer<typeof Decision>, @Me() me: SignedIn): Promise<z.infer<typeof DecisionMade>> {
    const { made, counts } = await this.db.transaction(async (tx) => ({ made: await this.act(tx, { claimId, userId: me.userId, version: given.version }, given), counts: await this.queue.countsFor(tx, me.userId) }));
    return { ...counts, claimId, outcome: made.outcome, repeated: made.repeated, givenTo: made.givenTo, lead: await this.leads.card(made.leadId) };
  }

  /** Takes a decision back within ten minutes, and the card into the hand again. 409 `lead-written-to` when a mail is on its way. */
  @Delete('claims/:id/decision')
  @Returns(ReviewCard)
  async undo(@Param('id', { schema: Claim }) claimId: string, @Me() me: SignedIn): Promise<z.infer<typeof ReviewCard>> {
    return this.views.card(await this.db.transaction((tx) => this.queue.undo(tx, { ...me, claimId }, (inTx, leadId) => this.enrollments.withdraw(inTx, leadId))));
  }

  /** The twenty minutes begin anew. */
  @Put('claims/:id/lease')
  @NotAudited('keeps a card on the screen; the decision is recorded')
  @Returns(Lease)
  async renew(@Param('id', { schema: Claim }) claimId: string, @Me() me: SignedIn): Promise<z.infer<typeof Lease>> {
    const { expiresAt, leaseMs } = await this.db.transaction((tx) => this.queue.renew(tx, claimId, me.userId));
    return { expiresAt: expiresAt.toISOString(), leaseMs };
  }

  /** Lets cards go undecided. */
  @Post('release')
  @NotAudited('gives cards back that were only looked at')
  @Returns(Released)
  async release(@Body({ schema: Release }) { claims }: z.infer<typeof Release>, @Me() me: SignedIn): Promise<z.infer<typeof Released>> {
    return { released: await this.db.transaction((tx) => this.queue.release(tx, claims, me.userId)) };
  }

  private act(tx: Tx, card: { claimId: string; userId: string; version: number }, given: z.infer<typeof Decision>): Promise<Decided> {
    switch (given.verdict) {
      case 'accept': return this.queue.accept(tx, card, given.note);
      case 'reject': return this.queue.reject(tx, card, given.reason, given.note);
      case 'snooze': return this.queue.snooze(tx, card, new Date(given.until), given.note);
    }
  }
}
