import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { session, setupNeeded } from '../api/queries';
import { EnrolFirst } from '../session/EnrolFirst';
import { Join } from '../session/Join';
import { ProviderReturn } from '../session/ProviderReturn';
import { SetUp } from '../session/SetUp';
import { SignIn } from '../session/SignIn';
import { ConflictDialog } from '../board/conflicts';
import { useLiveLeads } from '../live/live';
import { t } from '../i18n/i18n';
import { Failed } from '../ui/bits';
import { Mark } from '../ui/icons';
import css from './Frame.module.css';
import { useKeysEverywhere } from './everywhere';
import { showPalette, useKeysOpen, usePaletteOpen } from './keys';
import { Navigation } from './Navigation';
import { TopBar } from './TopBar';

const Palette = lazy(async () => ({ default: (await import('./Palette')).Palette }));
const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog')).KeysDialog }));

/** Decides between set-up, sign-in and the workspace, then draws the frame around one screen. */
export function Frame() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const who = useQuery(session);
  const setup = useQuery({ ...setupNeeded, enabled: who.data === null });
  if (path === '/join') return <Join />;
  if (path === '/sign-in/oidc') return <ProviderReturn />;
  if (who.isError) return <div className={css.alone}><Failed what="Beckon" error={who.error} retry={() => void who.refetch()} /></div>;
  if (who.isPending || (who.data === null && setup.isPending)) return <div className={css.alone} aria-busy="true"><Mark size={32} /><span className="unseen">{t('Loading')}</span></div>;
  if (who.data === null) return setup.data ? <SetUp /> : <SignIn />;
  if (who.data.mustEnrol) return <EnrolFirst />;
  // Operators see no contact data: their day begins with the sources.
  if (who.data.role === 'operator' && path === '/board') return <Navigate to="/sources" replace />;
  return <Workspace />;
}

function Workspace() {
  const [navOpen, setNavOpen] = useState(false);
  const palette = usePaletteOpen();
  const [everAsked, setEverAsked] = useState(false);
  const openPalette = () => { setEverAsked(true); showPalette(true); };
  const keys = useKeysOpen();
  useLiveLeads();
  useKeysEverywhere(openPalette);
  return (
    <div className={css.frame}>
      <a className={css.skip} href="#screen">{t('Skip to the screen')}</a>
      <Navigation open={navOpen} close={() => setNavOpen(false)} />
      <div className={css.main}>
        <TopBar openNavigation={() => setNavOpen(true)} openPalette={openPalette} />
        <ConflictDialog />
        <main id="screen" className={css.screen} tabIndex={-1}><Outlet /></main>
      </div>
      <Suspense fallback={null}>
        {everAsked && <Palette opened={palette} close={() => showPalette(false)} />}
        {keys && <KeysDialog />}
      </Suspense>
    </div>
  );
}
