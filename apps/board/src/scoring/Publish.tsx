import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, Problem } from '../api/client';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Button } from '../ui/bits';
import { toast } from '../ui/toasts';
import { sumOf, type Model, type Version } from './queries';
import own from './scoring.module.css';

/** From draft to force: saved for others to look at, published with a note, or thrown away. */
export function Publish({ model, draft, published, touched, changed, reset }: { model: Model; draft: Version | undefined; published: Version; touched: boolean; changed: boolean; reset: () => void }) {
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [override, setOverride] = useState('');
  const again = () => client.invalidateQueries({ queryKey: ['scoring'] });
  const save = async () => (await answered(api.PUT('/api/scoring/draft', { body: { ...model, basedOn: draft?.editedAt ?? null } as never }))).editedAt;
  const keep = useMutation({ mutationFn: save, onSuccess: async () => { await again(); toast(t('The draft is saved. Nobody is scored with it yet.')); } });
  const publish = useMutation({
    mutationFn: async () => answered(api.POST('/api/scoring/publications', { body: { note, ...(override.trim() ? { override } : {}), editedAt: touched || !draft ? await save() : draft.editedAt! } })),
    onSuccess: async ({ version }) => { setNote(''); setOverride(''); await again(); toast(t('Model v{{version}} is in force. Everybody is scored with it now.', { version })); },
  });
  const discard = useMutation({
    mutationFn: async () => { if (draft) await answered(api.DELETE('/api/scoring/draft')); },
    onSuccess: async () => { reset(); await again(); toast(t('The draft is gone. Scores stay as they are.')); },
  });
  const whole = sumOf(model.weights) === 100;
  const busy = keep.isPending || publish.isPending || discard.isPending;
  const error = publish.error ?? keep.error ?? discard.error;
  const untried = override !== '' || (publish.error instanceof Problem && /^score-model-(not-tried|worse)$/.test(publish.error.code));
  return (
    <section className={css.panel} aria-label={t('Publish')}>
      <form className={css.section} onSubmit={(event) => { event.preventDefault(); if (changed && whole && !busy) publish.mutate(); }}>
        <div className={css.sectionHead}><h2>{t('Publish')}</h2><span className={css.aside}>{t('v{{version}} stays in the list and can be taken again', { version: published.version })}</span></div>
        <label className={own.field}><span>{t('Why?')}</span><textarea rows={2} maxLength={500} value={note} placeholder={t('Ratings foretold answers better than rank last quarter')} onChange={(event) => setNote(event.target.value)} /></label>
        {untried && <label className={own.field}><span>{t('Why all the same?')}</span><textarea rows={2} maxLength={500} value={override} placeholder={t('The market changed in May; the past says little')} onChange={(event) => setOverride(event.target.value)} /></label>}
        <div className={own.actions}>
          <Button primary type="submit" disabled={!changed || !whole || busy || note.trim() === ''}>{publish.isPending ? t('Publishing…') : t('Publish')}</Button>
          <Button disabled={!touched || !whole || busy} onClick={() => keep.mutate()}>{t('Save draft')}</Button>
          {(changed || draft) && <Button disabled={busy} onClick={() => discard.mutate()}>{draft ? t('Discard draft') : t('Undo changes')}</Button>}
          <span className={css.small}>{!changed ? t('This is the model in force.') : !whole ? t('The weights must add up to 100.') : note.trim() === '' ? t('Publishing needs a reason: it is shown with the version.') : ''}</span>
        </div>
        {error && <p className={css.error} role="alert">{error.message}{error instanceof Problem && error.code === 'score-draft-changed' && <> <button type="button" className={own.textButton} onClick={() => { keep.reset(); publish.reset(); void again(); }}>{t('Load it')}</button></>}</p>}
      </form>
    </section>
  );
}
