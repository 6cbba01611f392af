import { locale, t } from '../i18n/i18n';
import type { Import, Verdict } from './queries';

/** What taking rows in would do, in words. Amber waits for a person. */
export const VERDICTS: Record<Verdict, { one: string; many: string; tone?: 'amber' | 'green' | 'red'; means: string }> = {
  new: { one: 'new', many: 'New', tone: 'green', means: 'Storefronts that are not known yet.' },
  changed: { one: 'changed', many: 'Changed', means: 'Known storefronts of which the row says something else.' },
  unchanged: { one: 'unchanged', many: 'Unchanged', means: 'Known, and the row says nothing new.' },
  repeated: { one: 'repeated', many: 'Repeated', means: 'Word for word what an earlier row says; counted once.' },
  conflict: { one: 'conflict', many: 'Conflicts', tone: 'amber', means: 'Rows that contradict each other, or a storefront that is known.' },
  bad: { one: 'cannot be read', many: 'Cannot be read', tone: 'amber', means: 'A cell does not say what its column should.' },
};
export const ORDER: readonly Verdict[] = ['new', 'changed', 'unchanged', 'repeated', 'conflict', 'bad'];

/** Where an import stands, in words; amber waits for a person. */
export function standing({ state, run }: Pick<Import, 'state' | 'run'>): { text: string; tone?: 'amber' | 'green' | 'red' | undefined } {
  switch (state) {
    case 'arriving': return { text: t('arriving') };
    case 'mapping': return { text: t('columns to match'), tone: 'amber' };
    case 'checking': return { text: t('being checked') };
    case 'checked': return { text: t('waits to be taken in'), tone: 'amber' };
    case 'taking': return { text: t('being taken in') };
    case 'unchanged': return { text: t('nothing new') };
    case 'discarded': return { text: t('put away') };
    case 'taken':
      switch (run?.state) {
        case 'ok': return { text: t('taken in'), tone: 'green' };
        case 'ok_with_warnings': return { text: t('taken in, with warnings'), tone: 'amber' };
        case 'quarantined': return { text: t('in quarantine'), tone: 'amber' };
        case 'failed': return { text: t('not taken in'), tone: 'red' };
        default: return { text: t('being taken in') };
      }
  }
}

/** Fields that a change can be about and that are no column of the mapping by that name. */
export const fieldWords = (field: string, labels: ReadonlyMap<string, string>): string => labels.get(field) ?? { category: t('On the list') }[field] ?? field;
export const rowsWord = (count: number): string => (t('{{n}} rows', { count, n: count.toLocaleString(locale()) }));
