import { z } from 'zod';
import { moment } from '../returns.js';
import { GateView } from '../runs/run.shapes.js';

export const RecipeSummary = z.object({
  id: z.string(), name: z.string(), hosts: z.array(z.string()), versions: z.int(), proposed: z.int().describe('versions that wait to be promoted'),
  promotedAt: moment().nullable(), hash: z.string(), sources: z.array(z.object({ id: z.uuid(), name: z.string() })),
}).meta({ id: 'Recipe' });
export const RecipeList = z.object({ recipes: z.array(RecipeSummary) }).meta({ id: 'RecipeList' });

const Version = z.object({
  id: z.uuid(), hash: z.string(), createdAt: moment(), promotedAt: moment().nullable(), imported: z.boolean().describe('came with the product'), proposedBy: z.string().nullable(), current: z.boolean(),
}).meta({ id: 'RecipeVersion' });
export const StoredPage = z.object({ captureId: z.string(), url: z.string(), pageKind: z.string(), runId: z.uuid(), runState: z.string(), at: moment() }).meta({ id: 'StoredPage' });
export const RecipeDetail = RecipeSummary.extend({ body: z.string().describe('YAML of the current version'), list: z.array(Version), pages: z.array(StoredPage).describe('kept pages that it can be tried on, those of undecided runs first') }).meta({ id: 'RecipeDetail' });
export const VersionBody = z.object({ id: z.uuid(), recipeId: z.string(), body: z.string() }).meta({ id: 'RecipeVersionBody' });
export const Proposed = z.object({ versionId: z.uuid() }).meta({ id: 'ProposedVersion' });

const FieldOnPage = z.object({ field: z.string(), of: z.int(), before: z.int(), after: z.int(), changed: z.int() }).meta({ id: 'FieldOnPage' });
const Change = z.object({ path: z.string(), was: z.string().nullable(), now: z.string().nullable() });
export const Preview = z.object({
  problem: z.object({ path: z.string(), message: z.string() }).nullable().describe('why the YAML is no recipe; then there is nothing else'),
  pageKind: z.string().nullable(), page: z.string().nullable(), blocked: z.string().nullable(), warnings: z.array(z.string()), ms: z.int(),
  fields: z.array(FieldOnPage), changes: z.array(Change).describe('at most 200'), values: z.array(z.object({ path: z.string(), value: z.string() })).describe('what it reads, at most 400'),
}).meta({ id: 'RecipePreview' });

export const ReplayView = z.object({
  pages: z.int(), fields: z.array(z.object({ pageKind: z.string(), field: z.string(), before: z.number(), after: z.number(), changed: z.int() })),
  examples: z.array(z.object({ url: z.string(), field: z.string(), was: z.string().nullable(), now: z.string().nullable() })),
  runs: z.array(z.object({ runId: z.uuid(), pages: z.int(), complete: z.boolean(), ok: z.boolean(), gates: z.array(GateView) })), ok: z.boolean(), ms: z.int(), networkCalls: z.literal(0),
}).meta({ id: 'Replay' });

export const ReadingView = z.object({
  id: z.uuid(), kind: z.enum(['replay', 'promote', 'reparse']), recipeId: z.string(), runId: z.uuid().nullable(), state: z.enum(['waiting', 'reading', 'done', 'failed']),
  pagesDone: z.int(), pagesTotal: z.int().nullable().describe('null until it has begun'), askedAt: moment(), replay: ReplayView.nullable().describe('what was found, of a replay that is done'),
  problem: z.object({ code: z.string(), detail: z.string(), gates: z.array(GateView).describe('those that do not hold') }).nullable(),
}).meta({ id: 'Reading' });

const Repair = z.object({ page: z.string(), field: z.string(), was: z.unknown(), now: z.unknown(), confidence: z.number(), example: z.string() }).meta({ id: 'Repair' });
export const Repairs = z.object({
  known: z.boolean().describe('false: a page like this was never read well, so there is nothing to look for'), repairs: z.array(Repair), yaml: z.string().nullable().describe('the draft with the accepted repairs; null when none was accepted'),
}).meta({ id: 'Repairs' });
