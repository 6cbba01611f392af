import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { sql } from '#platform';
import { isExit, LeadBoard, LeadOwners, LeadSearch, LeadStages, StageLimits as Limits, type Stage } from '#leads';
import { Returns } from '../returns.js';
import { Allow, Me, SEES_CONTACTS } from '../routes.js';
import { LeadViews } from './lead-views.js';
import { asFilters, Filters } from './lead-filters.shapes.js';
import { BoardView, Facets, LeadCard, LeadDetail, LeadPage, SearchHits, StageLimits, StageLimitsWanted, StageName, StageTable } from './lead.shapes.js';

const Listing = Filters.extend({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
const Searched = z.object({ q: z.string().trim().max(200).default(''), limit: z.coerce.number().int().min(1).max(50).default(20) });
const Id = z.uuid('A lead\'s id is a UUID.');
const Move = z.object({
  to: StageName, version: z.int().min(1), reason: z.string().max(40).optional().describe('of an exit: one of its reasons'), note: z.string().trim().max(500).optional(),
  why: z.string().trim().max(500).optional().describe('words alone: the reason `other` with this note'), reapproachAt: z.iso.datetime().optional().describe('no new lead follows before'),
}).meta({ id: 'StageMove' });
const Assignment = z.object({ ownerId: z.uuid().nullable(), version: z.int().min(1) }).meta({ id: 'Assignment' });

@ApiTags('Leads')
@Controller('api')
export class LeadsController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(LeadBoard) private readonly board: LeadBoard,
    @Inject(LeadSearch) private readonly search: LeadSearch,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(LeadStages) private readonly stages: LeadStages,
    @Inject(LeadOwners) private readonly owners: LeadOwners,
    @Inject(LeadViews) private readonly views: LeadViews,
  ) {}

  /** Which moves a person may make, what an exit's reasons are, and when a stage's leads age. */
  @Get('stages')
  @Returns(StageTable)
  async table(): Promise<z.infer<typeof StageTable>> {
    return this.views.stageTable(await this.limits.clock());
  }

  /** Soft limits: after how many days a lead ages and rots, and how many at once are too many. 409 `stage-limits-changed` carries them as they are. */
  @Put('stages/:stage/limits')
  @Allow('admin', 'lead')
  @Returns(StageLimits)
  limit(@Param('stage', { schema: StageName }) stage: Stage, @Body({ schema: StageLimitsWanted }) wanted: z.infer<typeof StageLimitsWanted>, @Me() me: SignedIn): Promise<z.infer<typeof StageLimits>> {
    return this.db.transaction((tx) => this.limits.change(tx, { stage, ...wanted }, me.userId));
  }

  /** Every column with its exact count and its best cards. */
  @Get('board')
  @Allow(...SEES_CONTACTS)
  @Returns(BoardView)
  async columns(@Query({ schema: Filters }) filters: z.infer<typeof Filters>, @Me() me: SignedIn): Promise<z.infer<typeof BoardView>> {
    return this.views.board(await this.board.board(asFilters(filters, me.userId)));
  }

  /** One page of leads, best first, of one stage or of all. */
  @Get('leads')
  @Allow(...SEES_CONTACTS)
  @Returns(LeadPage)
  async page(@Query({ schema: Listing }) listing: z.infer<typeof Listing>, @Me() me: SignedIn): Promise<z.infer<typeof LeadPage>> {
    const { cursor, limit, ...filters } = listing;
    const { cards, ...page } = await this.board.page(asFilters(filters, me.userId), cursor ?? null, limit);
    return { leads: await this.views.cards(cards), ...page };
  }

  /** One box for everything that a merchant goes by: exact first, names that look alike when little was found. */
  @Get('search')
  @Allow(...SEES_CONTACTS)
  @Returns(SearchHits)
  async find(@Query({ schema: Searched }) { q, limit }: z.infer<typeof Searched>): Promise<z.infer<typeof SearchHits>> {
    const { hits, ...found } = await this.search.find(q, limit);
    const cards = await this.views.cards(hits.map((hit) => hit.lead));
    return { ...found, hits: hits.map(({ match }, at) => ({ match, lead: cards[at]! })) };
  }

  /** What the filters can be set to, with how many leads each would show. */
  @Get('leads/facets')
  @Allow(...SEES_CONTACTS)
  @Returns(Facets)
  async facets(): Promise<z.infer<typeof Facets>> {
    const [facets, offers] = await Promise.all([this.board.facets(), sql<{ id: string; name: string }>(this.db, `select id, name from offer order by name, id`)]);
    return { ...facets, offers };
  }

  @Get('leads/:id')
  @Allow(...SEES_CONTACTS)
  @Returns(LeadDetail)
  async one(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof LeadDetail>> {
    return this.views.detail(await this.board.one(id));
  }

  /** Moves a lead. 409 `lead-changed` carries what it is now, when somebody else was faster; 409 `fields-required` names fields of the team that the stage asks for. */
  @Put('leads/:id/stage')
  @Allow('admin', 'lead', 'rep')
  @Returns(LeadCard)
  async move(@Param('id', { schema: Id }) leadId: string, @Body({ schema: Move }) move: z.infer<typeof Move>, @Me() me: SignedIn): Promise<z.infer<typeof LeadCard>> {
    await this.db.transaction((tx) => this.stages.move(tx, { leadId, to: move.to, version: move.version, by: { kind: 'person', userId: me.userId }, ...saidOf(move) }));
    return this.views.card(leadId);
  }

  @Put('leads/:id/owner')
  @Allow('admin', 'lead', 'rep')
  @Returns(LeadCard)
  async assign(@Param('id', { schema: Id }) leadId: string, @Body({ schema: Assignment }) to: z.infer<typeof Assignment>, @Me() me: SignedIn): Promise<z.infer<typeof LeadCard>> {
    await this.db.transaction((tx) => this.owners.assign(tx, { leadId, ownerId: to.ownerId, version: to.version, byUserId: me.userId }));
    return this.views.card(leadId);
  }
}

/** Words without a reason are something else, for an exit; elsewhere a move has no reason but its words. */
function saidOf({ to, reason, note, why, reapproachAt }: z.infer<typeof Move>): { why: string; reason?: string | undefined; reapproachAt?: Date | undefined } {
  return { why: note ?? why ?? '', reason: reason ?? (isExit(to) && why ? 'other' : undefined), ...(reapproachAt ? { reapproachAt: new Date(reapproachAt) } : {}) };
}
