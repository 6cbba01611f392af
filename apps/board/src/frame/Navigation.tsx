import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { session, workspace } from '../api/queries';
import { t } from '../i18n/i18n';
import { MailIcon, Mark } from '../ui/icons';
import { useWaiting } from '../unsettled/queries';
import { TodayCount } from '../today/TodayCount';
import css from './Frame.module.css';
import { PLACES } from './places';

/** What shows how merchants are reached is not for operators. */
const OF_CONTACTS: readonly string[] = ['/review', '/board', '/leads', '/duplicates'];

export function Navigation({ open, close }: { open: boolean; close: () => void }) {
  const { data } = useQuery(workspace);
  const { data: me } = useQuery(session);
  const unsettled = useWaiting();
  const path = useRouterState({ select: (state) => state.location.pathname });
  // Runs, recipes and imports are looked at from their sources.
  const ofSources = /^\/(runs|recipes|imports)(\/|$)/.test(path);
  return (
    <>
      {open && <button type="button" className={css.scrim} aria-label={t('Close the menu')} onClick={close} />}
      <nav className={css.nav} data-open={open || undefined} aria-label={t('Main')}>
        <div className={css.brand}><Mark />Beckon</div>
        {PLACES.filter(({ to }) => me?.role !== 'operator' || !OF_CONTACTS.includes(to)).map(({ to, name, Icon }) => (
          <Link key={to} to={to} className={css.item} {...(to === '/sources' && ofSources ? { 'data-status': 'active' } : {})} activeOptions={{ includeSearch: false }} onClick={close}><Icon />{t(name)}{to === '/today' && <TodayCount />}</Link>
        ))}
        {unsettled > 0 && <Link to="/unsettled" className={css.item} activeOptions={{ includeSearch: false }} onClick={close}><MailIcon />{t('Unsettled mails')}<span className={css.count}>{unsettled}</span></Link>}
        {data && <div className={css.workspace}><strong className="cut" dir="auto">{data.name}</strong><span className="cut">{data.zone.replace('_', ' ')}</span></div>}
      </nav>
    </>
  );
}
