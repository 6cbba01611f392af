import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { session, workspace } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { BoardIcon, CheckIcon, ListIcon, Mark, PairIcon, SettingsIcon, SourceIcon, SparkIcon } from '../ui/icons';
import css from './Frame.module.css';

/** What shows how merchants are reached is not for operators. */
const OF_CONTACTS: readonly string[] = ['/review', '/board', '/leads', '/duplicates'];
const PLACES = [
  { to: '/review', name: 'Review', Icon: CheckIcon },
  { to: '/board', name: 'Board', Icon: BoardIcon },
  { to: '/leads', name: 'Leads', Icon: ListIcon },
  { to: '/duplicates', name: 'Duplicates', Icon: PairIcon },
  { to: '/scoring', name: 'Scoring', Icon: SparkIcon },
  { to: '/sources', name: 'Sources', Icon: SourceIcon },
  { to: '/settings', name: 'Settings', Icon: SettingsIcon },
] as const;

export function Navigation({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(workspace);
  const { data: me } = useQuery(session);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // Runs, recipes and imports are looked at from their sources.
  const ofSources = /^\/(runs|recipes|imports)(\/|$)/.test(path);
  return (
    <>
      {open && <button type="button" className={css.scrim} aria-label="Close the menu" onClick={close} />}
      <nav className={css.nav} data-open={open || undefined} aria-label="Main">
        <div className={css.brand}><Mark />Beckon</div>
        {PLACES.filter(({ to }) => me?.role !== 'operator' || !OF_CONTACTS.includes(to)).map(({ to, name, Icon }) => (
          <Link key={to} to={to} className={css.item} {...(to === '/sources' && ofSources ? { 'data-status': 'active' } : {})} activeOptions={{ includeSearch: false }} onClick={close}><Icon />{t(name)}</Link>
        ))}
        {data && <div className={css.workspace}><strong className="cut" dir="auto">{data.name}</strong><span className="cut">{data.zone.replace('_', ' ')}</span></div>}
      </nav>
    </>
  );
}
