import { z } from 'zod';
import { CHARSETS, FIELD_NAMES, IMPORT_STATES, KEYS, mappingSchema, MOST_JSON_ROWS, newListSchema, SEPARATORS, VERDICTS } from '#sourcing';
import { moment } from '../returns.js';
import { RunStateName } from '../runs/run.shapes.js';

export const NewListBody = newListSchema.meta({ id: 'NewList' });
export const MappingBody = mappingSchema.meta({ id: 'ImportMapping' });
const FieldName = z.enum(FIELD_NAMES);
const Mapping = z.object({
  columns: z.partialRecord(FieldName, z.string()), key: z.enum(KEYS), decimal: z.enum(['.', ',']).nullable(), currency: z.string().nullable(), ratingOutOf: z.number(),
}).meta({ id: 'ImportMappingChosen' });
const Summary = z.object(Object.fromEntries([...VERDICTS, 'gone'].map((name) => [name, z.int()])) as Record<typeof VERDICTS[number] | 'gone', z.ZodInt>)
  .meta({ id: 'ImportSummary', description: 'Rows by what taking them in would do; gone: what the last good list has and this one lacks' });
const Outcome = z.object({ id: z.uuid(), state: RunStateName, reason: z.string().nullable(), storefronts: z.int().nullable(), newStorefronts: z.int().nullable() });

export const ImportView = z.object({
  id: z.uuid(), sourceId: z.uuid(), name: z.string(), form: z.enum(['file', 'json']), state: z.enum(IMPORT_STATES), version: z.int().describe('send it back with a decision'), rows: z.int(),
  createdAt: moment(), createdBy: z.string().nullable(), takenAt: moment().nullable(), takenBy: z.string().nullable(), summary: Summary.nullable(), run: Outcome.nullable().describe('what it became; its state is the gates\' verdict'),
}).meta({ id: 'Import' });
export const ImportList = z.object({ imports: z.array(ImportView) }).meta({ id: 'ImportList' });

const Change = z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() });
const Fault = z.object({ code: z.string(), column: z.string().nullable(), text: z.string() }).meta({ id: 'ImportFault' });
const Sample = z.object({ line: z.int(), verdict: z.enum(VERDICTS), name: z.string().nullable(), sellerId: z.string().nullable(), cells: z.array(z.string()), changes: z.array(Change), faults: z.array(Fault) }).meta({ id: 'ImportSample' });

export const ImportDetail = ImportView.extend({
  list: z.object({ name: z.string(), marketplace: z.string(), category: z.string(), origin: z.string() }),
  separator: z.string().nullable(), charset: z.string().nullable(), columns: z.array(z.string()), mapping: Mapping.nullable(),
  lacks: z.array(z.object({ field: z.string(), message: z.string() })).describe('what the mapping needs before rows can be read; empty: it can be used'),
  fields: z.array(z.object({ name: FieldName, label: z.string(), about: z.enum(['seller', 'place']), key: z.boolean().describe('sellers may be told apart by it') })),
  read: z.int().describe('rows that have been read with the mapping'),
  preview: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })).describe('the first rows, as they came'),
  samples: z.array(Sample).describe('some rows of every verdict'),
  faults: z.array(z.object({ code: z.string(), rows: z.int(), example: z.string(), line: z.int() })).describe('why rows cannot be taken in, most first'),
  rowsKept: z.boolean().describe('false: the rows have been dropped since; the figures stay'),
}).meta({ id: 'ImportDetail' });

export const ListView = z.object({
  id: z.uuid(), name: z.string(), marketplace: z.string(), category: z.string(), origin: z.string(), originUrl: z.string().nullable(), lastImport: ImportView.nullable(),
}).meta({ id: 'List' });
export const ListViews = z.object({ lists: z.array(ListView) }).meta({ id: 'Lists' });
export const ListMade = z.object({ id: z.uuid() }).meta({ id: 'ListMade' });

export const ImportBrought = z.object({ id: z.uuid(), fresh: z.boolean().describe('false: these very rows were brought before and still wait; this is that import') }).meta({ id: 'ImportBrought' });
const Cell = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]);
export const RowsBody = z.strictObject({
  name: z.string().trim().min(1).max(300).default('rows').describe('for people: where these rows were sent from'),
  rows: z.array(z.record(z.string().min(1).max(200), Cell)).min(1).max(MOST_JSON_ROWS).describe('more rows are sent as a CSV file'),
  mapping: mappingSchema.optional().describe('absent: keys are called like fields, or a person matches them'),
}).meta({ id: 'ImportRows' });
export const FileQuery = z.object({ name: z.string().trim().min(1).max(300).default('list.csv'), separator: z.enum(SEPARATORS).optional(), charset: z.enum(CHARSETS).optional() });
export const MatchBody = z.strictObject({ version: z.int(), mapping: MappingBody }).meta({ id: 'ImportMatch' });
export const DecisionBody = z.strictObject({
  to: z.enum(['taken', 'discarded']), version: z.int(), withoutBadRows: z.boolean().default(false).describe('rows that cannot be taken in may stay behind'),
}).meta({ id: 'ImportDecision' });
