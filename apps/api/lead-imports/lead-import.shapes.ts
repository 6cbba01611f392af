import { z } from 'zod';
import { LEAD_IMPORT_STATES, ROW_VERDICTS } from '#leads';
import { CHARSETS, SEPARATORS } from '#sourcing';
import { moment } from '../returns.js';

const Summary = z.object(Object.fromEntries(ROW_VERDICTS.map((name) => [name, z.int()])) as Record<typeof ROW_VERDICTS[number], z.ZodInt>).meta({ id: 'LeadImportSummary', description: 'Rows by what taking them in would do' });
const Change = z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() });
const Fault = z.object({ code: z.string(), column: z.string().nullable(), text: z.string(), todo: z.string().optional() });
const Mapping = z.record(z.string().max(80), z.string().max(300)).meta({ id: 'LeadImportMapping', description: 'Column of an export, or "field." and the key of a custom field → column of the file' });

export const LeadImportView = z.object({
  id: z.uuid(), name: z.string(), form: z.enum(['csv', 'ndjson']), state: z.enum(LEAD_IMPORT_STATES), version: z.int().describe('send it back with a decision'), rows: z.int(),
  createdAt: moment(), createdBy: z.string().nullable(), takenAt: moment().nullable(), takenBy: z.string().nullable(), finishedAt: moment().nullable(), summary: Summary.nullable(),
}).meta({ id: 'LeadImport' });
export const LeadImportList = z.object({ imports: z.array(LeadImportView) }).meta({ id: 'LeadImports' });

const Row = z.object({
  line: z.int(), verdict: z.enum(ROW_VERDICTS), name: z.string().nullable(), leadId: z.uuid().nullable(), merchantId: z.uuid().nullable(), merchantName: z.string().nullable(), likeLine: z.int().nullable().describe('the earlier row that is about the same merchant'),
  alike: z.object({ score: z.number(), reasons: z.array(z.string()) }).nullable(), decision: z.enum(['same', 'other']).nullable(), changes: z.array(Change), faults: z.array(Fault), outcome: z.enum(['taken', 'changed-since']).nullable(),
}).meta({ id: 'LeadImportRow' });

export const LeadImportDetail = LeadImportView.extend({
  columns: z.array(z.string()), mapping: Mapping.nullable(), lacks: z.array(z.object({ field: z.string(), message: z.string() })),
  targets: z.array(z.object({ name: z.string(), label: z.string(), use: z.enum(['key', 'check', 'kept', 'new']) })),
  notTaken: z.array(z.string()).describe('columns of the file that are left out'),
  progress: z.object({ done: z.int(), of: z.int() }).nullable(), taken: z.int(), leftOut: z.int().describe('rows that could not be taken in because somebody was faster'),
  preview: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })),
  faults: z.array(z.object({ code: z.string(), todo: z.string(), rows: z.int(), example: z.string(), line: z.int() })), rowsKept: z.boolean(),
}).meta({ id: 'LeadImportDetail' });
export const LeadImportRows = z.object({ rows: z.array(Row), nextAfter: z.int().nullable() }).meta({ id: 'LeadImportRows' });

export const LeadImportBrought = z.object({ id: z.uuid() }).meta({ id: 'LeadImportBrought' });
export const FileQuery = z.object({ name: z.string().trim().min(1).max(300).default('leads.csv'), separator: z.enum(SEPARATORS).optional(), charset: z.enum(CHARSETS).optional() });
export const LinesQuery = z.object({ name: z.string().trim().min(1).max(300).default('leads.ndjson') });
export const RowsQuery = z.object({ verdict: z.enum(ROW_VERDICTS), after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(200).default(50) });
export const LeadMatchBody = z.strictObject({ version: z.int(), mapping: Mapping }).meta({ id: 'LeadImportMatch' });
export const LeadDecideBody = z.strictObject({ version: z.int(), lines: z.array(z.int().min(1)).min(1).max(500), decision: z.enum(['same', 'other']) }).meta({ id: 'LeadImportDoubt' });
export const LeadStateBody = z.strictObject({ to: z.enum(['taken', 'discarded']), version: z.int(), withoutOthers: z.boolean().default(false).describe('rows that cannot be taken in may stay behind') }).meta({ id: 'LeadImportDecision' });
