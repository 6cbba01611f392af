import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../api/client';
import { t } from '../i18n/i18n';
import { percent } from '../runs/words';
import css from '../sources/desk.module.css';
import { Button } from '../ui/bits';
import own from './recipe.module.css';

const written = (value: unknown): string => (value === null || value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value));

/** When a selector broke: readers for where the last known values stand now. A person accepts each; they change only the draft. */
export function Repairs({ recipeId, yaml, captureId, take }: { recipeId: string; yaml: string; captureId: string; take: (yaml: string) => void }) {
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const body = { yaml, captureId };
  const suggest = useMutation({ mutationFn: () => answered(api.POST('/api/recipes/{id}/repairs', { params: { path: { id: recipeId } }, body })), onSuccess: () => setWithout(new Set()) });
  const repairs = suggest.data?.repairs ?? [];
  const wanted = repairs.filter(({ field }) => !without.has(field));
  const accept = useMutation({
    mutationFn: () => answered(api.POST('/api/recipes/{id}/repairs', { params: { path: { id: recipeId } }, body: { ...body, accepted: wanted.map(({ field }) => field) } })),
    onSuccess: (answer) => { if (answer.yaml !== null) take(answer.yaml); suggest.reset(); },
  });
  const error = suggest.error ?? accept.error;
  return (
    <section className={css.panel} aria-label={t('Suggested repairs')}>
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{t('Suggested repairs')}</h2><Button className={`${css.smallButton} ${css.printButton}`} disabled={suggest.isPending} onClick={() => suggest.mutate()}>{suggest.isPending ? t('Looking…') : t('Look for repairs')}</Button></div>
        <p className={css.small}>{t('Looks for where the values that were last known (names, prices, ids) stand on this page now.')}</p>
        {error && <p className={css.error} role="alert">{error.message}</p>}
        {suggest.data && repairs.length === 0 && <p className={css.nothing}>{suggest.data.known ? t('Nothing is broken here, or the known values are not on this page.') : t('This page was never read well before, so there is nothing to look for.')}</p>}
        {repairs.length > 0 && (
          <>
            <ul className={own.repairs}>{repairs.map(({ field, was, now, confidence, example }) => (
              <li key={field}><label>
                <input type="checkbox" checked={!without.has(field)} onChange={(event) => { const next = new Set(without); if (event.target.checked) next.delete(field); else next.add(field); setWithout(next); }} />
                <span><code className={own.field}>{field}</code> <span className={css.small}>{t('{{confidence}} of known values', { confidence: percent(confidence) })}</span>
                  <span className={own.from}>{written(was)}</span><span className={own.to}>{written(now)}</span><span className={css.noteLine} dir="auto">{t('reads “{{example}}”', { example })}</span></span>
              </label></li>
            ))}</ul>
            <div><Button primary disabled={wanted.length === 0 || accept.isPending} onClick={() => accept.mutate()}>{wanted.length === repairs.length ? t('Accept all into the draft') : t('Accept {{n}} into the draft', { n: wanted.length })}</Button></div>
          </>
        )}
      </div>
    </section>
  );
}
