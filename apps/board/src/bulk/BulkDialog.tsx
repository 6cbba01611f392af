import { Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import type { Stage } from '../api/client';
import { people } from '../api/queries';
import { stageName } from '../board/stages';
import { refusal } from '../imports/queries';
import { useTranslation } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Button } from '../ui/bits';
import { useBusinessNow } from '../ui/time';
import { toast } from '../ui/toasts';
import { Groups, Progress } from './Groups';
import { decideBulk, isWorkedOn, oneBulk, previewBulk, type BulkDetail, type Chosen, type Wanted } from './queries';
import { useBulkWords } from './words';

export type Kind = Wanted['kind'];
const TITLES: Record<Kind, string> = { stage: 'Move leads to a stage', owner: 'Give leads to somebody', 'add-tag': 'Add a tag', 'remove-tag': 'Remove a tag', snooze: 'Snooze leads' };
const STAGES: readonly Stage[] = ['sourced', 'qualified', 'queued', 'contacted', 'engaged', 'offer_sent', 'declined', 'unreachable', 'disqualified', 'do_not_contact'];
const NEEDS_REASON: readonly Stage[] = ['declined', 'unreachable', 'disqualified', 'do_not_contact'];

/** Says what, then shows who would change and who would not, then does it. */
export function BulkDialog({ asked, close, done }: { asked: { kind: Kind; chosen: Chosen } | null; close: () => void; done?: () => void }) {
  const { t } = useTranslation();
  const [id, setId] = useState<string | null>(null);
  const words = useBulkWords();
  const { data: looked } = useQuery({ ...oneBulk(id ?? ''), enabled: id !== null });
  const leave = (): void => { setId(null); close(); };
  return (
    <Modal opened={asked !== null} onClose={leave} title={id !== null && looked ? words.change(looked.change) : asked ? t(TITLES[asked.kind]) : ''} centered radius="lg" size={560}>
      {asked && (id === null ? <Ask key={asked.kind} kind={asked.kind} chosen={asked.chosen} close={leave} shown={setId} /> : <Preview id={id} close={leave} back={() => setId(null)} {...(done ? { done } : {})} />)}
    </Modal>
  );
}

function Ask({ kind, chosen, close, shown }: { kind: Kind; chosen: Chosen; close: () => void; shown: (id: string) => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: everybody } = useQuery(people);
  const now = useBusinessNow();
  const [to, setTo] = useState<Stage | null>(null);
  const [why, setWhy] = useState('');
  const [owner, setOwner] = useState<string | null>(null);
  const [tag, setTag] = useState('');
  const [day, setDay] = useState('');
  const send = useMutation({ mutationFn: (change: Wanted) => previewBulk(change, chosen), onSuccess: (made: BulkDetail) => { client.setQueryData(oneBulk(made.id).queryKey, made); shown(made.id); } });
  const wanted = ((): Wanted | null => {
    switch (kind) {
      case 'stage': return to && (!NEEDS_REASON.includes(to) || why.trim()) ? { kind, to: to as Extract<Wanted, { kind: 'stage' }>['to'], why: why.trim() } : null;
      case 'owner': return owner ? { kind, ownerId: owner === 'nobody' ? null : owner } : null;
      case 'add-tag': case 'remove-tag': return tag.trim() ? { kind, tag: tag.trim() } : null;
      case 'snooze': return day ? { kind, until: new Date(`${day}T06:00:00Z`).toISOString() } : null;
    }
  })();
  const { errors, general } = refusal(send.error);
  return (
    <form className={css.dialog} onSubmit={(event: FormEvent) => { event.preventDefault(); if (wanted) send.mutate(wanted); }}>
      <p className={css.small}>{chosen.ids.length > 0 ? t('For the {{count}} marked leads.', { count: chosen.ids.length }) : t('For all leads that the list shows now, also those further down.')}</p>
      {kind === 'stage' && (
        <>
          <Select label={t('Stage')} data-autofocus data={STAGES.map((stage) => ({ value: stage, label: t(stageName[stage]) }))} value={to} onChange={(value) => setTo(value as Stage | null)} placeholder={t('Choose a stage')} />
          {to && NEEDS_REASON.includes(to) && <Textarea label={t('Why?')} description={t('It stays in each lead’s history.')} rows={2} maxLength={400} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />}
        </>
      )}
      {kind === 'owner' && <Select label={t('Owner')} data-autofocus searchable data={[{ value: 'nobody', label: t('Nobody') }, ...(everybody ?? []).map((person) => ({ value: person.id, label: person.name }))]} value={owner} onChange={setOwner} placeholder={t('Choose a person')} />}
      {(kind === 'add-tag' || kind === 'remove-tag') && <TextInput label={t('Tag')} data-autofocus maxLength={40} value={tag} onChange={(event) => setTag(event.currentTarget.value)} />}
      {kind === 'snooze' && <TextInput type="date" label={t('Until')} data-autofocus min={new Date(now).toISOString().slice(0, 10)} value={day} onChange={(event) => setDay(event.currentTarget.value)} />}
      {(general || errors.length > 0) && <p className={css.error} role="alert">{general ?? errors.map(({ message }) => message).join(' ')}</p>}
      <div className={css.formEnd}><Button onClick={close}>{t('Cancel')}</Button><Button primary type="submit" disabled={!wanted || send.isPending}>{send.isPending ? t('Looking…') : t('Show what would change')}</Button></div>
    </form>
  );
}

