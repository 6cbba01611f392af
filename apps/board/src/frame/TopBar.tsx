import { Menu, useMantineColorScheme } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { session, workspace } from '../api/queries';
import { LANGUAGES, language, speak, t, type Language } from '../i18n/i18n';
import { useLiveState } from '../live/live';
import { Initials } from '../ui/bits';
import { CheckIcon, ChevronIcon, CommandIcon, MenuIcon, MoonIcon, ScreenIcon, SunIcon } from '../ui/icons';
import css from './Frame.module.css';
import { Search } from './Search';
import { signOut } from './sign-out';

const SCHEMES = [{ value: 'light', name: 'Light', Icon: SunIcon }, { value: 'dark', name: 'Dark', Icon: MoonIcon }, { value: 'auto', name: 'As the system', Icon: ScreenIcon }] as const;
const LIVE = { live: 'Live', connecting: 'Connecting', lost: 'Offline, retrying' } as const;

export function TopBar({ openNavigation, openPalette }: { openNavigation: () => void; openPalette: () => void }) {
  const live = useLiveState();
  const { data } = useQuery(workspace);
  return (
    <header className={css.bar}>
      <button type="button" className={`${css.iconButton} ${css.burger}`} aria-label={t('Menu')} onClick={openNavigation}><MenuIcon /></button>
      <Search />
      <button type="button" className={css.iconButton} aria-label={t('Search or do anything')} title={t('Search or do anything (Ctrl-K)')} onClick={openPalette}><CommandIcon /></button>
      <div className={css.right}>
        <span className={css.live} data-state={live} role="status" title={live === 'live' ? t('Changes by others appear by themselves') : t('Changes by others may be missing; what you see may be old')}><i /><span className={css.liveText}>{t(LIVE[live])}</span></span>
        {data && (data.armed
          ? <span className={css.mode} data-armed title={t('Mail goes to merchants')}><span>{t('Sending on')}</span></span>
          : <span className={css.mode} title={t('No mail leaves the house until an admin arms sending')}>{t('Test mode')}<span className={css.modeLong}>{t(': mail goes to the sink')}</span></span>)}
        <UserMenu />
      </div>
    </header>
  );
}

function UserMenu() {
  const { data: me } = useQuery(session);
  const client = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  if (!me) return null;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target><button type="button" className={css.iconButton} aria-label={t('You: {{name}}', { name: me.name })}><Initials name={me.name} size={26} /><ChevronIcon width={12} height={12} /></button></Menu.Target>
      <Menu.Dropdown>
        <div className={css.menuHead}><strong className="cut">{me.name}</strong><div className="cut">{me.email}</div></div>
        <Menu.Label>{t('Colours')}</Menu.Label>
        {SCHEMES.map(({ value, name, Icon }) => (
          <Menu.Item key={value} leftSection={<Icon />} rightSection={colorScheme === value ? <CheckIcon /> : null} onClick={() => setColorScheme(value)} closeMenuOnClick={false} aria-current={colorScheme === value || undefined}>{t(name)}</Menu.Item>
        ))}
        <Menu.Label>{t('Language')}</Menu.Label>
        {(Object.keys(LANGUAGES) as Language[]).map((one) => (
          <Menu.Item key={one} lang={one} rightSection={language() === one ? <CheckIcon /> : null} onClick={() => void speak(one)} aria-current={language() === one || undefined}>{LANGUAGES[one]}</Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut(client)}>{t('Sign out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
