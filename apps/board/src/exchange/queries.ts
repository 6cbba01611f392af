import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answered, api, type Schemas } from '../api/client';
import type { Filters } from '../filters/filters';

export type LeadImport = Schemas['LeadImport'];
export type LeadImportDetail = Schemas['LeadImportDetail'];
export type Row = Schemas['LeadImportRow'];
export type Verdict = Row['verdict'];
export type Mapping = Record<string, string>;

export const isWorkedOn = ({ state }: Pick<LeadImport, 'state'>): boolean => state === 'reading' || state === 'matching' || state === 'taking';
export const recentImports = queryOptions({ queryKey: ['lead-imports'], queryFn: async ({ signal }) => (await answered(api.GET('/api/lead-imports', { signal }))).imports, refetchInterval: (query) => (query.state.data?.some(isWorkedOn) ? 2000 : false) });
/** While the worker has it, it is looked at again every moment. */
export const oneImport = (id: string) => queryOptions({
  queryKey: ['lead-import', id], queryFn: ({ signal }) => answered(api.GET('/api/lead-imports/{id}', { params: { path: { id } }, signal })),
  refetchInterval: (query) => (query.state.data && isWorkedOn(query.state.data) ? 700 : false),
});
export const importRows = (id: string, verdict: Verdict, version: number) => infiniteQueryOptions({
  queryKey: ['lead-import-rows', id, verdict, version], initialPageParam: 0,
  queryFn: ({ pageParam, signal }) => answered(api.GET('/api/lead-imports/{id}/rows', { params: { path: { id }, query: { verdict, after: pageParam, limit: 25 } }, signal })), getNextPageParam: (last) => last.nextAfter,
});

/** Sends the file as it is: the server reads it while it arrives. */
export function sendFile(file: File) {
  const raw = { body: file, bodySerializer: (body: unknown) => body } as object;
  return /\.(ndjson|jsonl|json)$/i.test(file.name)
    ? answered(api.POST('/api/lead-import-lines', { params: { query: { name: file.name } }, headers: { 'content-type': 'application/x-ndjson' }, ...raw }))
    : answered(api.POST('/api/lead-import-files', { params: { query: { name: file.name } }, headers: { 'content-type': 'text/csv' }, ...raw }));
}

/** Where the browser fetches an export from: it goes to disk as it comes. */
export function exportAddress(format: 'csv' | 'ndjson', filters: Filters): string {
  const query = new URLSearchParams({ format });
  for (const [key, value] of Object.entries(filters)) for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) query.append(key, String(one));
  return `/api/leads/export?${query.toString()}`;
}
