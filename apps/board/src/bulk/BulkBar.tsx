import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { ChevronIcon } from '../ui/icons';
import { BulkDialog, type Kind } from './BulkDialog';
import { useMayChangeLeads, type Chosen } from './queries';

const KINDS: ReadonlyArray<{ kind: Kind; name: string }> = [
  { kind: 'stage', name: 'Move to a stage…' }, { kind: 'owner', name: 'Give to somebody…' }, { kind: 'add-tag', name: 'Add a tag…' }, { kind: 'remove-tag', name: 'Remove a tag…' }, { kind: 'snooze', name: 'Snooze…' },
];

/** Changes the marked leads, or all that the list shows. Nothing happens before its preview was seen. */
export function BulkBar({ chosen, done }: { chosen: Chosen; done?: () => void }) {
  const { t } = useTranslation();
  const may = useMayChangeLeads();
  const [asked, setAsked] = useState<{ kind: Kind; chosen: Chosen } | null>(null);
  if (!may) return null;
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target><Button>{chosen.ids.length > 0 ? t('Change {{count}} leads', { count: chosen.ids.length }) : t('Change all')}<ChevronIcon width={12} height={12} /></Button></Menu.Target>
        <Menu.Dropdown>{KINDS.map(({ kind, name }) => <Menu.Item key={kind} onClick={() => setAsked({ kind, chosen })}>{t(name)}</Menu.Item>)}</Menu.Dropdown>
      </Menu>
      <BulkDialog asked={asked} close={() => setAsked(null)} {...(done ? { done } : {})} />
    </>
  );
}
