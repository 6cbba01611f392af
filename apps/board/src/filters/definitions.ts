import type { TFunction } from 'i18next';
import type { Schemas } from '../api/client';
import { EXITS, FUNNEL, stageName } from '../board/stages';
import { endsOf, fieldKeys, fieldValues, withField } from './field-values';
import type { Filters, Many } from './filters';
import { dayOf } from '../ui/time';

export interface Option { readonly value: string; readonly label: string; readonly count?: number | undefined }
type Facets = Schemas['LeadFacets'];

/** A field of the team. Its label is the team's own word, in every language the same. */
export interface FieldDefinition { readonly name: string; readonly label: string; readonly pinned?: boolean; readonly kind: 'field'; readonly field: Pick<Schemas['CustomField'], 'key' | 'kind' | 'choices'> }
/** One thing to filter by: several values, one of yes and no, a range, or what a field of the team holds. */
export type Definition = FieldDefinition | ShippedDefinition;
type ShippedDefinition = { readonly name: string; readonly label: string; readonly pinned?: boolean } & (
  | { readonly kind: 'many'; readonly key: Many; readonly options: (facets: Facets | undefined, t: TFunction) => Option[] }
  | { readonly kind: 'either'; readonly key: 'reachable' | 'snoozed'; readonly yes: string; readonly no: string }
  | { readonly kind: 'range'; readonly from: 'minScore' | 'minAge'; readonly to: 'maxScore' | 'maxAge'; readonly most: number; readonly unit?: string; readonly usual: readonly { readonly label: string; readonly from?: number; readonly to?: number }[] }
);

const counted = (rows: readonly { value: string; count: number }[] | undefined): Option[] => (rows ?? []).map(({ value, count }) => ({ value, label: value, count }));

/** All filters of the board and the list, in the order of the menu. Labels are catalog keys. */
export const DEFINITIONS: readonly ShippedDefinition[] = [
  { name: 'marketplace', label: 'Marketplace', kind: 'many', key: 'marketplace', pinned: true, options: (facets) => counted(facets?.marketplaces) },
  { name: 'category', label: 'Category', kind: 'many', key: 'category', pinned: true, options: (facets) => counted(facets?.categories) },
  { name: 'score', label: 'Score', kind: 'range', from: 'minScore', to: 'maxScore', most: 100, pinned: true, usual: [{ label: '≥ 90', from: 90 }, { label: '≥ 80', from: 80 }, { label: '≥ 70', from: 70 }, { label: '≥ 60', from: 60 }, { label: '< 60', to: 59 }] },
  { name: 'owner', label: 'Owner', kind: 'many', key: 'owner', pinned: true, options: (facets, t) => [{ value: 'me', label: t('Me') }, { value: 'nobody', label: t('Nobody'), count: facets?.nobody }, ...(facets?.owners ?? []).map(({ id, name, count }) => ({ value: id, label: name, count }))] },
  { name: 'stage', label: 'Stage', kind: 'many', key: 'stage', options: (_facets, t) => [...FUNNEL, ...EXITS].map((stage) => ({ value: stage, label: t(stageName[stage]) })) },
  { name: 'country', label: 'Country', kind: 'many', key: 'country', options: (facets) => counted(facets?.countries) },
  { name: 'rot', label: 'Pace', kind: 'many', key: 'rot', options: (_facets, t) => [{ value: 'fresh', label: t('On time') }, { value: 'ageing', label: t('Slow') }, { value: 'rotten', label: t('Stuck') }] },
  { name: 'age', label: 'Days in stage', kind: 'range', from: 'minAge', to: 'maxAge', most: 3650, unit: 'days', usual: [{ label: '≤ 1', to: 1 }, { label: '≤ 7', to: 7 }, { label: '≥ 7', from: 7 }, { label: '≥ 30', from: 30 }] },
  { name: 'reply', label: 'Reply', kind: 'many', key: 'reply', options: (_facets, t) => [{ value: 'waiting', label: t('Waits for our answer') }, { value: 'replied', label: t('Answered at some time') }, { value: 'none', label: t('Never answered') }] },
  { name: 'offer', label: 'Offer', kind: 'many', key: 'offer', options: (facets, t) => [{ value: 'open', label: t('Has an open offer') }, { value: 'none', label: t('No open offer') }, ...(facets?.offers ?? []).map(({ id, name }) => ({ value: id, label: name }))] },
  { name: 'tag', label: 'Tag', kind: 'many', key: 'tag', options: (facets) => counted(facets?.tags) },
  { name: 'source', label: 'Source', kind: 'many', key: 'source', options: (facets) => (facets?.sources ?? []).map(({ id, name }) => ({ value: id, label: name })) },
  { name: 'reachable', label: 'Mail address', kind: 'either', key: 'reachable', yes: 'Known', no: 'Not known' },
  { name: 'snoozed', label: 'Snoozed', kind: 'either', key: 'snoozed', yes: 'Snoozed now', no: 'Not snoozed' },
];

