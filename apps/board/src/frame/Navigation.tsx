import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { workspace } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { BoardIcon, CheckIcon, ListIcon, Mark, PairIcon, SourceIcon, SparkIcon, SunIcon } from '../ui/icons';
import { TodayCount } from '../today/TodayCount';
import css from './Frame.module.css';

const PLACES = [
  { to: '/today', name: 'Today', Icon: SunIcon },
  { to: '/review', name: 'Review', Icon: CheckIcon },
  { to: '/board', name: 'Board', Icon: BoardIcon },
  { to: '/leads', name: 'Leads', Icon: ListIcon },
  { to: '/duplicates', name: 'Duplicates', Icon: PairIcon },
  { to: '/scoring', name: 'Scoring', Icon: SparkIcon },
  { to: '/sources', name: 'Sources', Icon: SourceIcon },
] as const;

export function Navigation({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(workspace);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // Runs, recipes and imports are looked at from their sources.
  const ofSources = /^\/(runs|recipes|imports)(\/|$)/.test(path);
  return (
    <>
      {open && <button type="button" className={css.scrim} aria-label="Close the menu" onClick={close} />}
      <nav className={css.nav} data-open={open || undefined} aria-label="Main">
        <div className={css.brand}><Mark />Beckon</div>
        {PLACES.map(({ to, name, Icon }) => (
          <Link key={to} to={to} className={css.item} {...(to === '/sources' && ofSources ? { 'data-status': 'active' } : {})} activeOptions={{ includeSearch: false }} onClick={close}><Icon />{t(name)}{to === '/today' && <TodayCount />}</Link>
        ))}
        {data && <div className={css.workspace}><strong className="cut" dir="auto">{data.name}</strong><span className="cut">{data.zone.replace('_', ' ')}</span></div>}
      </nav>
    </>
  );
}
