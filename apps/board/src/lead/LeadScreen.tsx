import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { LeadCard, Stage } from '../api/client';
import { lead as leadQuery } from '../api/queries';
import { useMoveLead, useMoves } from '../board/moves';
import { ReasonDialog } from '../board/ReasonDialog';
import { Failed } from '../ui/bits';
import { useBusinessNow } from '../ui/time';
import { LeadBones } from './LeadDrawer';
import css from './lead.module.css';
import { LeadHead } from './LeadHead';
import { Contacts, Facts, Outreach, Reasons, Storefronts, Timeline } from './sections';

/** One lead on a page of its own: who they are, what happened, why the score. */
export function LeadScreen() {
  const { id } = useParams({ from: '/leads/$id' });
  const { data, error, isError, refetch } = useQuery(leadQuery(id));
  const now = useBusinessNow();
  const moves = useMoves();
  const { mutate } = useMoveLead();
  const [asked, setAsked] = useState<{ lead: LeadCard; to: Stage } | null>(null);
  const move = (lead: LeadCard, to: Stage) => { if (moves(lead.stage).some((row) => row.to === to && row.needsReason)) setAsked({ lead, to }); else mutate({ lead, to }); };
  if (isError && !data) return <Failed what="This lead" error={error} retry={() => void refetch()} />;
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/board">Board</Link><span aria-hidden="true">/</span><span className="cut" dir="auto">{data?.name ?? 'Lead'}</span></p>
      {!data ? <LeadBones /> : (
        <>
          <div className={css.panel}><LeadHead lead={data} now={now} move={move} /></div>
          <div className={css.columns}>
            <div className={css.panel}><Storefronts lead={data} now={now} /><Contacts lead={data} now={now} /><Facts lead={data} now={now} /></div>
            <div className={css.panel}><Timeline lead={data} now={now} /></div>
            <div className={css.panel}><Reasons lead={data} now={now} /><Outreach lead={data} /></div>
          </div>
        </>
      )}
      <ReasonDialog asked={asked} close={() => setAsked(null)} give={(why) => { if (asked) mutate({ ...asked, why }); setAsked(null); }} />
    </div>
  );
}
