import { stageName } from '../board/stages';
import { useTranslation } from '../i18n/i18n';
import { dayOf } from '../ui/time';
import type { BulkAction, BulkDetail } from './queries';

type Reason = NonNullable<BulkDetail['groups'][number]['reason']>;

/** Why a lead is left as it is. */
export const REASONS: Record<Reason, string> = {
  missing: 'There is no such lead any more', already: 'It is so already', closed: 'The lead is closed', 'not-allowed': 'The funnel does not allow this move', 'no-address': 'No mail address is known', 'fields-missing': 'A field that the stage asks for is not filled in',
  suppressed: 'The merchant must not be written to', 'in-review': 'Somebody has its review card in front of them', 'too-many-tags': 'The merchant has 30 tags already', 'changed-since': 'Somebody changed it in the meantime',
  'new-lead': 'The merchant has a new lead by now', 'written-to': 'A mail is on its way or was sent',
};

export function useBulkWords() {
  const { t } = useTranslation();
  return {
    change({ kind, to, tag, until, ownerName }: BulkAction['change']): string {
      switch (kind) {
        case 'stage': return t('Move to {{stage}}', { stage: to ? t(stageName[to]) : '' });
        case 'owner': return ownerName ? t('Give to {{name}}', { name: ownerName }) : t('Take the owner off');
        case 'add-tag': return t('Add the tag “{{tag}}”', { tag });
        case 'remove-tag': return t('Remove the tag “{{tag}}”', { tag });
        case 'snooze': return t('Snooze until {{day}}', { day: until ? dayOf(until) : '' });
      }
    },
    standing(state: BulkAction['state']): { text: string; tone?: 'green' | 'amber' } {
      switch (state) {
        case 'previewed': return { text: t('not begun') };
        case 'running': return { text: t('under way') };
        case 'done': return { text: t('done'), tone: 'green' };
        case 'cancelled': return { text: t('stopped'), tone: 'amber' };
        case 'undoing': return { text: t('being taken back') };
        case 'undone': return { text: t('taken back') };
      }
    },
  };
}
