import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answered, api, type LeadDetail, type Stage } from '../api/client';
import { session } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { Composer, type Composing } from './Composer';
import css from './lead.module.css';
import { LeadHead } from './LeadHead';
import { NextStep } from './NextStep';
import { useDesk } from './queries';
import { Contacts, Facts, Outreach, Reasons, Storefronts } from './sections';
import { SnoozeDialog } from './SnoozeDialog';
import { Tasks } from './Tasks';
import { Timeline } from './Timeline';
import { useLeadKeys } from './useLeadKeys';
import { Voice } from './Voice';

interface Props { lead: LeadDetail; now: number; move: (lead: LeadDetail, to: Stage) => void; keys?: Partial<Record<string, () => void>> }

/** What the page and the drawer share: the desk of a lead, its keys, and that its person has seen it. */
function useLeadDesk({ lead, keys }: Props, inside: boolean) {
  const { data: me } = useQuery(session);
  const client = useQueryClient();
  const may = me?.role === 'admin' || me?.role === 'lead' || me?.role === 'rep';
  const desk = useDesk(lead);
  const [ask, setAsk] = useState<{ what: Composing; at: number }>({ what: 'note', at: 0 });
  const [snoozing, setSnoozing] = useState(false);
  const [menu, setMenu] = useState(false);
  useLeadKeys({ ...keys, ...(may ? { n: () => setAsk({ what: 'note', at: Date.now() }), t: () => setAsk({ what: 'task', at: Date.now() }), s: () => { if (lead.allowedMoves.length > 0) setSnoozing(true); }, m: () => setMenu(true) } : {}) }, inside);
  useEffect(() => {
    void answered(api.PUT('/api/leads/{id}/seen', { params: { path: { id: lead.id } } })).then(({ seen }) => { if (seen > 0) void client.invalidateQueries({ queryKey: ['today'] }); }, () => undefined);
  }, [lead.id, lead.timeline[0]?.id, client]);
  return { may, desk, ask, snoozing, setSnoozing, menu, setMenu };
}

/** Left who they are, in the middle what happened and what one writes, right where it stands and what comes next. */
export function LeadColumns(props: Props) {
  const { lead, now, move } = props;
  const { t } = useTranslation();
  const { may, desk, ask, snoozing, setSnoozing, menu, setMenu } = useLeadDesk(props, false);
  return (
    <div className={css.columns}>
      <div className={css.panel} role="group" aria-label={t('Who they are')}><Storefronts lead={lead} now={now} /><Contacts lead={lead} now={now} /><Facts lead={lead} now={now} /></div>
      <div className={css.panel} role="group" aria-label={t('What happened')}>
        <Voice lead={lead} desk={desk} now={now} may={may} />
        {may && <Composer lead={lead} desk={desk} now={now} ask={ask} />}
        <Timeline lead={lead} desk={desk} />
      </div>
      <div className={css.panel} role="group" aria-label={t('Where it stands')}>
        <LeadHead lead={lead} now={now} move={move} menu={menu} setMenu={setMenu} bare />
        <NextStep lead={lead} desk={desk} now={now} may={may} snooze={() => setSnoozing(true)} />
        <Tasks lead={lead} desk={desk} now={now} may={may} />
        <Reasons lead={lead} now={now} />
        <Outreach lead={lead} />
      </div>
      <SnoozeDialog lead={lead} desk={desk} now={now} opened={snoozing} close={() => setSnoozing(false)} />
    </div>
  );
}

/** The same in one column, what is needed first on top. */
export function LeadStack(props: Props) {
  const { lead, now, move } = props;
  const { may, desk, ask, snoozing, setSnoozing, menu, setMenu } = useLeadDesk(props, true);
  return (
    <>
      <LeadHead lead={lead} now={now} move={move} heading="h2" menu={menu} setMenu={setMenu} />
      <NextStep lead={lead} desk={desk} now={now} may={may} snooze={() => setSnoozing(true)} />
      <Voice lead={lead} desk={desk} now={now} may={may} />
      {may && <Composer lead={lead} desk={desk} now={now} ask={ask} />}
      <Tasks lead={lead} desk={desk} now={now} may={may} />
      <Reasons lead={lead} now={now} />
      <Outreach lead={lead} />
      <Contacts lead={lead} now={now} />
      <Storefronts lead={lead} now={now} />
      <Facts lead={lead} now={now} />
      <Timeline lead={lead} desk={desk} />
      <SnoozeDialog lead={lead} desk={desk} now={now} opened={snoozing} close={() => setSnoozing(false)} />
    </>
  );
}
