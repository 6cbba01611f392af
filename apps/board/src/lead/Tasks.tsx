import { useState } from 'react';
import type { LeadDetail, Task } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { exactly, shortly } from '../ui/time';
import css from './desk.module.css';
import type { Desk } from './queries';
import { Section } from './sections';
import { TaskForm } from './TaskForm';

const EVERY = { daily: 'every day', weekly: 'every week', monthly: 'every month' } as const;

/** What is planned on a lead, and what was done last. */
export function Tasks({ lead, desk, now, may }: { lead: LeadDetail; desk: Desk; now: number; may: boolean }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<string | null>(null);
  const open = lead.tasks.filter(({ doneAt }) => doneAt === null);
  return (
    <Section title={t('Tasks')} aside={open.length > 0 ? `${open.length}` : undefined}>
      {lead.tasks.length === 0 && <p className={css.nothing}>{may ? t('Nothing is planned. T plans the first task.') : t('Nothing is planned.')}</p>}
      <ul className={css.tasks}>
        {lead.tasks.map((task) => (editing === task.id
          ? <li key={task.id} className={css.editing}><Edit task={task} desk={desk} now={now} leave={() => setEditing(null)} /></li>
          : (
            <li key={task.id} data-done={task.doneAt !== null || undefined}>
              <input type="checkbox" checked={task.doneAt !== null} disabled={!may || desk.busy} aria-label={task.doneAt ? t('Not done after all: {{title}}', { title: task.title }) : t('Done: {{title}}', { title: task.title })} onChange={() => void desk.finish(task.id, task.version, task.doneAt === null).catch(() => undefined)} />
              <span className={css.taskText}>
                <span dir="auto">{task.title}</span>
                <span className={css.small} data-late={(task.doneAt === null && new Date(task.dueAt).getTime() < now) || undefined} title={exactly(task.dueAt)}>
                  {task.doneAt ? t('done {{when}} by {{name}}', { when: shortly(task.doneAt), name: task.doneBy ?? '–' }) : `${new Date(task.dueAt).getTime() < now ? t('overdue since {{when}}', { when: shortly(task.dueAt) }) : t('due {{when}}', { when: shortly(task.dueAt) })} · ${task.owner.name}${task.repeat ? ` · ${t(EVERY[task.repeat])}` : ''}`}
                </span>
              </span>
              {may && task.doneAt === null && <Button className={css.smallButton} onClick={() => setEditing(task.id)} aria-label={t('Change: {{title}}', { title: task.title })}>{t('Change')}</Button>}
            </li>
          )))}
      </ul>
    </Section>
  );
}

function Edit({ task, desk, now, leave }: { task: Task; desk: Desk; now: number; leave: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <TaskForm label={t('Change the task')} now={now} busy={desk.busy} leave={leave} start={{ title: task.title, ownerId: task.owner.id, dueLocal: task.dueLocal, zone: task.zone, repeat: task.repeat }} save={async (plan) => { await desk.replan(task.id, task.version, plan); leave(); }} />
      <button type="button" className={css.textButton} disabled={desk.busy} onClick={() => void desk.cancel(task.id, task.version).then(leave, () => undefined)}>{t('Take it off the list')}</button>
    </>
  );
}
