import type { CustomField } from './queries';

/** What a field holds; keys of the catalog. */
export const KIND_WORDS: Record<CustomField['kind'], string> = { text: 'Text', number: 'Number', date: 'Date', choice: 'One of several choices', url: 'Web address', 'yes-no': 'Yes or no' };
export const KINDS = Object.keys(KIND_WORDS) as CustomField['kind'][];
