import { Link } from '@tanstack/react-router';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Bone } from '../ui/bits';
import { AlertIcon } from '../ui/icons';
import { exactly, number } from '../ui/time';
import own from './imports.module.css';
import type { ImportDetail } from './queries';

/** What became of an import, and what happens next. */
export function Outcome({ data, working }: { data: ImportDetail; working: boolean }) {
  const { state, run, list } = data;
  const who = data.takenAt ? ` ${exactly(data.takenAt)}${data.takenBy ? ` by ${data.takenBy}` : ''}` : '';
  if (state === 'discarded') return <p className={css.notice}>{t('It was put away; nothing of it was taken in.')} <Link to="/imports/new" search={{ list: data.sourceId }}>{t('Bring another file')}</Link></p>;
  if (state === 'unchanged') return <p className={css.notice}>{t('It says nothing that is not known, so there was nothing to take in, and no run was made.')}</p>;
  if (working || !run) return <section className={css.panel} aria-label={t('Result')} aria-busy="true"><div className={css.section}><h2>{t('Being taken in')}</h2><Bone width="50%" /><p className={css.small} aria-live="polite">{t('Its rows are measured against the last good list. You may leave this page; it goes on by itself.')}</p></div></section>;
  if (run.state === 'quarantined') {
    return (
      <div className={css.notice} data-tone="amber" role="status"><AlertIcon /><div><strong>{t('In quarantine: it differs too much from the last good list')}</strong><span>{run.reason}</span><span>{t('Nothing of it is visible, and no score has changed.')} <Link to="/runs/$id" params={{ id: run.id }}>{t('Look at the gates, and release or reject it')}</Link></span></div></div>
    );
  }
  if (run.state === 'failed') return <div className={css.notice} data-tone="red" role="status"><AlertIcon /><div><strong>{t('It was not taken in')}</strong><span>{run.reason} <Link to="/runs/$id" params={{ id: run.id }}>{t('See the run')}</Link></span></div></div>;
  return (
    <section className={css.panel} aria-label={t('Result')}>
      <div className={css.section} role="status">
        <h2>{t('Taken in{{who}}', { who })}</h2>
        {run.reason && <p className={own.fault}>{run.reason}</p>}
        <p className={css.nothing}>{t('{{storefronts}} storefronts of {{marketplace}}, {{fresh}} of them new. Merchants, scores and leads follow within moments.', { storefronts: number(run.storefronts ?? 0), marketplace: list.marketplace, fresh: number(run.newStorefronts ?? 0) })}</p>
        <p className={own.after}><Link to="/runs/$id" params={{ id: run.id }}>{t('See the run and its gates')}</Link><Link to="/leads" search={{ marketplace: [list.marketplace] }}>{t('See its leads')}</Link><Link to="/imports/new" search={{ list: data.sourceId }}>{t('Bring the next file')}</Link></p>
      </div>
    </section>
  );
}
