import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { session, setupNeeded } from '../api/queries';
import { SetUp } from '../session/SetUp';
import { SignIn } from '../session/SignIn';
import { ConflictDialog } from '../board/conflicts';
import { useLiveLeads } from '../live/live';
import { t } from '../i18n/i18n';
import { Failed } from '../ui/bits';
import { Mark } from '../ui/icons';
import css from './Frame.module.css';
import { useKeysEverywhere } from './everywhere';
import { useKeysOpen } from './keys';
import { Navigation } from './Navigation';
import { TopBar } from './TopBar';

const Palette = lazy(async () => ({ default: (await import('./Palette')).Palette }));
const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog')).KeysDialog }));

/** Decides between set-up, sign-in and the workspace, then draws the frame around one screen. */
export function Frame() {
  const who = useQuery(session);
  const setup = useQuery({ ...setupNeeded, enabled: who.data === null });
  if (who.isError) return <div className={css.alone}><Failed what="Beckon" error={who.error} retry={() => void who.refetch()} /></div>;
  if (who.isPending || (who.data === null && setup.isPending)) return <div className={css.alone} aria-busy="true"><Mark size={32} /><span className="unseen">{t('Loading')}</span></div>;
  if (who.data === null) return setup.data ? <SetUp /> : <SignIn />;
  return <Workspace />;
}

function Workspace() {
  const [navOpen, setNavOpen] = useState(false);
  const [palette, setPalette] = useState<boolean | null>(null);
  const keys = useKeysOpen();
  useLiveLeads();
  useKeysEverywhere(() => setPalette(true));
  return (
    <div className={css.frame}>
      <a className={css.skip} href="#screen">{t('Skip to the screen')}</a>
      <Navigation open={navOpen} close={() => setNavOpen(false)} />
      <div className={css.main}>
        <TopBar openNavigation={() => setNavOpen(true)} openPalette={() => setPalette(true)} />
        <ConflictDialog />
        <main id="screen" className={css.screen} tabIndex={-1}><Outlet /></main>
      </div>
      <Suspense fallback={null}>
        {palette !== null && <Palette opened={palette} close={() => setPalette(false)} />}
        {keys && <KeysDialog />}
      </Suspense>
    </div>
  );
}
