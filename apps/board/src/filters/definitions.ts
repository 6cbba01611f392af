import type { TFunction } from 'i18next';
import type { Schemas } from '../api/client';
import { EXITS, FUNNEL, stageName } from '../board/stages';
import type { Filters, Many } from './filters';

export interface Option { readonly value: string; readonly label: string; readonly count?: number | undefined }
type Facets = Schemas['LeadFacets'];

/** One thing to filter by: several values, one of yes and no, or a range. */
export type Definition = { readonly name: string; readonly label: string; readonly pinned?: boolean } & (
  | { readonly kind: 'many'; readonly key: Many; readonly options: (facets: Facets | undefined, t: TFunction) => Option[] }
  | { readonly kind: 'either'; readonly key: 'reachable' | 'snoozed'; readonly yes: string; readonly no: string }
  | { readonly kind: 'range'; readonly from: 'minScore' | 'minAge'; readonly to: 'maxScore' | 'maxAge'; readonly most: number; readonly unit?: string; readonly usual: readonly { readonly label: string; readonly from?: number; readonly to?: number }[] }
);

const counted = (rows: readonly { value: string; count: number }[] | undefined): Option[] => (rows ?? []).map(({ value, count }) => ({ value, label: value, count }));

/** All filters of the board and the list, in the order of the menu. Labels are catalog keys. */
export const DEFINITIONS: readonly Definition[] = [
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

export const isSet = (definition: Definition, filters: Filters): boolean => (definition.kind === 'range' ? filters[definition.from] !== undefined || filters[definition.to] !== undefined : filters[definition.key] !== undefined);
/** What takes a filter away. */
export const without = (definition: Definition): Partial<Filters> => (definition.kind === 'range' ? { [definition.from]: undefined, [definition.to]: undefined } : { [definition.key]: undefined });

/** What a chip says: "Score ≥ 70", "Marketplace: alderbay +1". */
export function chipText(definition: Definition, filters: Filters, facets: Facets | undefined, t: TFunction): string {
  const label = t(definition.label);
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
