import { Body, Controller, Delete, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { ScoreOverrides, ScorePasses } from '#scoring';
import { Returns } from '../returns.js';
import { Allow, Me, SEES_CONTACTS } from '../routes.js';
import { Override, OverrideWanted } from './scoring.shapes.js';

const Id = z.uuid('A merchant\'s id is a UUID.');

/** Points that a person gives or takes for a while. */
@ApiTags('Scoring')
@Controller('api/merchants/:id/score-override')
export class ScoreOverridesController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(ScoreOverrides) private readonly overrides: ScoreOverrides, @Inject(ScorePasses) private readonly passes: ScorePasses) {}

  @Get()
  @Allow(...SEES_CONTACTS)
  @Returns(Override)
  async show(@Param('id', { schema: Id }) merchantId: string): Promise<z.infer<typeof Override>> {
    const standing = await this.overrides.standing(this.db, merchantId);
    return { override: standing && { ...standing, at: standing.at.toISOString(), expiresAt: standing.expiresAt.toISOString() } };
  }

  /** 1 to 20 points up or down, for at most 60 days. The score follows within seconds. */
  @Put()
  @Allow('admin', 'lead', 'rep')
  @Returns(Override)
  async set(@Param('id', { schema: Id }) merchantId: string, @Body({ schema: OverrideWanted }) { points, reason, expiresAt }: z.infer<typeof OverrideWanted>, @Me() me: SignedIn): Promise<z.infer<typeof Override>> {
    await this.passes.ring(await this.db.transaction((tx) => this.overrides.set(tx, { merchantId, points, reason, expiresAt: new Date(expiresAt), by: me.userId })));
    return this.show(merchantId);
  }

  @Delete()
  @Allow('admin', 'lead', 'rep')
  @Returns(Override)
  async end(@Param('id', { schema: Id }) merchantId: string, @Me() me: SignedIn): Promise<z.infer<typeof Override>> {
    const passId = await this.db.transaction((tx) => this.overrides.end(tx, merchantId, me.userId));
    if (passId) await this.passes.ring(passId);
    return this.show(merchantId);
  }
}
