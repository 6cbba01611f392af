import { Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { answered, api, type LeadCard, type LeadDetail, type Stage } from '../api/client';
import { lead as leadQuery, people, workspace } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { Bone, Button, Failed, StageLabel } from '../ui/bits';
import { ago } from '../ui/time';
import { toast } from '../ui/toasts';
import css from './Board.module.css';
import type { Move } from './move';
import { refusalText } from './refusals';
import { lists } from './screen-cards';
import { stageName } from './stages';

/** An edit that met another person's edit of the same lead. */
export type Conflict = ({ kind: 'move' } & Move) | { kind: 'assign'; lead: LeadCard; ownerId: string | null };

let open: Conflict | null = null;
const watchers = new Set<() => void>();
const set = (next: Conflict | null): void => { open = next; for (const watcher of watchers) watcher(); };
const watch = (watcher: () => void) => { watchers.add(watcher); return () => { watchers.delete(watcher); }; };

/** Shows both values and lets the person decide: nobody's edit is lost in silence. */
export const askAboutConflict = (conflict: Conflict): void => set(conflict);

/** Stands once in the frame. */
export function ConflictDialog() {
  const { t } = useTranslation();
  const conflict = useSyncExternalStore(watch, () => open);
  const [last, setLast] = useState(conflict);
  if (conflict && conflict !== last) setLast(conflict);
  const shown = conflict ?? last;
  return (
    <Modal opened={conflict !== null} onClose={() => set(null)} title={t('Somebody else was faster')} centered radius="lg" size={480}>
      {shown && <Both key={`${shown.lead.id}-${shown.lead.version}`} conflict={shown} close={() => set(null)} />}
    </Modal>
  );
}

function Both({ conflict, close }: { conflict: Conflict; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ ...leadQuery(conflict.lead.id), staleTime: 0, refetchOnMount: 'always' });
  const { data: users } = useQuery(people);
  const { data: clock } = useQuery(workspace);
  // To the second: it is seconds that people ask about here.
  const now = clock ? new Date(clock.businessNow).getTime() + (Date.now() - clock.readAt) : Date.now();
  const fresh = data && data.version > conflict.lead.version ? data : undefined;
  if (error && !fresh) return <Failed what={t('This lead')} error={error} retry={() => void refetch()} />;
  if (!fresh) return <div className={css.reasonForm}><Bone width="80%" /><Bone width="60%" height={20} /><Bone width="60%" height={20} /></div>;

  const owner = (id: string | null) => (id ? users?.find((user) => user.id === id)?.name ?? t('somebody') : t('Nobody'));
  const done = conflict.kind === 'move' ? fresh.stage === conflict.to : (fresh.owner?.id ?? null) === conflict.ownerId;
  const possible = conflict.kind === 'assign' || fresh.allowedMoves.includes(conflict.to);
  const goOn = async () => {
    const path = { id: fresh.id };
    try {
      if (conflict.kind === 'move') await answered(api.PUT('/api/leads/{id}/stage', { params: { path }, body: { to: conflict.to, version: fresh.version, ...conflict.why } }));
      else await answered(api.PUT('/api/leads/{id}/owner', { params: { path }, body: { ownerId: conflict.ownerId, version: fresh.version } }));
    } catch (problem) {
      toast(refusalText(t, problem), { tone: 'red' });
    }
    for (const key of [...lists, 'lead']) void client.invalidateQueries({ queryKey: [key] });
    close();
  };
  return (
    <div className={css.reasonForm}>
      <p><bdi>{conflict.lead.name}</bdi></p>
      <dl className={css.both}>
        <dt>{t('It was')}</dt><dd>{conflict.kind === 'move' ? <StageLabel stage={conflict.lead.stage} /> : conflict.lead.owner?.name ?? t('Nobody')}</dd>
        <dt>{t('It is now')}</dt><dd>{conflict.kind === 'move' ? <StageLabel stage={fresh.stage} /> : fresh.owner?.name ?? t('Nobody')}<span className={css.whoDid}>{whoDid(t, fresh, conflict.lead, now)}</span></dd>
        <dt>{t('You wanted')}</dt><dd>{conflict.kind === 'move' ? <StageLabel stage={conflict.to} /> : owner(conflict.ownerId)}</dd>
      </dl>
      {!possible && !done && conflict.kind === 'move' && <p className={css.soft}>{t('From {{from}} a lead cannot go to {{to}}.', { from: t(stageName[fresh.stage]), to: t(stageName[conflict.to]) })}</p>}
      <div className={css.formEnd}>
        <Button onClick={close} data-autofocus>{t('Leave it as it is now')}</Button>
        {!done && possible && <Button primary onClick={() => void goOn()}>{conflict.kind === 'move' ? t('Move it to {{stage}}', { stage: t(stageName[conflict.to]) }) : t('Give it to {{name}}', { name: owner(conflict.ownerId) })}</Button>}
      </div>
    </div>
  );
}

/** "Omar moved it to Engaged 12 s ago", read from the newest move; where only something else changed, nothing. */
function whoDid(t: ReturnType<typeof useTranslation>['t'], fresh: LeadDetail, before: LeadCard, now: number): string | null {
  if (fresh.stage === before.stage) return null;
  const move = fresh.timeline.find((entry) => entry.kind === 'stage' && entry.data['to'] === fresh.stage);
  if (!move) return null;
  const who = typeof move.data['user'] === 'string' ? move.data['user'] : t('Beckon');
  return t('{{who}} moved it to {{stage}} {{ago}}', { who, stage: t(stageName[fresh.stage as Stage]), ago: seconds(t, now - new Date(move.at).getTime()) });
}
const seconds = (t: ReturnType<typeof useTranslation>['t'], ms: number): string => (ms < 60_000 ? t('{{count}} s ago', { count: Math.max(1, Math.round(ms / 1000)) }) : ago(ms));
