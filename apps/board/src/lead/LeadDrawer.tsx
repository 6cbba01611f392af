import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { LeadCard, Stage } from '../api/client';
import { lead as leadQuery } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { GONE } from '../theme/theme';
import { Bone, Failed } from '../ui/bits';
import { CloseIcon, LinkIcon } from '../ui/icons';
import { useBusinessNow } from '../ui/time';
import css from './lead.module.css';
import { LeadStack } from './LeadBody';

/** The lead beside the board. Stays mounted while it closes, so that nothing flashes. */
export function LeadDrawer({ id, close, move }: { id: string | undefined; close: () => void; move: (lead: LeadCard, to: Stage) => void }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(id);
  useEffect(() => { if (id) setShown(id); }, [id]);
  const leave = () => {
    close();
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-card="${shown}"]`)?.focus({ preventScroll: true }));
  };
  return (
    <Drawer.Root opened={id !== undefined} onClose={leave} position="right" size={620} padding={0} transitionProps={{ duration: 140, exitDuration: GONE }} lockScroll={false} returnFocus={false}>
      <Drawer.Overlay backgroundOpacity={0.18} />
      <Drawer.Content aria-label={t('Lead')}><Drawer.Body>{shown && <Inside id={shown} close={leave} move={move} />}</Drawer.Body></Drawer.Content>
    </Drawer.Root>
  );
}

function Inside({ id, close, move }: { id: string; close: () => void; move: (lead: LeadCard, to: Stage) => void }) {
  const { data, error, isError, refetch } = useQuery(leadQuery(id));
  const now = useBusinessNow();
  const { t } = useTranslation();
  return (
    <div className={css.drawer}>
      <div className={css.drawerBar}>
        <Link to="/leads/$id" params={{ id }} className={css.barLink}><LinkIcon width={14} height={14} />{t('Open as a page')}</Link>
        <button type="button" className={css.barButton} onClick={close} aria-label={t('Close')}><CloseIcon /></button>
      </div>
      {isError && !data ? <Failed what={t('This lead')} error={error} retry={() => void refetch()} /> : !data ? <LeadBones /> : <LeadStack key={id} lead={data} now={now} move={move} />}
    </div>
  );
}

export function LeadBones() {
  const { t } = useTranslation();
  return (
    <div className={css.bones} aria-busy="true"><span className="unseen">{t('Loading')}</span>
      <div className={css.who}><Bone width={40} height={32} /><div style={{ display: 'grid', gap: 8, flex: 1 }}><Bone width="60%" height={18} /><Bone width="40%" height={10} /></div></div>
      <Bone width="85%" /><Bone width="50%" height={32} />
      {Array.from({ length: 7 }, (_, place) => <Bone key={place} width={`${92 - place * 6}%`} height={14} />)}
    </div>
  );
}
