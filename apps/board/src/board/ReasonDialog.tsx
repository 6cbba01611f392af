import { Modal, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LeadCard, Stage } from '../api/client';
import { stageTable } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { useBusinessNow } from '../ui/time';
import css from './Board.module.css';
import type { Why } from './move';
import { stageName } from './stages';

const DAY_MS = 86_400_000;

/** Asks why, where the funnel's table wants a reason, and when to ask again. It stays in the lead's history. `left` runs when the dialog is gone from the screen. */
export function ReasonDialog({ asked, close, give, left }: { asked: { lead: LeadCard; to: Stage } | null; close: () => void; give: (why: Why) => void; left?: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={asked !== null} onClose={close} {...(left ? { onExitTransitionEnd: left } : {})} title={asked ? t('Move to {{stage}}', { stage: t(stageName[asked.to]) }) : ''} centered radius="lg" size={440}>
      {asked && <Form key={asked.lead.id} lead={asked.lead} to={asked.to} close={close} give={give} />}
    </Modal>
  );
}

function Form({ lead, to, close, give }: { lead: LeadCard; to: Stage; close: () => void; give: (why: Why) => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(stageTable);
  const now = useBusinessNow();
  const reasons = data?.find((row) => row.stage === to)?.reasons ?? [];
  const [code, setCode] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [day, setDay] = useState('');
  const chosen = reasons.find((reason) => reason.code === code);
  const usual = chosen?.reapproachDays ? new Date(now + chosen.reapproachDays * DAY_MS).toISOString().slice(0, 10) : '';
  const ready = chosen !== undefined && (!chosen.noteRequired || note.trim() !== '');
  const submit = () => { if (chosen && ready) give({ reason: chosen.code, ...(note.trim() ? { note: note.trim() } : {}), ...(day && day !== usual ? { reapproachAt: `${day}T09:00:00Z` } : {}) }); };
  return (
    <form className={css.reasonForm} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <p>{t('Why does it leave the funnel?')} <bdi className={css.soft}>{lead.name}</bdi></p>
      <div className={css.usual} role="group" aria-label={t('Reasons')}>
        {reasons.map(({ code: one, label }, place) => <button key={one} type="button" className={css.choice} aria-pressed={code === one} {...(place === 0 ? { 'data-autofocus': true } : {})} onClick={() => { setCode(code === one ? null : one); setDay(''); }}>{t(label)}</button>)}
      </div>
      <Textarea label={chosen?.noteRequired ? t('What happened? (needed)') : t('Anything to add')} rows={3} maxLength={400} value={note} required={chosen?.noteRequired ?? false} onChange={(event) => setNote(event.currentTarget.value)} />
      {chosen && to !== 'do_not_contact' && <TextInput type="date" label={t('Ask again on')} description={chosen.reapproachDays ? undefined : t('Empty: after the usual wait')} value={day || usual} min={new Date(now + DAY_MS).toISOString().slice(0, 10)} onChange={(event) => setDay(event.currentTarget.value)} />}
      <div className={css.formEnd}><Button onClick={close}>{t('Keep it in the funnel')}</Button><Button primary type="submit" disabled={!ready}>{t('Move to {{stage}}', { stage: t(stageName[to]) })}</Button></div>
    </form>
  );
}
