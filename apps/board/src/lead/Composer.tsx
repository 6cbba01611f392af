import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { LeadDetail } from '../api/client';
import { people } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { Button, Kbd } from '../ui/bits';
import { announce } from '../ui/toasts';
import css from './desk.module.css';
import { MentionField, mentionsIn } from './MentionField';
import type { Desk } from './queries';
import { TaskForm } from './TaskForm';

export type Composing = 'note' | 'task';

/** Where a note or a task is written. `ask` is the key that was pressed last: its field takes the focus. */
export function Composer({ desk, now, ask }: { lead: LeadDetail; desk: Desk; now: number; ask: { what: Composing; at: number } }) {
  const { t } = useTranslation();
  const { data: all = [] } = useQuery(people);
  const [what, setWhat] = useState<Composing>('note');
  const [text, setText] = useState('');
  // Sent twice, it is one note: the id is made with the text.
  const id = useRef(crypto.randomUUID());
  const taskId = useRef(crypto.randomUUID());
  const note = useRef<HTMLTextAreaElement>(null);
  const task = useRef<HTMLInputElement>(null);
  const asked = useRef(false);
  useEffect(() => { if (ask.at > 0) { asked.current = true; setWhat(ask.what); } }, [ask]);
  // After every drawing, since the field that was asked for may come with a later one.
  useEffect(() => { if (asked.current && what === ask.what) { asked.current = false; (what === 'note' ? note : task).current?.focus(); } });
  const send = async (): Promise<void> => {
    if (text.trim() === '' || desk.busy) return;
    await desk.write(id.current, text.trim(), mentionsIn(text, all));
    id.current = crypto.randomUUID();
    setText('');
    announce(t('The note is on the lead'));
  };
  return (
    <section className={css.composer} aria-label={t('Write')}>
      <div className={css.tabs}>
        <button type="button" aria-pressed={what === 'note'} onClick={() => setWhat('note')}>{t('Note')}<Kbd>N</Kbd></button>
        <button type="button" aria-pressed={what === 'task'} onClick={() => setWhat('task')}>{t('Task')}<Kbd>T</Kbd></button>
      </div>
      {what === 'note'
        ? (
          <form aria-label={t('New note')} onSubmit={(event) => { event.preventDefault(); void send().catch(() => undefined); }}>
            <MentionField field={note} text={text} setText={setText} label={t('Note')} send={() => void send().catch(() => undefined)} />
            <span className={css.formEnd}><span className={css.hint}>{t('Colleagues read it, merchants never do')}</span><Button primary type="submit" disabled={desk.busy || text.trim() === ''}>{t('Add note')}</Button></span>
          </form>
        )
        : <TaskForm field={task} label={t('New task')} now={now} busy={desk.busy} save={async (plan) => { await desk.plan(taskId.current, plan); taskId.current = crypto.randomUUID(); announce(t('The task is planned')); }} />}
    </section>
  );
}
