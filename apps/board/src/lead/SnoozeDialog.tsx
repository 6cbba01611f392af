import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { LeadDetail } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { presets } from '../review/dialogs';
import { Button } from '../ui/bits';
import css from './desk.module.css';
import type { Desk } from './queries';

/** Until when, and why it will be back. */
export function SnoozeDialog({ lead, desk, now, opened, close }: { lead: LeadDetail; desk: Desk; now: number; opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  return <Modal opened={opened} onClose={close} title={t('Snooze: until when?')} centered radius="lg" size={440}>{opened && <Form lead={lead} desk={desk} now={now} close={close} />}</Modal>;
}

function Form({ lead, desk, now, close }: { lead: LeadDetail; desk: Desk; now: number; close: () => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const [day, setDay] = useState('');
  const give = (until: Date): void => void desk.sleep(until.toISOString(), note.trim()).then(close, () => undefined);
  return (
    <form className={css.dialog} onSubmit={(event) => { event.preventDefault(); if (day) give(new Date(`${day}T08:00`)); }}>
      <p className={css.small}><bdi>{lead.name}</bdi> {t('sleeps until then, and comes back with your words. A reply wakes it earlier.')}</p>
      <label className={css.field}><span>{t('Why will it be back?')}</span><input data-autofocus value={note} maxLength={500} dir="auto" placeholder={t('Their fair is over by then')} onChange={(event) => setNote(event.target.value)} /></label>
      <div className={css.choices} role="group" aria-label={t('Until when')}>
        {presets(now).map(({ text, until }) => <button key={text} type="button" disabled={desk.busy} onClick={() => give(until)}>{t(text)}</button>)}
      </div>
      <div className={css.dayRow}><label className={css.field}><span>{t('Or on a day')}</span><input type="date" value={day} onChange={(event) => setDay(event.target.value)} /></label><Button primary type="submit" disabled={desk.busy || !day}>{t('Snooze')}</Button></div>
    </form>
  );
}
