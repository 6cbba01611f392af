/** Of the filters in an address, what custom fields are about. */
interface Fields { readonly field?: string[] | undefined }

/** Filters of custom fields stand in the address as `segment:A` and `fleet:10..20`, several of one key as alternatives. */
export const fieldKeys = (filters: Fields): string[] => [...new Set((filters.field ?? []).map((one) => one.slice(0, one.indexOf(':'))))];
export const fieldValues = (filters: Fields, key: string): string[] => (filters.field ?? []).filter((one) => one.startsWith(`${key}:`)).map((one) => one.slice(key.length + 1));

/** The filters with these values of one field and none else of it; the other fields stay. */
export function withField(filters: Fields, key: string, values: readonly string[]): { field: string[] | undefined } {
  const all = [...(filters.field ?? []).filter((one) => !one.startsWith(`${key}:`)), ...values.map((value) => `${key}:${value}`)];
  return { field: all.length > 0 ? all : undefined };
}

export interface FieldEnds { readonly from: string; readonly to: string }
/** Of "10..20"; a value alone is both ends. */
export function endsOf(value: string): FieldEnds {
  const [from = '', to] = value.split('..');
  return { from, to: to ?? from };
}
