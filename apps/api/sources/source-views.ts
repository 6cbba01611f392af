import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Workspaces } from '#access';
import { Clock, CONFIG, version, type Config } from '#platform';
import { nextRuns, PRODUCT_TOKEN, reviewBy, SourceNotFound } from '#sourcing';
import { alertsOf, lastRequestsOf } from '../runs/runs.queries.js';
import type { SourceDetail, SourceView } from './source.shapes.js';
import { forbiddenOf, robotsOf, sourceRows, type SourceRow } from './sources.queries.js';

type View = z.infer<typeof SourceView>;
/** Enough to see how a request is accounted for. */
const LAST_REQUESTS = 12;

/** Sources as people see them: how they do in words, what happens next, by which right. */
@Injectable()
export class SourceViews {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(CONFIG) private readonly config: Config, @Inject(Workspaces) private readonly workspaces: Workspaces, @Inject(Clock) private readonly clock: Clock) {}

  async all(): Promise<View[]> {
    const now = await this.clock.now();
    return (await sourceRows(this.db)).map((row) => viewOf(row, now));
  }

  /** @throws SourceNotFound */
  async one(id: string): Promise<z.infer<typeof SourceDetail>> {
    const [row] = await sourceRows(this.db, id);
    if (!row) throw new SourceNotFound('There is no such source.', { sourceId: id });
    const [now, robots, forbidden, alerts, lastRequests, workspace] = await Promise.all([this.clock.now(), row.kind === 'list' ? null : robotsOf(this.db, row.entries[0]!.url), forbiddenOf(this.db, id), alertsOf(this.db, 'source_id = $1', id), lastRequestsOf(this.db, id, LAST_REQUESTS), this.workspaces.get()]);
    return {
      ...viewOf(row, now), version: row.version, jitterPercent: row.jitterPercent, expectedItems: row.expectedItems, entries: row.entries, settings: { ...row.settings, wallClockLimitS: row.wallClockLimitS }, blackouts: row.blackouts, record: row.record, createdAt: row.createdAt.toISOString(), robots, forbidden,
      circuit: row.circuit, alerts, lastRequests,
      about: { contact: `${this.config.http.publicUrl}/bot`, userAgent: `${PRODUCT_TOKEN}/${version} (+${this.config.http.publicUrl}/bot)`, workspace: workspace?.legalName ?? '' },
    };
  }
}

/** @param now business time: by which a review is due. Schedules follow the machine's clock. */
function viewOf(row: SourceRow, now: Date): View {
  const { entries: _e, blackouts, record, settings, skipMoment, usedToday, circuit: _c, wallClockLimitS: _w, createdAt: _a, version: _v, jitterPercent: _j, expectedItems: _x, ...view } = row;
  const due = record && reviewBy(record);
  const next = row.cron && row.enabled && record ? nextRuns({ cron: row.cron, zone: row.zone, blackouts }, 3, new Date()) : [];
  return {
    ...view, health: healthOf(row), nextRuns: next.map((at) => ({ at: at.toISOString(), skipped: skipMoment?.getTime() === at.getTime() })),
    budget: { usedToday, pagesPerDay: settings.pagesPerDay },
    permission: { state: !due ? 'missing' : Date.parse(due) <= now.getTime() ? 'review-due' : 'valid', reviewedOn: record?.reviewedOn ?? null, reviewBy: due },
  };
}

/** The one thing to know about a source, in words; what stops it comes before what went well. */
export function healthOf({ enabled, cron, record, circuit, lastRun }: Pick<SourceRow, 'enabled' | 'cron' | 'record' | 'circuit' | 'lastRun'>): View['health'] {
  if (circuit) return { level: 'stopped', text: circuit.openUntil ? `Its host is left alone for now: ${circuit.reason}` : `Its host is left alone until a person decides: ${circuit.reason}` };
  if (lastRun?.state === 'quarantined') return { level: 'waits', text: 'The last run is in quarantine and waits for a person. Scores stand on the last good run.' };
  if (!enabled) return { level: 'idle', text: 'Paused: it does not run by itself.' };
  if (cron && !record) return { level: 'waits', text: 'It cannot run by itself: the permission record is missing.' };
  const reason = lastRun?.reason ? ` ${lastRun.reason}` : '';
  switch (lastRun?.state) {
    case undefined: return { level: 'idle', text: 'It has never run.' };
    case 'ok': return { level: 'ok', text: 'Read as expected.' };
    case 'ok_with_warnings': return { level: 'warning', text: `Read, with a warning.${reason}` };
    case 'queued': case 'running': case 'crawled': return { level: 'ok', text: lastRun.state === 'queued' ? 'A run waits for its turn.' : lastRun.state === 'running' ? 'Being read now.' : 'Read; being checked.' };
    case 'stopped_by_robots': return { level: 'stopped', text: `robots.txt stopped it.${reason}` };
    case 'blocked': return { level: 'stopped', text: `The site showed us the door.${reason}` };
    case 'cancelled': return { level: 'idle', text: `The last run was cancelled.${reason}` };
    case 'missed': return { level: 'stopped', text: `A run was missed.${reason}` };
    case 'timed_out': return { level: 'stopped', text: `The last run took too long.${reason}` };
    case 'failed': return { level: 'stopped', text: `The last run failed.${reason}` };
  }
}
