import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '#access';
import { Clock, sql, type Tx } from '#platform';
import { LeadOwners } from '../lead-owners.js';
import { LeadNotFound } from '../leads.errors.js';
import { addWorkdays } from '../tasks/local-time.js';
import { Timeline } from '../timeline.js';
import { HandOverChanged, HandOverNeedless, HandOverNotFound, HandOverNotYours } from './hand-over.errors.js';
import type { HandOverState } from './waiting.entity.js';

/** Workdays that an owner has to answer. */
export const HAND_OVER_WORKDAYS = 2;

export interface HandOverView {
  readonly id: string;
  readonly leadId: string;
  readonly askedBy: { readonly id: string; readonly name: string };
  readonly note: string;
  readonly state: HandOverState;
  readonly version: number;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly answer: string;
}

export const HAND_OVER = `
  h.id, h.lead_id as "leadId", json_build_object('id', h.asked_by, 'name', (select name from app_user where id = h.asked_by)) as "askedBy", h.note, h.state, h.version,
  h.asked_at as "askedAt", h.expires_at as "expiresAt", h.answer`;

/** One voice (FEATURES W4): who wants to write to a colleague's merchant asks for the lead first. */
@Injectable()
export class HandOverRequests {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(LeadOwners) private readonly owners: LeadOwners,
    @Inject(Timeline) private readonly timeline: Timeline, @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Requests that wait for an answer, oldest first. */
  async open(on: Tx, leadId: string): Promise<HandOverView[]> {
    return sql<HandOverView>(on, `select ${HAND_OVER} from hand_over_request h where h.lead_id = $1 and h.state = 'open' order by h.asked_at, h.id`, [leadId]);
  }

