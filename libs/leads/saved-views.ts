import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Audit } from '#access';
import { Clock, sql, type Tx } from '#platform';
import { ViewChanged, ViewNameTaken, ViewNotFound, ViewNotYours } from './leads.errors.js';

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly shared: boolean;
  readonly screen: 'board' | 'list';
  readonly filters: Record<string, unknown>;
  readonly version: number;
  readonly by: { readonly id: string; readonly name: string };
}
export type ViewWanted = Pick<SavedView, 'name' | 'shared' | 'screen' | 'filters'>;
/** Who asks; a shared view is the business of those who lead. */
export interface Viewer {
  readonly userId: string;
  readonly leads: boolean;
}

const VIEW = `v.id, v.name, v.shared, v.screen, v.filters, v.version, json_build_object('id', u.id, 'name', u.name) as by`;

/** Filters that people keep by name, for themselves or for everybody. */
@Injectable()
export class SavedViews {
  constructor(@Inject(Clock) private readonly clock: Clock, @Inject(Audit) private readonly audit: Audit) {}

  /** One's own, then those that are shared, each by name. */
  async of(on: Tx | DataSource, userId: string): Promise<{ views: SavedView[]; defaultId: string | null }> {
    const views = await sql<SavedView & { first: boolean }>(on, `select ${VIEW}, d.user_id is not null as first from saved_view v join app_user u on u.id = v.owner_id left join saved_view_default d on d.view_id = v.id and d.user_id = $1
      where v.shared or v.owner_id = $1 order by v.owner_id <> $1, lower(v.name), v.id`, [userId]);
    return { views: views.map(({ first: _, ...view }) => view), defaultId: views.find((view) => view.first)?.id ?? null };
  }

  /** Saving the same id again is saving it once. @throws ViewNotYours, ViewNameTaken */
  async create(tx: Tx, id: string, wanted: ViewWanted, by: Viewer): Promise<SavedView> {
    if (wanted.shared && !by.leads) throw new ViewNotYours('Only leads and admins share views. Save it for yourself.');
    const rows = await this.named(async () => sql(tx,
      `insert into saved_view (id, owner_id, name, shared, screen, filters, created_at, updated_at) select $1, $2, $3, $4, $5, $6, $7, $7 on conflict (id) do nothing returning id`,
      [id, by.userId, wanted.name, wanted.shared, wanted.screen, JSON.stringify(wanted.filters), await this.clock.now(tx)]));
    const view = await this.find(tx, id, by);
    if (rows.length > 0) await this.audit.record(tx, { userId: by.userId, action: 'view.saved', subject: id, after: wanted });
    return view;
  }

  /** @throws ViewNotFound, ViewNotYours, ViewChanged with the view as it is now, ViewNameTaken */
  async change(tx: Tx, id: string, { version, ...wanted }: ViewWanted & { version: number }, by: Viewer): Promise<SavedView> {
    const before = await this.find(tx, id, by, true);
    if (wanted.shared && !by.leads) throw new ViewNotYours('Only leads and admins share views. Save a copy for yourself.');
    if (before.version !== version) throw new ViewChanged('Somebody has changed this view meanwhile.', { ...before });
    await this.named(async () => sql(tx, `update saved_view set name = $2, shared = $3, screen = $4, filters = $5, version = version + 1, updated_at = $6 where id = $1 returning id`,
      [id, wanted.name, wanted.shared, wanted.screen, JSON.stringify(wanted.filters), await this.clock.now(tx)]));
    // Nobody else starts with a view that they can no longer see.
    if (!wanted.shared) await sql(tx, `delete from saved_view_default where view_id = $1 and user_id <> $2`, [id, before.by.id]);
    const after = await this.find(tx, id, by);
    await this.audit.record(tx, { userId: by.userId, action: 'view.changed', subject: id, before, after });
    return after;
  }

  /** Deleting what is gone changes nothing. @throws ViewNotYours, ViewChanged */
  async remove(tx: Tx, id: string, version: number, by: Viewer): Promise<void> {
    const [there] = await sql(tx, `select from saved_view where id = $1`, [id]);
    if (!there) return;
    const before = await this.find(tx, id, by, true);
    if (before.version !== version) throw new ViewChanged('Somebody has changed this view meanwhile.', { ...before });
    await sql(tx, `delete from saved_view where id = $1`, [id]);
    await this.audit.record(tx, { userId: by.userId, action: 'view.deleted', subject: id, before });
  }

  /** @param viewId null: none. @throws ViewNotFound */
  async startWith(tx: Tx, viewId: string | null, by: Viewer): Promise<void> {
    if (viewId === null) { await sql(tx, `delete from saved_view_default where user_id = $1`, [by.userId]); return; }
    const [seen] = await sql(tx, `select from saved_view where id = $1 and (shared or owner_id = $2)`, [viewId, by.userId]);
    if (!seen) throw new ViewNotFound('There is no such view. It may have been deleted.');
    await sql(tx, `insert into saved_view_default (user_id, view_id) values ($1, $2) on conflict (user_id) do update set view_id = excluded.view_id`, [by.userId, viewId]);
  }

  /** To change: somebody else's own view does not exist for you. */
  private async find(tx: Tx, id: string, by: Viewer, lock = false): Promise<SavedView> {
    const [view] = await sql<SavedView>(tx, `select ${VIEW} from saved_view v join app_user u on u.id = v.owner_id where v.id = $1${lock ? ' for update of v' : ''}`, [id]);
    if (!view || (!view.shared && view.by.id !== by.userId)) throw new ViewNotFound('There is no such view. It may have been deleted.');
    if (view.by.id !== by.userId && !by.leads) throw new ViewNotYours('This view is shared; only leads and admins change it. Save a copy for yourself.');
    return view;
  }

  private async named<Row>(write: () => Promise<Row[]>): Promise<Row[]> {
    try {
      return await write();
    } catch (error) {
      if ((error as { driverError?: { constraint?: string } }).driverError?.constraint === 'saved_view_name_idx') throw new ViewNameTaken('There is a view of this name already. Choose another name.', { fields: ['name'] });
      throw error;
    }
  }
}
