import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { LeadCard, Stage } from '../api/client';
import { lead as leadQuery } from '../api/queries';
import { useMoveLead, useMoves } from '../board/moves';
import { ReasonDialog } from '../board/ReasonDialog';
import { useTranslation } from '../i18n/i18n';
import { Failed, Kbd, Score } from '../ui/bits';
import { useBusinessNow } from '../ui/time';
import { LeadColumns } from './LeadBody';
import { LeadBones } from './LeadDrawer';
import css from './lead.module.css';
import { useNeighbours } from './useLeadKeys';

/** One lead on a page of its own: who they are, what happened, where it stands. */
export function LeadScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/leads/$id' });
  const navigate = useNavigate();
  const { data, error, isError, refetch } = useQuery(leadQuery(id));
  const now = useBusinessNow();
  const moves = useMoves();
  const { mutate } = useMoveLead();
  const [asked, setAsked] = useState<{ lead: LeadCard; to: Stage } | null>(null);
  const { before, after } = useNeighbours(id);
  const move = (lead: LeadCard, to: Stage) => { if (moves(lead.stage).some((row) => row.to === to && row.needsReason)) setAsked({ lead, to }); else mutate({ lead, to }); };
  const go = (next: string | undefined) => { if (next) void navigate({ to: '/leads/$id', params: { id: next } }); };
  if (isError && !data) return <Failed what={t('This lead')} error={error} retry={() => void refetch()} />;
  return (
    <div className={css.page}>
      <div className={css.top}>
        <p className={css.crumbs}><Link to="/board">{t('Board')}</Link><span aria-hidden="true">/</span><span className="cut" dir="auto">{data?.name ?? t('Lead')}</span></p>
        <nav className={css.walk} aria-label={t('The list')}>
          <button type="button" disabled={!after} aria-keyshortcuts="j" onClick={() => go(after)}>{t('Next')}<Kbd>J</Kbd></button>
          <button type="button" disabled={!before} aria-keyshortcuts="k" onClick={() => go(before)}>{t('Previous')}<Kbd>K</Kbd></button>
          <button type="button" onClick={() => window.print()}>{t('Print')}</button>
        </nav>
      </div>
      {!data ? <LeadBones /> : (
        <>
          <header className={css.nameRow}>
            <Score value={data.score} large seenAt={data.seenAt} now={now} />
            <div className={css.names}>
              <h1 dir="auto" className={css.title}><Link to="/merchants/$id" params={{ id: data.merchantId }} className={css.merchantLink} title={t('Everything known of this merchant')}>{data.name}</Link></h1>
              <p className={css.small}>{data.legalName && data.legalName !== data.name && <><bdi>{data.legalName}</bdi> · </>}{[data.category, data.country].filter(Boolean).join(' · ')}</p>
            </div>
          </header>
          <LeadColumns key={id} lead={data} now={now} move={move} keys={{ j: () => go(after), k: () => go(before) }} />
        </>
      )}
      <ReasonDialog asked={asked} close={() => setAsked(null)} give={(why) => { if (asked) mutate({ ...asked, why }); setAsked(null); }} />
    </div>
  );
}