function Preview({ id, close, back, done }: { id: string; close: () => void; back: () => void; done?: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data } = useQuery(oneBulk(id));
  const decide = useMutation({ mutationFn: (to: 'running' | 'cancelled' | 'undone') => decideBulk(id, to), onSuccess: (next) => { client.setQueryData(oneBulk(id).queryKey, next); void client.invalidateQueries({ queryKey: ['bulk-actions'] }); } });
  const state = data?.state;
  useEffect(() => {
    if (!data || (state !== 'done' && state !== 'cancelled' && state !== 'undone')) return;
    for (const queryKey of [['leads'], ['board'], ['column'], ['lead'], ['bulk-actions']]) void client.invalidateQueries({ queryKey });
    if (state === 'done') {
      done?.();
      toast(t('{{count}} leads changed.', { count: data.counts.changed }), { action: { label: t('Undo'), run: () => { void decideBulk(id, 'undone').then(() => { toast(t('Being taken back.')); void client.invalidateQueries({ queryKey: ['bulk-actions'] }); }, (error: unknown) => toast(error instanceof Error ? error.message : String(error), { tone: 'red' })); } } });
    }
    // Once per state that it reaches.
  }, [state]);
  if (!data) return null;
  const { general } = refusal(decide.error);
  const { counts } = data;
  return (
    <div className={css.dialog}>
      {state === 'previewed' && <p role="status">{t('{{count}} leads change', { count: counts.waiting })}{counts.skipped > 0 && <>, {t('{{count}} are skipped', { count: counts.skipped })}</>}. <span className={css.small}>{t('Nothing has happened yet.')}</span></p>}
      {isWorkedOn(data) && <Progress data={data} />}
      {!isWorkedOn(data) && state !== 'previewed' && <p role="status">{t('{{count}} leads changed.', { count: counts.changed + counts.undone + counts.kept })} {counts.undone > 0 && t('{{count}} were put back.', { count: counts.undone })}</p>}
      <Groups data={data} />
      {general && <p className={css.error} role="alert">{general}</p>}
      <div className={css.formEnd}>
        {state === 'previewed' && <><Button onClick={back}>{t('Back')}</Button><Button primary disabled={counts.waiting === 0 || decide.isPending} onClick={() => decide.mutate('running')}>{t('Change {{count}} leads', { count: counts.waiting })}</Button></>}
        {state === 'running' && <Button onClick={() => decide.mutate('cancelled')} disabled={decide.isPending}>{t('Stop')}</Button>}
        {data.undoUntil && <Button onClick={() => decide.mutate('undone')} disabled={decide.isPending}>{t('Undo')}</Button>}
        {state !== 'previewed' && <Button primary onClick={close}>{t('Close')}</Button>}
      </div>
    </div>
  );
}
