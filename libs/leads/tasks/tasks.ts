import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { Clock, sql, type Tx } from '#platform';
import { LeadNews } from '../lead-news.js';
import { LeadNotFound, OwnerUnknown } from '../leads.errors.js';
import { Timeline } from '../timeline.js';
import { MerchantReplies } from '../waiting/merchant-replies.js';
import { isZone, momentOf, nextDue, type LocalTime, type Repeat } from './local-time.js';
import { TaskChanged, TaskMovedOn, TaskNotFound, ZoneUnknown } from './tasks.errors.js';

export interface TaskPlan {
  readonly title: string;
  readonly ownerId: string;
  /** By the wall clock in `zone`. */
  readonly dueLocal: LocalTime;
  /** IANA time zone; null: the owner's own, else the workspace's. */
  readonly zone: string | null;
  readonly repeat: Repeat | null;
}
export interface TaskView {
  readonly id: string;
  readonly leadId: string;
  readonly title: string;
  readonly owner: { readonly id: string; readonly name: string };
  readonly dueAt: Date;
  readonly dueLocal: LocalTime;
  readonly zone: string;
  readonly repeat: Repeat | null;
  readonly version: number;
  readonly doneAt: Date | null;
  readonly doneBy: string | null;
}

/** Columns of a task, from `task t`, as {@link TaskView}. */
export const TASK = `
  t.id, t.lead_id as "leadId", t.title, json_build_object('id', t.owner_id, 'name', (select name from app_user where id = t.owner_id)) as owner, t.due_at as "dueAt",
  to_char(t.due_local, 'YYYY-MM-DD"T"HH24:MI') as "dueLocal", t.zone, t.repeat, t.version, t.done_at as "doneAt", (select name from app_user where id = t.done_by) as "doneBy"`;

/** What people mean to do about leads, and when. */
@Injectable()
export class Tasks {
  constructor(
    @Inject(Clock) private readonly clock: Clock, @Inject(Audit) private readonly audit: Audit, @Inject(LeadNews) private readonly news: LeadNews,
    @Inject(Timeline) private readonly timeline: Timeline, @Inject(MerchantReplies) private readonly replies: MerchantReplies,
  ) {}

  /** Tasks of a lead and of its merchant's other leads in the region: open ones by due time, then the ten that were done last. */
  async ofLead(on: Tx, leadId: string): Promise<TaskView[]> {
    return sql<TaskView>(on,
      `with these as (select other.id from lead this join lead other on other.merchant_id = this.merchant_id and other.region_id = this.region_id where this.id = $1)
       select * from (
         (select ${TASK} from task t where t.lead_id in (select id from these) and t.cancelled_at is null and t.done_at is null order by t.due_at, t.id limit 50)
         union all
         (select ${TASK} from task t where t.lead_id in (select id from these) and t.cancelled_at is null and t.done_at is not null order by t.done_at desc, t.id limit 10)) shown
       order by "doneAt" is not null, case when "doneAt" is null then "dueAt" end, "doneAt" desc, id`, [leadId]);
  }

  /** Plans a task. The same id again changes nothing. A plan answers a reply that waits. @throws LeadNotFound, OwnerUnknown, ZoneUnknown */
  async add(tx: Tx, { id, leadId, byUserId, ...plan }: TaskPlan & { id: string; leadId: string; byUserId: string }): Promise<TaskView> {
    const [lead] = await sql(tx, `select from lead where id = $1`, [leadId]);
    if (!lead) throw new LeadNotFound('There is no such lead.', { leadId });
    const now = await this.clock.now(tx);
    const zone = await this.zoneOf(tx, plan);
    const added = await sql(tx,
      `insert into task (id, lead_id, owner_id, created_by, title, due_local, zone, due_at, repeat, month_day, series_id, created_at, updated_at) values ($1, $2, $3, $4, $5, $6::timestamp, $7, $8, $9, $10, $1, $11, $11) on conflict (id) do nothing returning id`,
      [id, leadId, plan.ownerId, byUserId, plan.title, plan.dueLocal, zone, momentOf(plan.dueLocal, zone), plan.repeat, dayOfMonth(plan), now]);
    if (added.length > 0) {
      await this.replies.dealtWith(tx, leadId);
      await this.tell(tx, await this.find(tx, id), byUserId, 'planned', now);
    }
    return this.find(tx, id);
  }

  /** Changes what, when, who or how often. @throws TaskNotFound, TaskChanged, OwnerUnknown, ZoneUnknown */
  async edit(tx: Tx, { id, version, byUserId, ...plan }: TaskPlan & { id: string; version: number; byUserId: string }): Promise<TaskView> {
    const before = await this.take(tx, id);
    if (before.version !== version) throw changed(before);
    const zone = await this.zoneOf(tx, plan);
    await sql(tx,
      `update task set owner_id = $2, title = $3, due_local = $4::timestamp, zone = $5, due_at = $6, repeat = $7, month_day = $8, version = version + 1, updated_at = $9 where id = $1`,
      [id, plan.ownerId, plan.title, plan.dueLocal, zone, momentOf(plan.dueLocal, zone), plan.repeat, dayOfMonth(plan), await this.clock.now(tx)]);
    await this.audit.record(tx, { userId: byUserId, action: 'task.edited', subject: `task:${id}`, before: planOf(before), after: { ...plan, zone } });
    this.news.changed(tx, [before.leadId]);
    return this.find(tx, id);
  }