  /** Asks the owner. Asking again while it waits changes nothing. @throws LeadNotFound, HandOverNeedless */
  async ask(tx: Tx, { id, leadId, userId, note }: { id: string; leadId: string; userId: string; note: string }): Promise<HandOverView> {
    const [lead] = await sql<{ ownerId: string | null; owner: string; zone: string }>(tx,
      `select l.owner_id as "ownerId", o.name as owner, coalesce((select zone from workspace), 'UTC') as zone from lead l left join app_user o on o.id = l.owner_id where l.id = $1 and l.closed_at is null for no key update of l`, [leadId]);
    if (!lead) throw new LeadNotFound('There is no such open lead.', { leadId });
    if (lead.ownerId === null) throw new HandOverNeedless('Nobody has this lead. Take it yourself.', { ownerId: null });
    if (lead.ownerId === userId) throw new HandOverNeedless('This lead is yours already.', { ownerId: userId });
    const now = await this.clock.now(tx);
    const made = await sql(tx,
      `insert into hand_over_request (id, lead_id, asked_by, owner_id, note, asked_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
      [id, leadId, userId, lead.ownerId, note, now, addWorkdays(now, HAND_OVER_WORKDAYS, lead.zone)]);
    if (made.length > 0) await this.tell(tx, leadId, userId, `asked ${lead.owner} for this lead${note ? `: ${note}` : ''}`, { requestId: id, state: 'open' }, now);
    const [request] = await sql<HandOverView>(tx, `select ${HAND_OVER} from hand_over_request h where h.lead_id = $1 and h.asked_by = $2 order by h.state = 'open' desc, h.asked_at desc limit 1`, [leadId, userId]);
    return request!;
  }

  /**
   * Gives the lead to who asked, or says why not. Owner and answer change together.
   * @param decides the answerer may decide for any owner (admin, growth lead). @throws HandOverNotFound, HandOverNotYours, HandOverChanged
   */
  async answer(tx: Tx, { id, version, accept, answer, userId, decides }: { id: string; version: number; accept: boolean; answer: string; userId: string; decides: boolean }): Promise<HandOverView> {
    const { request, lead } = await this.take(tx, id);
    const state = accept ? 'accepted' : 'declined';
    if (request.state === state && request.version === version + 1) return request;
    if (lead.ownerId !== userId && !decides) throw new HandOverNotYours('Only who has the lead, a growth lead or an admin can answer this.', {});
    if (request.state !== 'open' || request.version !== version) throw new HandOverChanged(`This request is ${request.state} already.`, { state: request.state, version: request.version });
    const now = await this.clock.now(tx);
    await sql(tx, `update hand_over_request set state = $2, version = version + 1, answered_at = $3, answered_by = $4, answer = $5 where id = $1`, [id, state, now, userId, answer]);
    await this.audit.record(tx, { userId, action: `hand-over.${state}`, subject: `lead:${request.leadId}`, before: { ownerId: lead.ownerId }, after: { ownerId: accept ? request.askedBy.id : lead.ownerId, requestId: id } });
    await this.tell(tx, request.leadId, userId, `${accept ? 'handed this lead over to' : 'kept this lead from'} ${request.askedBy.name}${answer ? `: ${answer}` : ''}`, { requestId: id, state }, now);
    if (accept) {
      await this.owners.assign(tx, { leadId: request.leadId, ownerId: request.askedBy.id, version: lead.version, byUserId: userId });
      await sql(tx, `update hand_over_request set state = 'moot', version = version + 1, answered_at = $2 where lead_id = $1 and state = 'open'`, [request.leadId, now]);
    }
    return (await this.take(tx, id)).request;
  }

  /** The asker does not want it any more. Again changes nothing. @throws HandOverNotFound, HandOverNotYours, HandOverChanged */
  async withdraw(tx: Tx, { id, userId }: { id: string; userId: string }): Promise<void> {
    const { request } = await this.take(tx, id);
    if (request.askedBy.id !== userId) throw new HandOverNotYours('Only who asked can take it back.', {});
    if (request.state === 'withdrawn') return;
    if (request.state !== 'open') throw new HandOverChanged(`This request is ${request.state} already.`, { state: request.state, version: request.version });
    const now = await this.clock.now(tx);
    await sql(tx, `update hand_over_request set state = 'withdrawn', version = version + 1, answered_at = $2, seen_at = $2 where id = $1`, [id, now]);
    await this.tell(tx, request.leadId, userId, 'took back the request for this lead', { requestId: id, state: 'withdrawn' }, now);
  }

  /** The asker has read the answers on a lead. */
  async seen(tx: Tx, { leadId, userId }: { leadId: string; userId: string }): Promise<number> {
    return (await sql(tx, `update hand_over_request set seen_at = $3 where lead_id = $1 and asked_by = $2 and seen_at is null and state in ('accepted', 'declined', 'expired') returning id`, [leadId, userId, await this.clock.now(tx)])).length;
  }

  /** Ends requests that nobody answered in time, and those whose lead has left the funnel or is the asker's by now. @returns how many. */
  async expireDue(): Promise<number> {
    return this.db.transaction(async (tx) => {
      const now = await this.clock.now(tx);
      const ended = await sql<{ leadId: string; id: string; state: HandOverState; asker: string }>(tx,
        `update hand_over_request h set state = case when l.closed_at is null and l.owner_id is distinct from h.asked_by then 'expired' else 'moot' end, version = h.version + 1, answered_at = $1
           from lead l where l.id = h.lead_id and h.id in (
             select o.id from hand_over_request o join lead ol on ol.id = o.lead_id where o.state = 'open' and (o.expires_at <= $1 or ol.closed_at is not null or ol.owner_id = o.asked_by) order by o.expires_at limit 200 for update of o skip locked)
         returning h.lead_id as "leadId", h.id, h.state, (select name from app_user where id = h.asked_by) as asker`, [now]);
      await this.timeline.add(tx, ended.filter((one) => one.state === 'expired').map((one) => ({ leadId: one.leadId, kind: 'hand-over', summary: `Nobody answered ${one.asker}, who asked for this lead`, data: { requestId: one.id, state: one.state }, at: now })));
      return ended.length;
    });
  }

  /** Lead first, then request: as everybody who changes owners. */
  private async take(tx: Tx, id: string): Promise<{ request: HandOverView; lead: { ownerId: string | null; version: number } }> {
    const [lead] = await sql<{ ownerId: string | null; version: number }>(tx, `select l.owner_id as "ownerId", l.version from lead l join hand_over_request h on h.lead_id = l.id where h.id = $1 for no key update of l`, [id]);
    const [request] = await sql<HandOverView>(tx, `select ${HAND_OVER} from hand_over_request h where h.id = $1 for update`, [id]);
    if (!lead || !request) throw new HandOverNotFound('There is no such request.', { id });
    return { request, lead };
  }

  private async tell(tx: Tx, leadId: string, userId: string, what: string, data: Record<string, unknown>, at: Date): Promise<void> {
    const [by] = await sql<{ name: string }>(tx, `select name from app_user where id = $1`, [userId]);
    await this.timeline.add(tx, [{ leadId, kind: 'hand-over', summary: `${by!.name} ${what}`, data: { ...data, byUserId: userId }, at }]);
  }
}
