import { queryOptions } from '@tanstack/react-query';
import { answered, api, Problem, type Schemas } from '../api/client';
import { isUnderWay } from '../runs/words';

export type List = Schemas['List'];
export type Import = Schemas['Import'];
export type ImportDetail = Schemas['ImportDetail'];
export type Mapping = Schemas['ImportMapping'];
export type FieldName = ImportDetail['fields'][number]['name'];
export type Sample = ImportDetail['samples'][number];
export type Verdict = Sample['verdict'];

export const lists = queryOptions({ queryKey: ['lists'], queryFn: async () => (await answered(api.GET('/api/lists'))).lists });
export const importsOf = (sourceId: string | null) => queryOptions({
  queryKey: ['imports', sourceId], enabled: sourceId !== null,
  queryFn: async ({ signal }) => (await answered(api.GET('/api/sources/{id}/imports', { params: { path: { id: sourceId! } }, signal }))).imports,
});
/** While the worker has it, or its run is under way, it is looked at again every moment. */
export const oneImport = (id: string) => queryOptions({
  queryKey: ['import', id],
  queryFn: ({ signal }) => answered(api.GET('/api/imports/{id}', { params: { path: { id } }, signal })),
  refetchInterval: (query) => (query.state.data && isWorkedOn(query.state.data) ? 700 : false),
});
export const isWorkedOn = ({ state, run }: Pick<Import, 'state' | 'run'>): boolean => state === 'checking' || state === 'taking' || (run !== null && isUnderWay(run.state));

export type Separator = ',' | ';' | '\t' | '|';
export type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-2' | 'windows-1251' | 'shift_jis' | 'gb18030';

/** Sends the file as it is: the server reads it while it arrives. */
export const sendFile = (sourceId: string, file: File, how: { separator: Separator | null; charset: Charset | null }) => answered(api.POST('/api/sources/{id}/import-files', {
  params: { path: { id: sourceId }, query: { name: file.name, ...(how.separator ? { separator: how.separator } : {}), ...(how.charset ? { charset: how.charset } : {}) } },
  headers: { 'content-type': 'text/csv' }, ...({ body: file, bodySerializer: (body: unknown) => body } as object),
}));

/** What was refused, by the field that it is about; `general` where no field is named. */
export function refusal(error: unknown): { errors: ReadonlyArray<{ field: string; message: string }>; general: string | null; code: string | null } {
  const errors = error instanceof Problem ? error.body?.errors ?? [] : [];
  return { errors, general: error instanceof Error && errors.length === 0 ? error.message : null, code: error instanceof Problem ? error.code : null };
}
