import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { Clock, sql, type Tx } from '#platform';
import { Alerts } from './alerts/alerts.js';
import { refuseFutureReview } from './permission-review.js';
import { Source } from './source.entity.js';
import { reviewSchema, type ChangedSource, type Review } from './source.schema.js';
import { SourceBusy, SourceChangedMeanwhile, SourceInvalid, SourceNotFound, SourcePermissionRequired } from './sourcing.errors.js';
import { Sources } from './sources.js';

const CHANGEABLE = ['name', 'marketplace', 'recipeId', 'entries', 'cron', 'zone', 'jitterPercent', 'blackouts', 'enabled', 'budget', 'permission', 'wallClockLimitS', 'expectedItems'] as const;
type Changeable = Pick<Source, (typeof CHANGEABLE)[number]>;
/** What decides when it is due: moments that a new timetable had before it was made were nobody's plan. */
const TIMETABLE = ['cron', 'zone', 'blackouts'] as const;

/** Changes of a source that exists, by people who may be several at once. */
@Injectable()
export class SourceChanges {
  constructor(@Inject(Sources) private readonly sources: Sources, @Inject(Audit) private readonly audit: Audit, @Inject(Clock) private readonly clock: Clock, @Inject(Alerts) private readonly alerts: Alerts) {}

  /**
   * Makes a source what a person wants it to be. A run that is under way goes on as it began.
   * @returns names of what really changed; nothing is written when that is nothing.
   * @throws SourceNotFound, SourceChangedMeanwhile, SourceBusy, and whatever `Sources.create` refuses
   */
  async change(tx: Tx, id: string, given: ChangedSource, userId: string): Promise<string[]> {
    const before = await this.held(tx, id);
    const { version, ...wanted } = given;
    if (version !== before.version) throw await this.changedMeanwhile(tx, before, version);
    const after: Changeable = await this.sources.checked(tx, wanted, id);
    if (after.permission && !isDeepStrictEqual(after.permission, before.permission)) refuseFutureReview(after.permission.reviewedOn, await this.clock.now(tx), 'permission.reviewedOn');
    const changed = CHANGEABLE.filter((key) => !isDeepStrictEqual(before[key], after[key]));
    if (changed.length === 0) return [];
    if (hostOf(before) !== hostOf(after)) await this.refuseWhileUnderWay(tx, before);
    const only = (source: Changeable) => Object.fromEntries(changed.map((key) => [key, source[key]]));
    await tx.update(Source, { id }, { ...only(after), version: before.version + 1, ...(TIMETABLE.some((key) => changed.includes(key)) ? { scheduledTo: new Date(), skipMoment: null } : {}) });
    await this.audit.record(tx, { userId, action: 'source.changed', subject: `source ${id}`, before: only(before), after: only(after) });
    if (before.permission?.reviewedOn !== after.permission?.reviewedOn) await this.alerts.recover(tx, id, 'The permission record was changed.', ['review']);
    return changed;
  }

  /**
   * Somebody has read the site's terms again, and the record stands.
   * @throws SourceNotFound; SourcePermissionRequired where there is no record to review; SourceInvalid for a day to come, or before the last review.
   */
  async review(tx: Tx, id: string, given: Review, userId: string): Promise<void> {
    const source = await this.held(tx, id);
    if (!source.permission) throw new SourcePermissionRequired(`${source.name} has no permission record yet. Write one first; it says when the terms were read and by whom.`, { fields: ['permission.basis'] });
    const review = reviewSchema.parse(given);
    refuseFutureReview(review.reviewedOn, await this.clock.now(tx), 'reviewedOn');
    if (review.reviewedOn < source.permission.reviewedOn) throw new SourceInvalid(`The record was reviewed later already: on ${source.permission.reviewedOn} by ${source.permission.reviewer}.`, { fields: ['reviewedOn'] });
    const { reviewedOn, reviewer } = source.permission;
    await tx.update(Source, { id }, { permission: { ...source.permission, ...review }, version: source.version + 1 });
    await this.audit.record(tx, { userId, action: 'source.permission-reviewed', subject: `source ${id}`, before: { reviewedOn, reviewer }, after: review });
    await this.alerts.recover(tx, id, `${review.reviewer} has read the terms again.`, ['review']);
  }

  private async held(tx: Tx, id: string): Promise<Source> {
    await sql(tx, `select from source where id = $1 for update`, [id]);
    const source = await tx.findOneBy(Source, { id });
    if (!source) throw new SourceNotFound('There is no such source.', { sourceId: id });
    return source;
  }

  /** Who was faster, when, and with what: enough to decide whether one's own change still makes sense. */
  private async changedMeanwhile(tx: Tx, { id, name, version }: Source, seen: number): Promise<SourceChangedMeanwhile> {
    const [last] = await sql<{ by: string | null; at: Date; changed: string[] | null }>(tx,
      `select u.name as by, a.at, (select array_agg(key order by key) from jsonb_object_keys(a.after) key) as changed from audit_event a left join app_user u on u.id = a.user_id
       where a.subject = $1 and a.action = any('{source.changed,source.permission-reviewed,source.paused,source.resumed}') order by a.id desc limit 1`, [`source ${id}`]);
    return new SourceChangedMeanwhile(`${last?.by ?? 'Somebody'} changed ${name} while you were editing${last?.changed?.length ? `: ${last.changed.map((key) => WORDS[key] ?? key).join(', ')}` : ''}. Nothing of yours was saved. Look at it as it is now, then make your change again.`,
      { version, seen, changedBy: last?.by ?? null, changedAt: last?.at.toISOString() ?? null, changed: last?.changed ?? [] });
  }

  private async refuseWhileUnderWay(tx: Tx, { id, name }: Source): Promise<void> {
    const [open] = await sql<{ id: string }>(tx, `select id from run where source_id = $1 and state = 'running' limit 1`, [id]);
    if (open) throw new SourceBusy(`A run of ${name} is reading its host right now. Move it to another host when the run has ended.`, { runId: open.id, fields: ['entries.0.url'] });
  }
}

const hostOf = ({ entries: [first] }: Pick<Source, 'entries'>): string => new URL(first!.url).host;
const WORDS: Readonly<Record<string, string>> = {
  name: 'its name', marketplace: 'its marketplace', recipeId: 'its recipe', entries: 'its lists', cron: 'its timetable', zone: 'its time zone', jitterPercent: 'its jitter', blackouts: 'the hours left out', enabled: 'whether it runs by itself',
  budget: 'its budget', permission: 'its permission record', wallClockLimitS: 'its longest run', expectedItems: 'what is expected of a run', reviewedOn: 'the review of its terms', reviewer: 'who reviewed its terms',
};
