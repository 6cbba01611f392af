import { z } from 'zod';
import { moment } from '../returns.js';
import { AlertView, PermissionRecord, RequestView, RunView } from '../runs/run.shapes.js';

/** ok: read as expected · warning: read, with something to look at · waits: for a person · stopped: not being read · idle: nothing to say yet. */
const Health = z.object({ level: z.enum(['ok', 'warning', 'waits', 'stopped', 'idle']), text: z.string() }).meta({ id: 'SourceHealth' });
const PermissionState = z.object({ state: z.enum(['missing', 'valid', 'review-due']), reviewedOn: z.string().nullable(), reviewBy: z.string().nullable().describe('ISO date; 180 days after the last review') });

export const SourceView = z.object({
  id: z.uuid(), name: z.string(), kind: z.enum(['crawl', 'list']).describe('list: nobody crawls it, people bring its rows'), marketplace: z.string(), recipe: z.string(), host: z.string().describe('empty for a list'), enabled: z.boolean(), cron: z.string().nullable(), zone: z.string(),
  storefronts: z.int(), health: Health, nextRuns: z.array(z.object({ at: moment(), skipped: z.boolean() })),
  budget: z.object({ usedToday: z.int().describe('pages fetched in the last 24 hours'), pagesPerDay: z.int() }), permission: PermissionState,
  lastRun: RunView.nullable(), lastGood: RunView.nullable().describe('the last accepted run, the last run itself not counted'), openAlerts: z.int(),
}).meta({ id: 'Source' });
export const SourceList = z.object({ sources: z.array(SourceView) }).meta({ id: 'SourceList' });

export const SourceDetail = SourceView.extend({
  version: z.int().describe('sent along with a change; somebody else\'s change in between refuses it with 409 `source-changed`'),
  jitterPercent: z.int(), expectedItems: z.object({ min: z.int(), median: z.int().nullish() }).nullable(),
  entries: z.array(z.object({ url: z.string(), category: z.string(), list: z.string() })),
  settings: z.object({ concurrency: z.int(), minDelayMs: z.int(), jitterMs: z.int(), pagesPerRun: z.int(), pagesPerDay: z.int(), maxBytes: z.int(), retryMs: z.int(), wallClockLimitS: z.int() }),
  blackouts: z.array(z.object({ from: z.string(), to: z.string() })),
  record: PermissionRecord.nullable().describe('the permission record'),
  createdAt: moment(),
  robots: z.object({
    origin: z.string(), status: z.int().nullable(), body: z.string().nullable(), previousBody: z.string().nullable(), fetchedAt: moment(), changedAt: moment().nullable(), acceptedAt: moment().nullable().describe('when a person last said that the sources may go on'),
  }).nullable(),
  forbidden: z.array(z.object({ rule: z.string(), pages: z.int(), example: z.string(), lastAt: moment() })).describe('rules that forbade pages in the last 90 days'),
  circuit: z.object({ host: z.string(), level: z.int(), openUntil: moment().nullable(), reason: z.string(), openedAt: moment() }).nullable().describe('the host showed us the door: until when it is left alone'),
  alerts: z.array(AlertView), lastRequests: z.array(RequestView).describe('latest first; the whole ledger is with each run'),
  about: z.object({ contact: z.string(), userAgent: z.string(), workspace: z.string() }),
}).meta({ id: 'SourceDetail' });
