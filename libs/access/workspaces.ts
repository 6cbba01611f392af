import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { AlreadySetUp } from './access.errors.js';
import { Audit } from './audit.js';
import { Region } from './region.entity.js';
import { Users, type NewUser } from './users.js';
import { Workspace } from './workspace.entity.js';

export interface NewWorkspace {
  readonly name: string;
  readonly legalName: string;
  readonly postalAddress: string;
  readonly zone: string;
  readonly currency: string;
}

/** Names this very database: a dump that is restored, or a clone, has another oid or stands in another cluster. */
const IDENTITY = `(select system_identifier::text from pg_control_system()) || '/' || (select oid::text from pg_database where datname = current_database())`;

@Injectable()
export class Workspaces {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Users) private readonly users: Users,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /**
   * The workspace, or null before the first-run set-up. In a database that was restored or cloned from an armed one `armedAt`
   * is null: a copy must not send until somebody arms it.
   */
  async get(on: Tx = this.db.manager): Promise<Workspace | null> {
    const workspace = await on.findOneBy(Workspace, { id: true });
    if (!workspace?.armedAt) return workspace;
    const [here] = await sql<{ identity: string }>(on, `select ${IDENTITY} as identity`);
    return here!.identity === workspace.armedFor ? workspace : Object.assign(workspace, { armedAt: null });
  }

  /**
   * First-run set-up: the workspace, its first region and its first admin, in the caller's transaction.
   * @throws AlreadySetUp when there is a workspace; the single row decides between two who try at once.
   */
  async setUp(tx: Tx, workspace: NewWorkspace, admin: Omit<NewUser, 'role'>): Promise<{ userId: string }> {
    const made = await sql(tx,
      `insert into workspace (name, legal_name, postal_address, zone, currency) values ($1, $2, $3, $4, $5) on conflict do nothing returning id`,
      [workspace.name, workspace.legalName, workspace.postalAddress, workspace.zone, workspace.currency]);
    if (made.length === 0) throw new AlreadySetUp('This installation is set up already. Sign in instead.');
    await tx.save(Region, tx.create(Region, { name: 'Everywhere', countries: [] }));
    const user = await this.users.create(tx, { ...admin, role: 'admin' });
    await this.audit.record(tx, { userId: user.id, action: 'workspace.set-up', subject: 'workspace', after: workspace });
    return { userId: user.id };
  }

  /** Leaves or enters test mode. Live mail leaves the house only while armed. */
  async arm(tx: Tx, armed: boolean, userId: string): Promise<void> {
    const [row] = await sql<{ armed: boolean }>(tx,
      `update workspace set armed_at = case when $1 then clock_timestamp() end, armed_for = case when $1 then ${IDENTITY} end returning armed_at is not null as armed`, [armed]);
    await this.audit.record(tx, { userId, action: armed ? 'sending.armed' : 'sending.disarmed', subject: 'workspace', after: { armed: row?.armed ?? false } });
  }
}
