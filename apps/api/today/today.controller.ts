import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { SignedIn } from '#access';
import { Digests } from '#leads';
import { Returns } from '../returns.js';
import { Me } from '../routes.js';
import { TodayView } from './today-view.js';
import { DigestWish, Today, TodayCount } from './today.shapes.js';

/** The home screen, for whoever asks. */
@ApiTags('Today')
@Controller('api/today')
export class TodayController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(TodayView) private readonly view: TodayView, @Inject(Digests) private readonly digests: Digests) {}

  /** What waits for the person, what changed since yesterday, what is stuck. */
  @Get()
  @Returns(Today)
  show(@Me() me: SignedIn): Promise<z.infer<typeof Today>> {
    return this.view.of(me);
  }

  @Get('count')
  @Returns(TodayCount)
  async count(@Me() me: SignedIn): Promise<z.infer<typeof TodayCount>> {
    return { count: await this.view.count(me) };
  }

  /** When the person wants the mail of the day. */
  @Get('digest')
  @Returns(DigestWish)
  wish(@Me() me: SignedIn): Promise<z.infer<typeof DigestWish>> {
    return this.digests.wishOf(me.userId);
  }

  @Put('digest')
  @Returns(DigestWish)
  async change(@Body({ schema: DigestWish }) wish: z.infer<typeof DigestWish>, @Me() me: SignedIn): Promise<z.infer<typeof DigestWish>> {
    await this.db.transaction((tx) => this.digests.wish(tx, me.userId, wish));
    return this.digests.wishOf(me.userId);
  }
}
