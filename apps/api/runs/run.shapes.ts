import { z } from 'zod';
import { RUN_STATES } from '#sourcing';
import { moment } from '../returns.js';

export const RunStateName = z.enum(RUN_STATES).meta({ id: 'RunState' });
const Counts = z.record(z.string(), z.number());

export const RunView = z.object({
  id: z.uuid(), sourceId: z.uuid(), source: z.string(), marketplace: z.string(), state: RunStateName, trigger: z.string(), occasion: z.string(),
  counts: Counts, businessAt: moment(), queuedAt: moment(), startedAt: moment().nullable(), finishedAt: moment().nullable(), reason: z.string().nullable(),
  items: z.int().nullable().describe('places read, advertised ones included; null until the gate has measured'),
  coverage: z.number().nullable().describe('0 to 1: fields read of fields asked for; null until the gate has measured'),
}).meta({ id: 'Run' });
export const RunList = z.object({ runs: z.array(RunView), nextCursor: z.string().nullable() }).meta({ id: 'RunList' });

export const GateView = z.object({
  gate: z.string(), field: z.string().optional(), measured: z.number(), limit: z.number(), ok: z.boolean(), warning: z.boolean().optional(), text: z.string(),
}).meta({ id: 'Gate' });

export const CaptureKind = z.enum(['html', 'screenshot', 'console']);
export const CaptureView = z.object({
  id: z.string(), kind: CaptureKind, pageId: z.string(), url: z.string(), pageKind: z.string(), pageState: z.string(), list: z.string().nullable(), bytes: z.int(), at: moment(), expiresAt: moment().nullable(),
}).meta({ id: 'Capture' });
export const CaptureList = z.object({ captures: z.array(CaptureView), lastGood: z.array(CaptureView).describe('screenshots of the last good run, to be held beside these') }).meta({ id: 'CaptureList' });
export const CaptureText = z.object({ id: z.string(), kind: CaptureKind, url: z.string(), bytes: z.int(), text: z.string(), cut: z.boolean().describe('true: only the beginning stands here') }).meta({ id: 'CaptureText' });

/** What the ledger says of a request besides what came of it. */
const Evidence = z.object({
  robotsFile: z.string().nullable().describe('SHA-256 of the robots.txt in which the rule stands; its text is at /api/robots-texts/{hash}'),
  budgetLeft: z.int().nullable().describe('pages that the run might still fetch after this one'),
  purpose: z.string().describe('what it was fetched for, in words'),
});
export const RequestView = Evidence.extend({ runId: z.uuid(), url: z.string(), rule: z.string().nullable(), status: z.int().nullable(), fetchedAt: moment() }).meta({ id: 'LedgerRequest' });
export const RobotsTextView = z.object({ hash: z.string(), body: z.string(), firstSeenAt: moment() }).meta({ id: 'RobotsText' });
export const PermissionRecord = z.object({ basis: z.string(), reviewedOn: z.string(), reviewer: z.string(), fields: z.array(z.string()), retentionDays: z.int() }).meta({ id: 'PermissionRecord' });

export const PageView = z.object({
  id: z.string(), url: z.string(), kind: z.string(), state: z.string(), attempts: z.int(), rule: z.string().nullable().describe('the line of robots.txt that allowed or forbade it, or "no rule"'),
  status: z.int().nullable(), ms: z.int().nullable(), bytes: z.int().nullable(), items: z.int().nullable(), fetchedAt: moment().nullable(), reason: z.string().nullable(), warnings: z.array(z.string()),
  captures: z.array(z.object({ id: z.string(), kind: CaptureKind })),
  ...Evidence.shape,
}).meta({ id: 'RunPage' });
export const PageList = z.object({ pages: z.array(PageView), nextCursor: z.string().nullable(), total: z.int() }).meta({ id: 'RunPages' });

const Tally = z.object({ pages: z.int() });
export const AlertView = z.object({ id: z.uuid(), kind: z.string(), text: z.string(), runId: z.uuid().nullable(), openedAt: moment(), recoveredAt: moment().nullable(), recoveryText: z.string().nullable() }).meta({ id: 'Alert' });
export const RunDetail = RunView.extend({
  attempts: z.int().describe('crawlers that died without an answer'),
  permission: PermissionRecord.nullable().describe('the permission record of its source when it was asked for'),
  recipe: z.object({ id: z.string(), versionId: z.uuid(), hash: z.string(), createdAt: moment() }),
  gates: z.array(GateView).nullable(),
  decision: z.object({ kind: z.enum(['released', 'rejected', 'reparsed']), by: z.string().nullable(), at: moment().nullable(), note: z.string().nullable() }).nullable(),
  lastGood: RunView.nullable().describe('the last accepted run before this one'),
  states: z.array(z.object({ state: z.string(), at: moment(), text: z.string().nullable() })),
  codes: z.array(Tally.extend({ status: z.int().nullable() })).describe('answers by HTTP status; null: no answer'),
  pageStates: z.array(Tally.extend({ state: z.string() })),
  kinds: z.array(Tally.extend({ kind: z.string(), items: z.int(), medianMs: z.int().nullable(), bytes: z.number() })),
  reasons: z.array(Tally.extend({ state: z.string(), reason: z.string(), example: z.string(), exampleId: z.string() })).describe('why pages were not read, most first'),
  bytes: z.number(), retries: z.int(), pagesTotal: z.int(),
  alerts: z.array(AlertView),
}).meta({ id: 'RunDetail' });
