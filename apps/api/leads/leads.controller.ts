import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { LeadBoard, LeadOwners, LeadStages } from '#leads';
import { Returns } from '../returns.js';
import { Allow, Me } from '../routes.js';
import { asFilters, Filters } from './lead-filters.js';
import { LeadViews } from './lead-views.js';
import { BoardView, Facets, LeadCard, LeadDetail, LeadPage, StageName, StageTable } from './lead.shapes.js';

const Listing = Filters.extend({
  stage: StageName.optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
const Id = z.uuid('A lead\'s id is a UUID.');
const Move = z.object({ to: StageName, version: z.int().min(1), why: z.string().trim().max(500).optional() }).meta({ id: 'StageMove' });
const Assignment = z.object({ ownerId: z.uuid().nullable(), version: z.int().min(1) }).meta({ id: 'Assignment' });

@ApiTags('Leads')
@Controller('api')
export class LeadsController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(LeadBoard) private readonly board: LeadBoard,
    @Inject(LeadStages) private readonly stages: LeadStages,
    @Inject(LeadOwners) private readonly owners: LeadOwners,
    @Inject(LeadViews) private readonly views: LeadViews,
  ) {}

  /** Which moves a person may make. It changes with the code only: ask once. */
  @Get('stages')
  @Returns(StageTable)
  table(): z.infer<typeof StageTable> {
    return this.views.stageTable();
  }

  /** Every column with its exact count and its best cards. */
  @Get('board')
  @Returns(BoardView)
  async columns(@Query({ schema: Filters }) filters: z.infer<typeof Filters>, @Me() me: SignedIn): Promise<z.infer<typeof BoardView>> {
    return this.views.board(await this.board.board(asFilters(filters, me)));
  }

  /** One page of leads, best first, of one stage or of all. */
  @Get('leads')
  @Returns(LeadPage)
  async page(@Query({ schema: Listing }) listing: z.infer<typeof Listing>, @Me() me: SignedIn): Promise<z.infer<typeof LeadPage>> {
    const { stage, cursor, limit, ...filters } = listing;
    const page = await this.board.page(stage ?? null, asFilters(filters, me), cursor ?? null, limit);
    return { leads: await this.views.cards(page.cards), nextCursor: page.nextCursor };
  }

  /** What the filters can be set to, with how many leads each would show. */
  @Get('leads/facets')
  @Returns(Facets)
  facets(): Promise<z.infer<typeof Facets>> {
    return this.board.facets();
  }

  @Get('leads/:id')
  @Returns(LeadDetail)
  async one(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof LeadDetail>> {
    return this.views.detail(await this.board.one(id));
  }

  /** Moves a lead. 409 `lead-changed` carries what it is now, when somebody else was faster. */
  @Put('leads/:id/stage')
  @Allow('admin', 'lead', 'rep')
  @Returns(LeadCard)
  async move(@Param('id', { schema: Id }) leadId: string, @Body({ schema: Move }) move: z.infer<typeof Move>, @Me() me: SignedIn): Promise<z.infer<typeof LeadCard>> {
    await this.db.transaction((tx) => this.stages.move(tx, { leadId, to: move.to, version: move.version, by: { kind: 'person', userId: me.userId }, why: move.why ?? '' }));
    return this.views.card(await this.board.one(leadId));
  }

  @Put('leads/:id/owner')
  @Allow('admin', 'lead', 'rep')
  @Returns(LeadCard)
  async assign(@Param('id', { schema: Id }) leadId: string, @Body({ schema: Assignment }) to: z.infer<typeof Assignment>, @Me() me: SignedIn): Promise<z.infer<typeof LeadCard>> {
    await this.db.transaction((tx) => this.owners.assign(tx, { leadId, ownerId: to.ownerId, version: to.version, byUserId: me.userId }));
    return this.views.card(await this.board.one(leadId));
  }
}
