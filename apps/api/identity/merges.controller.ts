import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { Merging, type MergeField } from '#merchants';
import { Returns } from '../returns.js';
import { Allow, Me, SEES_CONTACTS } from '../routes.js';
import { MergeHistory, MergeMade, MergePreview, MergeWanted } from './merge.shapes.js';
import { MergeViews } from './merge-views.js';

const Id = z.uuid('An id is a UUID.');
const Pair = z.object({ winnerId: Id, loserId: Id });

@ApiTags('Identity')
@Controller('api')
export class MergesController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Merging) private readonly merging: Merging, @Inject(MergeViews) private readonly views: MergeViews) {}

  /** What would happen if two merchants were joined. */
  @Get('merges/preview')
  @Allow(...SEES_CONTACTS)
  @Returns(MergePreview)
  preview(@Query({ schema: Pair }) { winnerId, loserId }: z.infer<typeof Pair>): Promise<z.infer<typeof MergePreview>> {
    return this.views.preview(winnerId, loserId);
  }

  /** Joins two merchants. Can be undone for thirty days. */
  @Post('merges')
  @Allow('admin', 'lead')
  @Returns(MergeMade, 201)
  async merge(@Body({ schema: MergeWanted }) { keep, ...wanted }: z.infer<typeof MergeWanted>, @Me() me: SignedIn): Promise<z.infer<typeof MergeMade>> {
    const sides = Object.fromEntries(Object.entries(keep).filter(([, side]) => side !== undefined)) as Partial<Record<MergeField, 'winner' | 'loser'>>;
    return { id: await this.db.transaction((tx) => this.merging.merge(tx, { ...wanted, keep: sides, byUserId: me.userId })) };
  }

  /** Takes a merge back. Doing it twice is doing it once. */
  @Post('merges/:id/undo')
  @Allow('admin', 'lead')
  @Returns(MergeMade)
  async undo(@Param('id', { schema: Id }) mergeId: string, @Me() me: SignedIn): Promise<z.infer<typeof MergeMade>> {
    await this.db.transaction((tx) => this.merging.undo(tx, { mergeId, byUserId: me.userId }));
    return { id: mergeId };
  }

  @Get('merchants/:id/merges')
  @Allow(...SEES_CONTACTS)
  @Returns(MergeHistory)
  async history(@Param('id', { schema: Id }) merchantId: string): Promise<z.infer<typeof MergeHistory>> {
    const merges = await this.merging.history(this.db, merchantId);
    return { merges: merges.map((one) => ({ ...one, mergedAt: one.mergedAt.toISOString(), undoneAt: one.undoneAt?.toISOString() ?? null, undoableUntil: one.undoableUntil?.toISOString() ?? null })) };
  }
}
