import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { session } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import css from './settings.module.css';
import type { Role } from './queries';

const PLACES: readonly { to: string; name: string; roles?: readonly Role[] }[] = [
  { to: '/settings/account', name: 'My account' },
  { to: '/settings/people', name: 'People', roles: ['admin'] },
  { to: '/settings/sign-in', name: 'Sign-in', roles: ['admin'] },
  { to: '/settings/fields', name: 'Fields' },
  { to: '/settings/keys', name: 'API keys' },
  { to: '/settings/audit', name: 'Audit log', roles: ['admin', 'compliance'] },
];

/** A list at the side, one screen beside it. What a role may not open is not offered. */
export function SettingsLayout() {
  const { t } = useTranslation();
  const { data: me } = useQuery(session);
  const side = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // On a phone the list is a row that scrolls: where one is stays in sight.
  useEffect(() => { side.current?.querySelector('[data-status=active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }, [path, me]);
  return (
    <div className={css.layout}>
      <nav ref={side} className={css.side} aria-label={t('Settings')}>
        <h2 className={css.sideHead}>{t('Settings')}</h2>
        <ul>
          {PLACES.filter(({ roles }) => !roles || (me && roles.includes(me.role))).map(({ to, name }) => (
            <li key={to}><Link to={to} className={css.place}>{t(name)}</Link></li>
          ))}
        </ul>
      </nav>
      <div className={css.body}><Outlet /></div>
    </div>
  );
}
