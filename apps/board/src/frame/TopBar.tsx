import { Menu, useMantineColorScheme } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../api/client';
import { session, workspace } from '../api/queries';
import { useLiveState } from '../live/live';
import { Initials } from '../ui/bits';
import { CheckIcon, ChevronIcon, MenuIcon, MoonIcon, ScreenIcon, SunIcon } from '../ui/icons';
import css from './Frame.module.css';
import { Search } from './Search';

const SCHEMES = [{ value: 'light', name: 'Light', Icon: SunIcon }, { value: 'dark', name: 'Dark', Icon: MoonIcon }, { value: 'auto', name: 'As the system', Icon: ScreenIcon }] as const;
const LIVE = { live: 'Live', connecting: 'Connecting', lost: 'Offline, retrying' } as const;

export function TopBar({ openNavigation }: { openNavigation: () => void }) {
  const live = useLiveState();
  const { data } = useQuery(workspace);
  return (
    <header className={css.bar}>
      <button type="button" className={`${css.iconButton} ${css.burger}`} aria-label="Menu" onClick={openNavigation}><MenuIcon /></button>
      <Search />
      <div className={css.right}>
        <span className={css.live} data-state={live} role="status" title={live === 'live' ? 'Changes by others appear by themselves' : 'Changes by others may be missing; what you see may be old'}><i /><span className={css.liveText}>{LIVE[live]}</span></span>
        {data && (data.armed
          ? <span className={css.mode} data-armed title="Mail goes to merchants"><span>Sending on</span></span>
          : <span className={css.mode} title="No mail leaves the house until an admin arms sending">Test mode<span className={css.modeLong}>: mail goes to the sink</span></span>)}
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
  const signOut = async () => {
    await answered(api.DELETE('/api/session'));
    client.setQueryData(['session'], null);
    // What this person saw must not wait in memory for the next one.
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'setup' });
  };
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target><button type="button" className={css.iconButton} aria-label={`You: ${me.name}`}><Initials name={me.name} size={26} /><ChevronIcon width={12} height={12} /></button></Menu.Target>
      <Menu.Dropdown>
        <div className={css.menuHead}><strong className="cut">{me.name}</strong><div className="cut">{me.email}</div></div>
        <Menu.Label>Colours</Menu.Label>
        {SCHEMES.map(({ value, name, Icon }) => (
          <Menu.Item key={value} leftSection={<Icon />} rightSection={colorScheme === value ? <CheckIcon /> : null} onClick={() => setColorScheme(value)} closeMenuOnClick={false} aria-current={colorScheme === value || undefined}>{name}</Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
