import { Body, Controller, Get, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { HandOver, LANGUAGES, ReviewRoutes, type MixRule as Mix } from '#leads';
import { Clock } from '#platform';
import { Returns } from '../returns.js';
import { Allow, Me } from '../routes.js';
import { Away, HandedOver, MixRule, ReviewSettings, RouteWanted } from './review.shapes.js';

const UserId = z.uuid('A person\'s id is a UUID.');

/** Who takes which leads, who is away, and how a day is mixed. */
@ApiTags('Review')
@Controller('api/review')
export class ReviewSettingsController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ReviewRoutes) private readonly routes: ReviewRoutes,
    @Inject(HandOver) private readonly handing: HandOver,
  ) {}

  @Get('settings')
  @Allow('admin', 'lead', 'rep')
  @Returns(ReviewSettings)
  show(): Promise<z.infer<typeof ReviewSettings>> {
    return this.db.transaction(async (tx) => {
      const reviewers = await this.routes.reviewers(tx, await this.routes.day(tx, await this.clock.now(tx)));
      return { reviewers: reviewers as never, mix: await this.routes.rule(tx), languages: [...LANGUAGES] };
    });
  }

  /** Which leads a person takes; null: everything, and none by turn. */
  @Put('routes/:userId')
  @Allow('admin', 'lead')
  @Returns(ReviewSettings)
  async route(@Param('userId', { schema: UserId }) userId: string, @Body({ schema: RouteWanted }) { route }: z.infer<typeof RouteWanted>, @Me() me: SignedIn): Promise<z.infer<typeof ReviewSettings>> {
    await this.db.transaction((tx) => this.routes.set(tx, userId, route && { ...route, awayFrom: asDate(route.awayFrom), awayUntil: asDate(route.awayUntil) }, me.userId));
    return this.show();
  }

  /** Gives a person's open leads to whoever takes such leads, merchant by merchant; at most 500 at a time. */
  @Post('routes/:userId/hand-over')
  @Allow('admin', 'lead')
  @Returns(HandedOver)
  async handOver(@Param('userId', { schema: UserId }) from: string, @Me() me: SignedIn): Promise<z.infer<typeof HandedOver>> {
    return this.db.transaction((tx) => this.handing.handOver(tx, { from, byUserId: me.userId }));
  }

  @Put('mix')
  @Allow('admin', 'lead')
  @Returns(MixRule)
  async mix(@Body({ schema: MixRule }) rule: z.infer<typeof MixRule>, @Me() me: SignedIn): Promise<Mix> {
    return this.db.transaction(async (tx) => {
      await this.routes.setRule(tx, rule, me.userId);
      return this.routes.rule(tx);
    });
  }

  /** Says of oneself that one is away, or back. */
  @Put('away')
  @Allow('admin', 'lead', 'rep')
  @Returns(Away)
  async away(@Body({ schema: Away }) given: z.infer<typeof Away>, @Me() me: SignedIn): Promise<z.infer<typeof Away>> {
    await this.db.transaction(async (tx) => this.routes.setAway(tx, me.userId, given.away ? { from: await this.clock.now(tx), until: asDate(given.until) } : null, me.userId));
    return given;
  }
}

const asDate = (text: string | null): Date | null => (text === null ? null : new Date(text));