  /** It is done; one that repeats has a next one. Finishing what is finished changes nothing. @throws TaskNotFound, TaskChanged */
  async done(tx: Tx, { id, version, byUserId }: { id: string; version: number; byUserId: string }): Promise<TaskView> {
    const task = await this.take(tx, id);
    if (task.doneAt) return task;
    if (task.version !== version) throw changed(task);
    const now = await this.clock.now(tx);
    await sql(tx, `update task set done_at = $2, done_by = $3, version = version + 1, updated_at = $2 where id = $1`, [id, now, byUserId]);
    if (task.repeat) {
      const [{ day } = { day: null }] = await sql<{ day: number | null }>(tx, `select month_day as day from task where id = $1`, [id]);
      const next = nextDue(task.dueLocal, task.repeat, day ?? 1, task.zone, now);
      await sql(tx,
        `insert into task (lead_id, owner_id, created_by, title, due_local, zone, due_at, repeat, month_day, series_id, occurrence, created_at, updated_at)
         select lead_id, owner_id, created_by, title, $2::timestamp, zone, $3, repeat, month_day, series_id, occurrence + 1, $4, $4 from task where id = $1 on conflict (series_id, occurrence) do nothing`, [id, next, momentOf(next, task.zone), now]);
    }
    const finished = await this.find(tx, id);
    await this.tell(tx, finished, byUserId, 'finished', now);
    return finished;
  }

  /** It is not done after all; the next one of its series goes, unless somebody has touched it. @throws TaskNotFound, TaskMovedOn */
  async reopen(tx: Tx, { id, byUserId }: { id: string; byUserId: string }): Promise<TaskView> {
    const task = await this.take(tx, id);
    if (!task.doneAt) return task;
    const [next] = await sql<{ id: string; version: number }>(tx, `select later.id, later.version from task t join task later on later.series_id = t.series_id and later.occurrence = t.occurrence + 1 where t.id = $1 for update of later`, [id]);
    if (next && next.version > 1) throw new TaskMovedOn('The next one of this series has been changed since. Go on with that one.', { version: task.version });
    if (next) await sql(tx, `delete from task where id = $1`, [next.id]);
    const now = await this.clock.now(tx);
    await sql(tx, `update task set done_at = null, done_by = null, version = version + 1, updated_at = $2 where id = $1`, [id, now]);
    const open = await this.find(tx, id);
    await this.tell(tx, open, byUserId, 'reopened', now);
    return open;
  }

  /** Takes it off the list, and what would have followed with it. Doing it again changes nothing. @throws TaskNotFound, TaskChanged */
  async cancel(tx: Tx, { id, version, byUserId }: { id: string; version: number; byUserId: string }): Promise<void> {
    const [gone] = await sql(tx, `select from task where id = $1 and cancelled_at is not null`, [id]);
    if (gone) return;
    const task = await this.take(tx, id);
    if (task.version !== version) throw changed(task);
    const now = await this.clock.now(tx);
    await sql(tx, `update task set cancelled_at = $2, version = version + 1, updated_at = $2 where id = $1`, [id, now]);
    await this.audit.record(tx, { userId: byUserId, action: 'task.cancelled', subject: `task:${id}`, before: planOf(task) });
    await this.tell(tx, task, byUserId, 'cancelled', now);
  }

  private async tell(tx: Tx, task: TaskView, byUserId: string, what: 'planned' | 'finished' | 'reopened' | 'cancelled', at: Date): Promise<void> {
    const [by] = await sql<{ name: string }>(tx, `select name from app_user where id = $1`, [byUserId]);
    const whose = task.owner.id === byUserId ? '' : ` for ${task.owner.name}`;
    await this.timeline.add(tx, [{ leadId: task.leadId, kind: 'task', summary: `${by?.name ?? 'Somebody'} ${what} a task${whose}: ${task.title}`, data: { taskId: task.id, what, dueAt: task.dueAt, byUserId }, at }]);
  }

  private async zoneOf(tx: Tx, { ownerId, zone }: TaskPlan): Promise<string> {
    if (zone !== null && !isZone(zone)) throw new ZoneUnknown(`${zone} is no time zone. Use a name such as Europe/Berlin.`, { fields: ['zone'] });
    const [owner] = await sql<{ zone: string }>(tx,
      `select coalesce((select zone from digest_setting where user_id = u.id), (select zone from workspace), 'UTC') as zone from app_user u where u.id = $1 and u.disabled_at is null`, [ownerId]);
    if (!owner) throw new OwnerUnknown('There is no such person to give this task to.', { fields: ['ownerId'] });
    return zone ?? owner.zone;
  }

  private async take(tx: Tx, id: string): Promise<TaskView> {
    const [row] = await sql(tx, `select from task where id = $1 and cancelled_at is null for update`, [id]);
    if (!row) throw new TaskNotFound('This task is not there any more.', { id });
    return this.find(tx, id);
  }

  private async find(tx: Tx, id: string): Promise<TaskView> {
    return (await sql<TaskView>(tx, `select ${TASK} from task t where t.id = $1`, [id]))[0]!;
  }
}

const dayOfMonth = ({ repeat, dueLocal }: TaskPlan): number | null => (repeat === 'monthly' ? Number(dueLocal.slice(8, 10)) : null);
const planOf = ({ title, owner, dueLocal, zone, repeat }: TaskView) => ({ title, ownerId: owner.id, dueLocal, zone, repeat });
const changed = (task: TaskView): TaskChanged => new TaskChanged('Somebody changed this task meanwhile. Look at it again.', { version: task.version, title: task.title, dueAt: task.dueAt.toISOString(), done: task.doneAt !== null });
