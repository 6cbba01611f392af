import { Modal, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, api } from '../api/client';
import { t } from '../i18n/i18n';
import { recipe as recipeQuery } from '../recipes/queries';
import { ReadingBar } from '../recipes/ReadingBar';
import { useReading } from '../recipes/readings';
import css from '../sources/desk.module.css';
import { Button } from '../ui/bits';
import { AlertIcon } from '../ui/icons';
import { exactly } from '../ui/time';
import { toast } from '../ui/toasts';
import { importOf, type RunDetail } from './words';

type Choice = 'released' | 'rejected' | 'reparsed';
const TITLE: Record<Choice, string> = { released: 'Release this run', rejected: 'Reject this run', reparsed: 'Read it again' };
const SAYS: Record<Choice, string> = {
  released: 'You vouch for what it read: storefronts, scores and leads will follow from it, whatever the gates say.',
  rejected: 'Nothing of it will ever be seen. Scores stay on the last good run.',
  reparsed: 'Its stored pages are read again with another version of the recipe, without one request to the site. Then the gates measure anew.',
};

/** What a person decides about a quarantined run. The note stays with the run and in the audit log. */
export function Decision({ run, may }: { run: RunDetail; may: boolean }) {
  const [asked, setAsked] = useState<Choice | null>(null);
  const imported = importOf(run);
  return (
    <section className={css.notice} data-tone="amber" aria-label={t('Decision')}>
      <AlertIcon />
      <div>
        <strong>{t('This run waits for a person. Nothing of it is visible; scores and mails stand on the last good run.')}</strong>
        <span>{imported ? t('Look at the gates below and at the file. Release it when the list really changed like this; reject it when the file is wrong or lacks rows, and bring the right one.') : t('Compare the pages below. Release it when the site really changed like this, reject it when what was read is wrong, or mend the recipe and read it again.')}</span>
        {may
          ? (
            <div className={css.decide}>
              <Button primary onClick={() => setAsked('released')}>{t('Release…')}</Button>
              <Button onClick={() => setAsked('rejected')}>{t('Reject…')}</Button>
              {imported
                ? <Link to="/imports/$id" params={{ id: imported }} className={css.cancel}>{t('Look at the file')}</Link>
                : <><Button onClick={() => setAsked('reparsed')}>{t('Read again…')}</Button><Link to="/recipes/$id" params={{ id: run.recipe.id }} search={{ run: run.id }} className={css.cancel}>{t('Mend the recipe')}</Link></>}
            </div>
          ) : <span>{t('An operator or admin decides.')}</span>}
      </div>
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={asked ? t(TITLE[asked]) : ''} centered radius="lg" size={480}>
        {asked && <Form key={asked} run={run} choice={asked} close={() => setAsked(null)} />}
      </Modal>
    </section>
  );
}

function Form({ run, choice, close }: { run: RunDetail; choice: Choice; close: () => void }) {
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [version, setVersion] = useState('');
  const recipe = useQuery({ ...recipeQuery(run.recipe.id), enabled: choice === 'reparsed' });
  const others = recipe.data?.list.filter(({ id }) => id !== run.recipe.versionId) ?? [];
  const { reading, follow } = useReading();
  const decide = useMutation({
    mutationFn: async () => (choice === 'reparsed'
      ? follow(answered(api.POST('/api/runs/{id}/replays', { params: { path: { id: run.id } }, body: { recipeVersionId: version, ...(note.trim() ? { note } : {}) } }))).then(() => answered(api.GET('/api/runs/{id}', { params: { path: { id: run.id } } })))
      : answered(api.PUT('/api/runs/{id}/decision', { params: { path: { id: run.id } }, body: { decision: choice, note } }))),
    onSuccess: async (after) => {
      client.setQueryData(['run', run.id], after);
      toast(choice === 'released' ? t('Released. It becomes visible within seconds.') : choice === 'rejected' ? t('Rejected. Nothing of it is visible.') : after.state === 'quarantined' ? t('Read again; a gate still does not hold.') : t('Read again; the gates hold.'), after.state === 'quarantined' ? { tone: 'red' } : {});
      close();
      await Promise.all([['sources'], ['source'], ['runs'], ['run']].map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
  const ready = choice === 'reparsed' ? version !== '' : note.trim().length >= 3;
  return (
    <form className={css.dialog} onSubmit={(event) => { event.preventDefault(); if (ready) decide.mutate(); }}>
      <p>{t(SAYS[choice])}</p>
      {choice === 'reparsed' && (recipe.isPending ? <p className={css.small}>{t('Loading the versions…')}</p> : others.length === 0
        ? <p className={css.small}>{t('The recipe has no other version yet. Mend it first; a proposed version can be used here.')}</p>
        : (
          <fieldset className={css.choices}><legend className="unseen">{t('Version')}</legend>{others.slice(0, 8).map((one) => (
            <label key={one.id}><input type="radio" name="version" value={one.id} checked={version === one.id} onChange={() => setVersion(one.id)} /><span><code className={css.code}>{one.hash.slice(0, 8)}</code> {one.current ? t('in use') : one.promotedAt ? t('used before') : t('proposed')}{one.proposedBy ? t(' by {{proposedBy}}', { proposedBy: one.proposedBy }) : ''}<span className={css.noteLine}>{exactly(one.createdAt)}</span></span></label>
          ))}</fieldset>
        ))}
      <Textarea label={t('Why')} description={choice === 'reparsed' ? t('Optional') : t('Stays with the run')} rows={3} maxLength={1000} value={note} {...(choice === 'reparsed' ? {} : { 'data-autofocus': true })} onChange={(event) => setNote(event.currentTarget.value)} />
      {reading && <ReadingBar reading={reading} />}
      {decide.error && <p className={css.error} role="alert">{decide.error.message}</p>}
      <div className={css.formEnd}><Button onClick={close}>{t('Leave it in quarantine')}</Button><Button primary type="submit" disabled={!ready || decide.isPending}>{choice === 'released' ? t('Release') : choice === 'rejected' ? t('Reject') : decide.isPending ? t('Reading…') : t('Read again')}</Button></div>
    </form>
  );
}
