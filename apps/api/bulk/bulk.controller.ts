import { Body, Controller, Get, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { BulkDesk } from '#leads';
import { asFilters } from '../leads/lead-filters.shapes.js';
import { Returns } from '../returns.js';
import { Allow, Me, SEES_CONTACTS } from '../routes.js';
import { BulkViews } from './bulk-views.js';
import { BulkBody, BulkDecision, BulkDetail, BulkList } from './bulk.shapes.js';

const Id = z.uuid('A bulk action\'s id is a UUID.');

/** One change of many leads: looked at first, made by the worker, stopped or taken back within ten minutes. */
@ApiTags('Bulk changes')
@Controller('api/bulk-actions')
@Allow(...SEES_CONTACTS)
export class BulkController {
  constructor(@Inject(BulkDesk) private readonly desk: BulkDesk, @Inject(BulkViews) private readonly views: BulkViews) {}

  @Get()
  @Returns(BulkList)
  async recent(): Promise<z.infer<typeof BulkList>> {
    return { actions: await this.views.recent() };
  }

  /** Says what a change would do to these leads. Nothing changes; which leads it is about is settled here. At most 50,000. */
  @Post()
  @Allow('admin', 'lead', 'rep')
  @Returns(BulkDetail, 201)
  async preview(@Body({ schema: BulkBody }) { change, leads }: z.infer<typeof BulkBody>, @Me() me: SignedIn): Promise<z.infer<typeof BulkDetail>> {
    if ('ids' in leads) return this.views.one(await this.desk.preview(change, leads, me));
    return this.views.one(await this.desk.preview(change, { filters: asFilters(leads.filters, me.userId) }, me));
  }

  @Get(':id')
  @Returns(BulkDetail)
  one(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof BulkDetail>> {
    return this.views.one(id);
  }

  /** `running` begins it, `cancelled` stops it where it is, `undone` puts back what nobody touched since. A second press changes nothing. */
  @Put(':id/state')
  @Allow('admin', 'lead', 'rep')
  @Returns(BulkDetail)
  async decide(@Param('id', { schema: Id }) id: string, @Body({ schema: BulkDecision }) { to }: z.infer<typeof BulkDecision>, @Me() me: SignedIn): Promise<z.infer<typeof BulkDetail>> {
    if (to === 'running') await this.desk.start(id, me);
    else if (to === 'cancelled') await this.desk.cancel(id, me);
    else await this.desk.undo(id, me);
    return this.views.one(id);
  }
}
