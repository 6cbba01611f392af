import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { missingFieldsSql, Suppressions } from '#merchants';
import { businessNowSql, Outbox, sql, type Tx } from '#platform';
import { OurSellers } from '#scoring';
import { LeadNews } from './lead-news.js';
import { AddressRequired, FieldsRequired, LeadChanged, LeadNotFound, ReasonRequired, ReasonUnknown, StageMoveNotAllowed } from './leads.errors.js';
import { LeadQueued } from './leads.events.js';
import { LOST_REASONS, type LostReason } from './lost-reasons.js';
import { allowedMoves, isExit, mayMove, STAGE_LABELS, STAGE_NEEDS, stagesBefore, stagesUpTo, type Stage } from './stages.js';

/** Who moves a lead. `userId` only for a person. */
export interface Actor {
  readonly kind: 'person' | 'rule' | 'merchant' | 'system';
  readonly userId?: string;
}
export interface LeadRow {
  readonly id: string;
  readonly merchantId: string;
  readonly stage: Stage;
  readonly stageSince: Date;
  readonly version: number;
  readonly ownerId: string | null;
}
export interface StageMoveWanted {
  readonly leadId: string;
  readonly to: Stage;
  /** The version that the mover saw. */
  readonly version: number;
  readonly by: Actor;
  readonly why: string;
  /** Of an exit: a code of {@link LOST_REASONS} for that stage; then `why` is the note to it. */
  readonly reason?: string | undefined;
  /** When the merchant may be asked again, business time; else the reason's own time, else the cool-down. */
  readonly reapproachAt?: Date | undefined;
}
/** What an exit is remembered by, beside its words. */
interface Closing {
  readonly code: string | null;
  readonly reapproachAt: Date | null;
  /** From now; where no moment is named. */
  readonly reapproachDays: number | null;
}
const NO_CLOSING: Closing = { code: null, reapproachAt: null, reapproachDays: null };