/**
 * One for each field in use, and for each that the address narrows by: what was retired since, or is not read yet, still narrows, so it is shown and can be
 * taken away.
 */
export function fieldDefinitions(fields: readonly Schemas['CustomField'][] | undefined, filters: Filters): FieldDefinition[] {
  const set = fieldKeys(filters);
  const known = (fields ?? []).filter((field) => !field.retired || set.includes(field.key));
  const other = set.filter((key) => !known.some((field) => field.key === key)).map((key) => ({ key, label: key, kind: 'text' as const, choices: [] }));
  return [...known, ...other].map((field) => ({ name: `field ${field.key}`, label: field.label, kind: 'field', field }));
}

export const labelOf = (definition: Definition, t: TFunction): string => (definition.kind === 'field' ? definition.label : t(definition.label));
export const isSet = (definition: Definition, filters: Filters): boolean => (definition.kind === 'field' ? fieldValues(filters, definition.field.key).length > 0 : definition.kind === 'range' ? filters[definition.from] !== undefined || filters[definition.to] !== undefined : filters[definition.key] !== undefined);
/** What takes a filter away. */
export const without = (definition: Definition, filters: Filters): Partial<Filters> => (definition.kind === 'field' ? withField(filters, definition.field.key, []) : definition.kind === 'range' ? { [definition.from]: undefined, [definition.to]: undefined } : { [definition.key]: undefined });

/** What a chip says: "Score ≥ 70", "Marketplace: alderbay +1". */
export function chipText(definition: Definition, filters: Filters, facets: Facets | undefined, t: TFunction): string {
  const label = labelOf(definition, t);
  if (definition.kind === 'field') return fieldText(definition, fieldValues(filters, definition.field.key), t);
  if (definition.kind === 'either') return `${label}: ${t(filters[definition.key] === 'yes' ? definition.yes : definition.no)}`;
  if (definition.kind === 'range') {
    const from = filters[definition.from];
    const to = filters[definition.to];
    return from !== undefined && to !== undefined ? `${label} ${from}–${to}` : from !== undefined ? `${label} ≥ ${from}` : `${label} ≤ ${to ?? ''}`;
  }
  const values: readonly string[] = filters[definition.key] ?? [];
  const options = definition.options(facets, t);
  // A value that no lead has any more, or whose name was not read yet, still narrows: it is shown.
  const first = options.find(({ value }) => value === values[0])?.label ?? (/^[0-9a-f-]{36}$/.test(values[0] ?? '') ? '…' : values[0] ?? '');
  return values.length > 1 ? `${label}: ${first} +${values.length - 1}` : `${label}: ${first}`;
}

/** "Fleet 10–20", "Segment: A +1". */
function fieldText({ label, field: { kind } }: FieldDefinition, values: readonly string[], t: TFunction): string {
  const [first = ''] = values;
  const more = values.length > 1 ? ` +${values.length - 1}` : '';
  if (kind !== 'number' && kind !== 'date') return `${label}: ${kind === 'yes-no' ? (first === 'yes' ? t('yes') : t('no')) : first}${more}`;
  const ends = endsOf(first);
  const [from, to] = [ends.from, ends.to].map((end) => (kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(end) ? dayOf(end) : end)) as [string, string];
  return `${label} ${from === to ? from : from && to ? `${from}–${to}` : from ? `≥ ${from}` : `≤ ${to}`}${more}`;
}
