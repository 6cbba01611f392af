import { useTranslation } from '../i18n/i18n';
import type { LeadImport, Verdict } from './queries';

/** What taking rows in would do, in words. Amber waits for a person. */
export const VERDICTS: Record<Verdict, { many: string; means: string; tone?: 'amber' | 'green' }> = {
  new: { many: 'New', means: 'Merchants that nobody knew; each becomes a lead.', tone: 'green' },
  changed: { many: 'Changed', means: 'Known merchants of which the row says something else. It is kept as your word; no page takes it back.' },
  unchanged: { many: 'Unchanged', means: 'Known, and the row says nothing new.' },
  repeated: { many: 'Repeated', means: 'An earlier row is about the same merchant; the first one counts.' },
  likely: { many: 'Likely duplicates', means: 'Probably a merchant that is known. Say whether it is; undecided rows are left out.', tone: 'amber' },
  conflict: { many: 'Conflicts', means: 'Somebody changed it since the export, or two rows contradict each other.', tone: 'amber' },
  bad: { many: 'Cannot be read', means: 'A cell does not say what its column should.', tone: 'amber' },
};
export const ORDER: readonly Verdict[] = ['new', 'changed', 'unchanged', 'repeated', 'likely', 'conflict', 'bad'];

export function useStanding(): (one: Pick<LeadImport, 'state'>) => { text: string; tone?: 'amber' | 'green' } {
  const { t } = useTranslation();
  return ({ state }) => {
    switch (state) {
      case 'arriving': return { text: t('arriving') };
      case 'mapping': return { text: t('columns to match'), tone: 'amber' };
      case 'reading': case 'matching': return { text: t('being compared') };
      case 'checked': return { text: t('waits to be taken in'), tone: 'amber' };
      case 'taking': return { text: t('being taken in') };
      case 'taken': return { text: t('taken in'), tone: 'green' };
      case 'discarded': return { text: t('put away') };
    }
  };
}
