import { Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { answered, api, type Schemas } from '../api/client';
import { t } from '../i18n/i18n';
import desk from '../sources/desk.module.css';
import { Bone, Button, Tag } from '../ui/bits';
import { dayOf } from '../ui/time';
import { toast } from '../ui/toasts';
import css from './identity.module.css';

type Field = keyof NonNullable<Schemas['MergeWanted']['keep']>;
const FIELDS: ReadonlyArray<readonly [Field, string, (side: Schemas['MergeSide']) => string | null]> = [
  ['storefrontName', 'Name', (side) => side.name], ['businessName', 'Legal name', (side) => side.legalName], ['country', 'Country', (side) => side.country],
];

/** What was joined into this merchant, and the button to join or take apart. */
export function Joining({ merchantId, name, may }: { merchantId: string; name: string; may: boolean }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ queryKey: ['merges', merchantId], queryFn: ({ signal }) => answered(api.GET('/api/merchants/{id}/merges', { params: { path: { id: merchantId } }, signal })) });
  const undo = useMutation({
    mutationFn: (id: string) => answered(api.POST('/api/merges/{id}/undo', { params: { path: { id } } })),
    onSuccess: () => { toast(t('Taken apart again.')); void client.invalidateQueries(); },
    onError: (error) => toast(error.message, { tone: 'red' }),
  });
  const merges = data?.merges ?? [];
  if (merges.length === 0 && !may) return null;
  return (
    <div className={css.joining}>
      {merges.map((merge) => (
        <p key={merge.id} className={css.joined}>
          <span dir="auto">{merge.winnerId === merchantId ? t('“{{name}}” was joined into this merchant on {{day}}', { name: merge.loserName, day: dayOf(merge.mergedAt) }) : t('Joined into “{{name}}” on {{day}}', { name: merge.winnerName, day: dayOf(merge.mergedAt) })}{merge.mergedBy && ` ${t('by {{name}}', { name: merge.mergedBy })}`}{merge.why && `: ${merge.why}`}{merge.undoneAt && `; ${t('taken apart on {{day}}', { day: dayOf(merge.undoneAt) })}`}.</span>
          {merge.undoableUntil && may && <Button onClick={() => undo.mutate(merge.id)} disabled={undo.isPending}>{t('Undo until {{undoableUntil}}', { undoableUntil: dayOf(merge.undoableUntil) })}</Button>}
        </p>
      ))}
      {may && <Button onClick={() => setOpen(true)}>{t('Join with another merchant…')}</Button>}
      <Modal opened={open} onClose={() => setOpen(false)} title={t('Join “{{name}}” with another merchant', { name })} centered radius="lg" size={620}>{open && <Form winnerId={merchantId} close={() => setOpen(false)} />}</Modal>
    </div>
  );
}

function Form({ winnerId, close }: { winnerId: string; close: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const [why, setWhy] = useState('');
  const [keep, setKeep] = useState<Partial<Record<Field, 'winner' | 'loser'>>>({});
  const q = useDeferredValue(words.trim());
  const found = useQuery({ queryKey: ['join-search', q], enabled: q.length > 1 && !picked, queryFn: ({ signal }) => answered(api.GET('/api/leads', { params: { query: { q, limit: 8 } }, signal })) });
  const preview = useQuery({ queryKey: ['join-preview', winnerId, picked], enabled: picked !== null, retry: false, queryFn: ({ signal }) => answered(api.GET('/api/merges/preview', { params: { query: { winnerId, loserId: picked! } }, signal })) });
  const join = useMutation({
    mutationFn: () => answered(api.POST('/api/merges', { body: { winnerId, loserId: picked!, why, keep } })),
    onSuccess: () => { toast(t('Joined into one merchant. It can be undone for thirty days.')); close(); void client.invalidateQueries(); void navigate({ to: '/merchants/$id', params: { id: winnerId } }); },
  });
  const candidates = [...new Map((found.data?.leads ?? []).filter((lead) => lead.merchantId !== winnerId).map((lead) => [lead.merchantId, lead])).values()];
  return (
    <form className={desk.dialog} onSubmit={(event) => { event.preventDefault(); if (picked && preview.data) join.mutate(); }}>
      {!picked ? (
        <>
          <label className={css.why}><span>{t('Find the other one by name, seller id or contact')}</span><input value={words} data-autofocus onChange={(event) => setWords(event.currentTarget.value)} /></label>
          <ul className={css.found} aria-busy={found.isFetching}>
            {candidates.map((lead) => <li key={lead.merchantId}><button type="button" onClick={() => setPicked(lead.merchantId)}><strong dir="auto">{lead.name}</strong><span className={css.small}>{[lead.country, lead.category, ...lead.marketplaces].filter(Boolean).join(' · ')}</span></button></li>)}
            {q.length > 1 && found.data && candidates.length === 0 && <li className={css.small}>{t('Nobody else is found by that.')}</li>}
          </ul>
        </>
      ) : preview.error ? <p className={desk.error} role="alert">{preview.error.message}</p> : !preview.data ? <Bone height={120} /> : (
        <>
          <ul className={css.notes}>{preview.data.notes.map((note) => <li key={note} dir="auto">{note}</li>)}</ul>
          <p className={css.small}>{preview.data.loser.storefronts.map((shop) => <span key={shop.id}><Tag>{shop.marketplace}</Tag> <bdi>{shop.name}</bdi> </span>)}</p>
          {FIELDS.map(([field, label, of]) => {
            const [mine, theirs] = [of(preview.data.winner), of(preview.data.loser)];
            if (!mine || !theirs || mine === theirs) return null;
            return (
              <fieldset key={field} className={css.choice}><legend>{t(label)}</legend>
                {([['', t('As the pages say')], ['winner', mine], ['loser', theirs]] as const).map(([side, text]) => (
                  <label key={side}><input type="radio" name={field} checked={(keep[field] ?? '') === side} onChange={() => setKeep(({ [field]: _, ...rest }) => (side ? { ...rest, [field]: side } : rest))} /><span dir="auto">{text}</span></label>
                ))}
              </fieldset>
            );
          })}
          <label className={css.why}><span>{t('Why')}</span><input value={why} maxLength={500} onChange={(event) => setWhy(event.currentTarget.value)} /></label>
        </>
      )}
      {join.error && <p className={desk.error} role="alert">{join.error.message}</p>}
      <div className={desk.formEnd}>{picked && <Button onClick={() => { setPicked(null); setKeep({}); }}>{t('Another one')}</Button>}<Button onClick={close}>{t('Cancel')}</Button><Button primary type="submit" disabled={!picked || !preview.data || join.isPending}>{t('Join')}</Button></div>
    </form>
  );
}