/** Moves leads through the funnel: every move by the table, with history, news and what follows from it, in the caller's transaction. */
@Injectable()
export class LeadStages {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Suppressions) private readonly suppressions: Suppressions,
    @Inject(LeadNews) private readonly news: LeadNews,
    @Inject(OurSellers) private readonly ours: OurSellers,
  ) {}

  /**
   * Moves those of the leads that may go there; the others stay as they are, so doing it twice is doing it once.
   * @returns ids of the leads that moved.
   */
  async advance(tx: Tx, leadIds: readonly string[], to: Stage, by: Actor, why: string): Promise<string[]> {
    return (await this.shift(tx, leadIds, to, by, why, NO_CLOSING)).map((lead) => lead.id);
  }

  /**
   * Moves one lead that somebody looked at. Moving it where it is changes nothing.
   * A refusal that something is missing names it in `details.missing`: `reason`, `note` or `address`, or the labels of custom fields.
   * Custom fields are asked of people alone: a rule, a mail or a merchant's word must never wait for somebody to fill in a form.
   * @throws LeadNotFound, LeadChanged, StageMoveNotAllowed, ReasonRequired, ReasonUnknown, AddressRequired, FieldsRequired
   */
  async move(tx: Tx, { leadId, to, version, by, why, reason, reapproachAt }: StageMoveWanted): Promise<LeadRow> {
    const lead = await this.hold(tx, leadId, to);
    if (lead.version !== version) throw new LeadChanged(`This lead is now in ${STAGE_LABELS[lead.stage]}; look again before you move it.`, { stage: lead.stage, version: lead.version });
    if (lead.stage === to) return lead;
    if (!mayMove(lead.stage, to)) throw new StageMoveNotAllowed(`A lead in ${STAGE_LABELS[lead.stage]} cannot go to ${STAGE_LABELS[to]}.`, { from: lead.stage, to, allowed: allowedMoves(lead.stage), missing: [] });
    if (STAGE_NEEDS[to] === 'reason' && reason === undefined && why.trim() === '') throw new ReasonRequired(`${STAGE_LABELS[to]} needs a reason.`, { fields: ['reason'], missing: ['reason'] });
    if (STAGE_NEEDS[to] === 'address' && !lead.reachable) throw new AddressRequired(`${STAGE_LABELS[to]} needs a mail address; none is known for this merchant.`, { from: lead.stage, to, missing: ['address'] });
    if (by.kind === 'person' && lead.asked) await this.refuseWithoutFields(tx, lead, to);
    const lost = isExit(to) && reason !== undefined ? lostFor(to, reason, why.trim()) : null;
    const words = lost ? [lost.label, why.trim()].filter((text) => text !== '' && text !== 'Something else').join(': ') : why.trim();
    const closing = lost ? { code: lost.code, reapproachAt: reapproachAt ?? null, reapproachDays: lost.reapproachDays } : NO_CLOSING;
    const [moved] = await this.shift(tx, [leadId], to, by, words || 'moved by hand', closing);
    if (!moved) return lead;
    if (by.kind === 'person') await this.audit.record(tx, { userId: by.userId ?? null, action: 'lead.moved', subject: `lead:${leadId}`, before: { stage: lead.stage, version }, after: { stage: to, version: moved.version, why: words } });
    return moved;
  }

  /**
   * Lets open leads sleep until a date: no pick takes them before. A move wakes them, and so does a reply.
   * @param why who wants it so, and what to say when it is back.
   */
  async snooze(tx: Tx, leadIds: readonly string[], until: Date, { by, note }: { by: Actor; note: string } = { by: { kind: 'system' }, note: '' }): Promise<void> {
    const slept = await sql<{ id: string }>(tx,
      `with business as materialized (select ${businessNowSql('$3')} as now),
       slept as (update lead set snoozed_until = $2, version = version + 1, updated_at = (select now from business) where id = any($1::uuid[]) and closed_at is null returning id),
       kept as (
         insert into lead_snooze (lead_id, until, by_kind, by_user_id, note, at) select id, $2, $4, $5, $6, (select now from business) from slept
         on conflict (lead_id) where ended_at is null do update set until = excluded.until, by_kind = excluded.by_kind, by_user_id = excluded.by_user_id, note = excluded.note, at = excluded.at, woke_at = null)
       select id from slept`, [leadIds, until, new Date(), by.kind, by.userId ?? null, note]);
    this.news.changed(tx, slept.map((lead) => lead.id));
  }

  private async shift(tx: Tx, leadIds: readonly string[], to: Stage, by: Actor, why: string, closing: Closing): Promise<LeadRow[]> {
    if (leadIds.length === 0) return [];
    // Locked in one order, so that two sets that overlap wait for each other instead of deadlocking; NO KEY, so that a new
    // line on a lead's timeline does not have to wait.
    const moved = await sql<LeadRow>(tx,
      `with business as materialized (select ${businessNowSql('$4')} as now),
       target as materialized (
         select id, stage from lead where id = any($1::uuid[]) and stage = any($2) and closed_at is null and ($7::boolean is false or reachable) order by id for no key update),
       moved as (
         update lead set stage = $3, stage_since = now, version = version + 1, updated_at = now, snoozed_until = null, waits_since = case when $5 or $8 = 'person' then null else waits_since end, closed_at = case when $5 then now end, close_reason = case when $5 then $6::text end,
                close_code = $10, reapproach_at = coalesce($11::timestamptz, now + $12::int * interval '24 hours')
           from target, business where lead.id = target.id returning lead.id, lead.merchant_id, lead.owner_id, lead.version, target.stage as from_stage, now),
       awake as (update lead_snooze s set ended_at = now, ended_why = 'moved' from moved where s.lead_id = moved.id and s.ended_at is null),
       history as (
         insert into stage_move (lead_id, from_stage, to_stage, by_kind, by_user_id, why, version, at) select id, from_stage, $3, $8, $9, $6, version, now from moved order by id)
       select id, merchant_id as "merchantId", $3::text as stage, now as "stageSince", version, owner_id as "ownerId" from moved order by id`,
      [leadIds, stagesBefore(to), to, new Date(), isExit(to), why, STAGE_NEEDS[to] === 'address', by.kind, by.userId ?? null, closing.code, closing.reapproachAt, closing.reapproachDays]);
    await this.follow(tx, moved, to, by, why);
    return moved;
  }

  private async refuseWithoutFields(tx: Tx, lead: LeadRow, to: Stage): Promise<void> {
    const fields = await sql<{ key: string; label: string }>(tx, `select f.key, f.label ${missingFieldsSql('$1::uuid', '$2')} order by f.place, f.key`, [lead.merchantId, stagesUpTo(to)]);
    if (fields.length === 0) return;
    const labels = fields.map((field) => field.label);
    throw new FieldsRequired(`${STAGE_LABELS[to]} needs a value of ${labels.map((label) => `“${label}”`).join(', ')}. Fill ${labels.length > 1 ? 'them' : 'it'} in on the merchant’s page, then move the lead.`,
      { from: lead.stage, to, keys: fields.map((field) => field.key), missing: labels });
  }

  /** The lead, which nobody else moves until the transaction ends, and whether any field of the team is asked for on the way to `to`. */
  private async hold(tx: Tx, leadId: string, to: Stage): Promise<LeadRow & { reachable: boolean; asked: boolean }> {
    const [lead] = await sql<LeadRow & { reachable: boolean; asked: boolean }>(tx,
      `select id, merchant_id as "merchantId", stage, stage_since as "stageSince", version, owner_id as "ownerId", reachable,
              exists (select from custom_field f where f.required_from = any($2::text[])) as asked from lead where id = $1 for no key update`, [leadId, stagesUpTo(to)]);
    if (!lead) throw new LeadNotFound('There is no such lead.', { leadId });
    return lead;
  }

  /** A queued lead is told of; one that must not be contacted blocks its merchant, whatever happens to the lead later. */
  private async follow(tx: Tx, moved: readonly LeadRow[], to: Stage, by: Actor, why: string): Promise<void> {
    if (moved.length === 0) return;
    const at = moved[0]!.stageSince;
    this.news.changed(tx, moved.map((lead) => lead.id));
    if (to === 'queued') await this.outbox.publish(tx, ...moved.map((lead) => LeadQueued({ leadId: lead.id, merchantId: lead.merchantId })));
    if (to === 'activated') await this.ours.add(tx, moved.map((lead) => lead.merchantId), at);
    if (to !== 'do_not_contact') return;
    for (const lead of moved) await this.suppressions.add(tx, { scope: 'merchant', merchantId: lead.merchantId, reason: by.kind === 'merchant' ? 'opt_out' : 'manual', evidence: { leadId: lead.id, why, by: by.userId ?? by.kind }, at });
  }
}

function lostFor(to: Stage, code: string, note: string): LostReason {
  const reasons = LOST_REASONS[to as keyof typeof LOST_REASONS];
  const reason = reasons.find((one) => one.code === code);
  if (!reason) throw new ReasonUnknown(`"${code}" is no reason for ${STAGE_LABELS[to]}. Choose one of ${reasons.map((one) => one.code).join(', ')}.`, { fields: ['reason'] });
  if (reason.noteRequired && note === '') throw new ReasonRequired('Say in a few words what the reason is.', { fields: ['note'], missing: ['note'] });
  return reason;
}
