import { Link } from '@tanstack/react-router';
import { useTranslation } from '../i18n/i18n';
import imports from '../imports/imports.module.css';
import css from '../sources/desk.module.css';
import { number } from '../ui/time';
import own from './bulk.module.css';
import type { BulkDetail } from './queries';
import { REASONS } from './words';

const OUTCOMES: Record<BulkDetail['groups'][number]['outcome'], string> = { waiting: 'Will change', changed: 'Changed', skipped: 'Skipped', undone: 'Put back', kept: 'Not put back' };

/** Leads by what becomes of them and why, each with some of them. */
export function Groups({ data }: { data: BulkDetail }) {
  const { t } = useTranslation();
  return (
    <ul className={own.groups}>
      {data.groups.map(({ outcome, reason, leads, samples }) => (
        <li key={`${outcome} ${reason}`} data-outcome={outcome}>
          <span className="num">{number(leads)}</span>
          <div>
            <strong>{outcome === 'waiting' && data.state !== 'previewed' ? t(data.state === 'cancelled' || data.state === 'undone' ? 'Left alone' : 'To come') : t(OUTCOMES[outcome])}{reason ? `: ${t(REASONS[reason])}` : ''}</strong>
            <p className={css.small}>{samples.map((sample, nth) => <span key={sample.leadId + nth}>{nth > 0 && ', '}{sample.name ? <Link to="/leads/$id" params={{ id: sample.leadId }} dir="auto">{sample.name}</Link> : <code>{sample.leadId.slice(0, 8)}</code>}</span>)}{leads > samples.length && ` ${t('and {{count}} more', { count: leads - samples.length })}`}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

export function Progress({ data }: { data: BulkDetail }) {
  const { t } = useTranslation();
  const undoing = data.state === 'undoing';
  const all = undoing ? data.counts.changed + data.counts.undone + data.counts.kept : data.leads;
  const through = undoing ? data.counts.undone + data.counts.kept : data.leads - data.counts.waiting;
  return (
    <div aria-busy="true">
      <div className={imports.progress} role="progressbar" aria-valuemin={0} aria-valuemax={all} aria-valuenow={through} aria-label={t('Progress')}><i style={{ width: `${Math.max(2, (through / Math.max(1, all)) * 100)}%` }} /></div>
      <p className={`${css.small} num`} aria-live="polite">{t('{{through}} of {{all}}. You may leave; it goes on by itself.', { through: number(through), all: number(all) })}</p>
    </div>
  );
}
