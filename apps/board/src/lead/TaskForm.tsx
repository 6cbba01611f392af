import { useQuery } from '@tanstack/react-query';
import { useState, type RefObject } from 'react';
import { people, session, workspace } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import css from './desk.module.css';
import type { Repeat, TaskPlan } from './queries';

/** Tomorrow at nine, by the clock of a zone. */
export function tomorrow(now: number, zone: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(now));
  return `${new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)}T09:00`;
}

/** What, when, who, how often. */
export function TaskForm({ now, start, save, busy, leave, label, field }: { now: number; start?: TaskPlan; save: (plan: TaskPlan) => Promise<unknown>; busy: boolean; leave?: () => void; label: string; field?: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const { data: all = [] } = useQuery(people);
  const { data: me } = useQuery(session);
  const { data: house } = useQuery(workspace);
  const zone = start?.zone ?? house?.zone ?? 'UTC';
  const [title, setTitle] = useState(start?.title ?? '');
  const [due, setDue] = useState(start?.dueLocal ?? '');
  const [owner, setOwner] = useState(start?.ownerId ?? '');
  const [repeat, setRepeat] = useState<Repeat | ''>(start?.repeat ?? '');
  const dueLocal = due || tomorrow(now, zone);
  const submit = async (): Promise<void> => {
    if (title.trim() === '' || busy) return;
    await save({ title: title.trim(), dueLocal, ownerId: owner || me!.id, zone: start?.zone ?? null, repeat: repeat || null });
    if (!start) { setTitle(''); setDue(''); setRepeat(''); }
  };
  return (
    <form className={css.taskForm} aria-label={label} onSubmit={(event) => { event.preventDefault(); void submit().catch(() => undefined); }} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); leave?.(); (event.target as HTMLElement).blur(); } }}>
      <input ref={field} className={css.wide} value={title} maxLength={200} dir="auto" placeholder={t('What is to be done?')} aria-label={t('What is to be done?')} onChange={(event) => setTitle(event.target.value)} />
      <label><span>{t('Due')}</span><input type="datetime-local" value={dueLocal} title={t('By the clock of {{zone}}', { zone })} onChange={(event) => setDue(event.target.value)} /></label>
      <label><span>{t('Who')}</span><select value={owner || me?.id} onChange={(event) => setOwner(event.target.value)}>{all.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select></label>
      <label><span>{t('Again')}</span><select value={repeat} onChange={(event) => setRepeat(event.target.value as Repeat | '')}><option value="">{t('once')}</option><option value="daily">{t('every day')}</option><option value="weekly">{t('every week')}</option><option value="monthly">{t('every month')}</option></select></label>
      <span className={css.formEnd}>{leave && <Button onClick={leave}>{t('Cancel')}</Button>}<Button primary type="submit" disabled={busy || title.trim() === ''}>{start ? t('Save') : t('Plan it')}</Button></span>
    </form>
  );
}
