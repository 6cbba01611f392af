import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Bone, Failed, Tag } from '../ui/bits';
import { number } from '../ui/time';
import { preview as previewQuery } from './queries';
import own from './recipe.module.css';

const MOST_SHOWN = 60;

/** What the draft reads on the chosen page, field by field beside what the version in use reads there. */
export function Preview({ recipeId, yaml, captureId, waiting }: { recipeId: string; yaml: string; captureId: string; waiting: boolean }) {
  const { data, error, isError, isFetching, refetch } = useQuery(previewQuery(recipeId, yaml, captureId));
  const [show, setShow] = useState<'fields' | 'changes' | 'values'>('fields');
  if (captureId === '') return <p className={own.foot}>{t('No page of this recipe is kept, so there is nothing to try it on. Pages are kept for 14 days after a run.')}</p>;
  if (isError) return <Failed what={t('The preview')} error={error} retry={() => void refetch()} />;
  if (!data) return <div className={css.bones}><Bone width="40%" /><Bone width="80%" /><Bone width="60%" /></div>;
  if (data.problem) return <p className={`${css.error} ${own.problem}`} role="alert">{data.problem.message}</p>;
  return (
    <div aria-busy={isFetching || waiting} className={own.preview}>
      <p className={own.status} aria-live="polite"><Tag tone={data.blocked || data.pageKind === 'unknown' ? 'red' : 'green'}>{data.blocked ? t('blocked: {{blocked}}', { blocked: data.blocked }) : data.pageKind}</Tag>{data.page && <span>{t('as')} <code className={css.code}>{data.page}</code></span>}<span className={css.small}>{t('{{ms}} ms, no request', { ms: data.ms })}</span></p>
      {data.warnings.slice(0, 5).map((warning) => <p key={warning} className={`${css.small} ${own.warning}`}>{warning}</p>)}
      <div className={`${css.tabs} ${own.tabs}`} role="tablist" aria-label={t('Preview')}>
        {([['fields', t('Fields')], ['changes', `Changes ${data.changes.length ? `(${number(data.changes.length)}${data.changes.length === 200 ? '+' : ''})` : ''}`], ['values', t('Values')]] as const).map(([name, text]) => <button key={name} type="button" role="tab" aria-selected={show === name} onClick={() => setShow(name)}>{text}</button>)}
      </div>
      <div className={own.result} role="tabpanel" tabIndex={0}>
        {show === 'fields' ? (data.fields.length === 0 ? <p className={own.foot}>{t('It reads nothing here.')}</p> : (
          <table className={css.table}>
            <thead><tr><th>{t('Field')}</th><th data-end>{t('In use')}</th><th data-end>{t('Draft')}</th><th data-end>{t('Changed')}</th></tr></thead>
            <tbody>{data.fields.map(({ field, before, after, changed }) => <tr key={field}><td><code className={own.field}>{field}</code></td><td data-end className="num">{number(before)}</td><td data-end className="num"><span className={after < before ? css.worse : undefined}>{number(after)}</span></td><td data-end className="num">{changed ? number(changed) : ''}</td></tr>)}</tbody>
          </table>
        )) : show === 'changes' ? (data.changes.length === 0 ? <p className={own.foot}>{t('It reads this page as the version in use does.')}</p> : (
          <table className={css.table}>
            <thead><tr><th>{t('Place')}</th><th>{t('In use')}</th><th>{t('Draft')}</th></tr></thead>
            <tbody>{data.changes.slice(0, MOST_SHOWN).map(({ path, was, now }) => <tr key={path}><td><code className={own.field}>{path}</code></td><td className={own.value} dir="auto">{was ?? <span className={css.small}>{t('nothing')}</span>}</td><td className={own.value} dir="auto">{now ?? <span className={css.worse}>{t('nothing')}</span>}</td></tr>)}</tbody>
          </table>
        )) : (
          <table className={css.table}>
            <thead><tr><th>{t('Place')}</th><th>{t('Value')}</th></tr></thead>
            <tbody>{data.values.slice(0, MOST_SHOWN * 2).map(({ path, value }) => <tr key={path}><td><code className={own.field}>{path}</code></td><td className={own.value} dir="auto">{value}</td></tr>)}</tbody>
          </table>
        )}
      </div>
    </div>
  );
}
