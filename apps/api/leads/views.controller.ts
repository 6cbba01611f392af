import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { SavedViews, type SavedView, type Viewer } from '#leads';
import { Returns } from '../returns.js';
import { Allow, Me, NotAudited, SEES_CONTACTS } from '../routes.js';
import { Filters } from './lead-filters.shapes.js';

const Id = z.uuid('A view\'s id is a UUID.');
const Wanted = z.object({ name: z.string().trim().min(1).max(80), shared: z.boolean(), screen: z.enum(['board', 'list']), filters: Filters });
const ViewCreated = Wanted.extend({ id: Id }).meta({ id: 'ViewCreated' });
const ViewWanted = Wanted.extend({ version: z.int().min(1) }).meta({ id: 'ViewWanted' });
const View = z.object({
  id: z.uuid(), name: z.string(), shared: z.boolean(), screen: z.enum(['board', 'list']), filters: z.record(z.string(), z.unknown()).describe('as the parameters of the board; several values are a list'),
  version: z.int(), by: z.object({ id: z.uuid(), name: z.string() }), mine: z.boolean(), canEdit: z.boolean(),
}).meta({ id: 'SavedView' });
const Views = z.object({ views: z.array(View), defaultId: z.uuid().nullable() }).meta({ id: 'SavedViews' });
const StartsWith = z.object({ viewId: z.uuid().nullable() }).meta({ id: 'StartsWith' });
const Started = z.object({ defaultId: z.uuid().nullable() }).meta({ id: 'StartedWith' });
const Gone = z.object({ ok: z.literal(true) }).meta({ id: 'ViewGone' });
const Seen = z.object({ version: z.coerce.number().int().min(1) });

/** Filters that people keep by name; those that are shared are kept by leads and admins. */
@ApiTags('Views')
@Controller('api/views')
@Allow(...SEES_CONTACTS)
export class ViewsController {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(SavedViews) private readonly views: SavedViews) {}

  /** One's own first, then those that are shared. */
  @Get()
  @Returns(Views)
  async all(@Me() me: SignedIn): Promise<z.infer<typeof Views>> {
    const { views, defaultId } = await this.views.of(this.db, me.userId);
    return { views: views.map((view) => onWire(view, me)), defaultId };
  }

  /** Saves a view under an id that the client made: sent twice, it is saved once. */
  @Post()
  @Returns(View, 201)
  async create(@Body({ schema: ViewCreated }) { id, ...wanted }: z.infer<typeof ViewCreated>, @Me() me: SignedIn): Promise<z.infer<typeof View>> {
    return onWire(await this.db.transaction((tx) => this.views.create(tx, id, wanted, viewer(me))), me);
  }

  /** The view that a person starts with; null: none. */
  @Put('default')
  @NotAudited('where a person likes to start is theirs alone')
  @Returns(Started)
  async start(@Body({ schema: StartsWith }) { viewId }: z.infer<typeof StartsWith>, @Me() me: SignedIn): Promise<z.infer<typeof Started>> {
    await this.db.transaction((tx) => this.views.startWith(tx, viewId, viewer(me)));
    return { defaultId: viewId };
  }

  /** 409 `view-changed` carries the view as it is now. */
  @Put(':id')
  @Returns(View)
  async change(@Param('id', { schema: Id }) id: string, @Body({ schema: ViewWanted }) wanted: z.infer<typeof ViewWanted>, @Me() me: SignedIn): Promise<z.infer<typeof View>> {
    return onWire(await this.db.transaction((tx) => this.views.change(tx, id, wanted, viewer(me))), me);
  }

  @Delete(':id')
  @Returns(Gone)
  async remove(@Param('id', { schema: Id }) id: string, @Query({ schema: Seen }) { version }: z.infer<typeof Seen>, @Me() me: SignedIn): Promise<z.infer<typeof Gone>> {
    await this.db.transaction((tx) => this.views.remove(tx, id, version, viewer(me)));
    return { ok: true };
  }
}

const viewer = (me: SignedIn): Viewer => ({ userId: me.userId, leads: me.role === 'admin' || me.role === 'lead' });
const onWire = (view: SavedView, me: SignedIn): z.infer<typeof View> => {
  const mine = view.by.id === me.userId;
  return { ...view, mine, canEdit: mine ? !view.shared || viewer(me).leads : view.shared && viewer(me).leads };
};
