import type { CustomField } from './queries';

/** What a field holds; keys of the catalog. */
export const KIND_WORDS: Record<CustomField['kind'], string> = { text: 'Text', number: 'Number', date: 'Date', choice: 'One of several choices', url: 'Web address', 'yes-no': 'Yes or no' };
export const KINDS = Object.keys(KIND_WORDS) as CustomField['kind'][];

/** "Größe (m²)" → "grosse_m2": what the server takes as a key. Empty for a label without Latin letters: people choose one then. */
export function keyFor(label: string): string {
  return label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+/, '').slice(0, 40).replace(/_+$/, '');
}
