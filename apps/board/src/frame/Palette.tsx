import { Modal, useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { useState, type ReactNode } from 'react';
import { leadPage } from '../api/queries';
import { LANGUAGES, language, speak, t, type Language } from '../i18n/i18n';
import { Kbd, Score, StageDot } from '../ui/bits';
import css from './Palette.module.css';
import { showKeys } from './keys';
import { PLACES } from './places';
import { signOut } from './sign-out';

const MOST_LEADS = 8;

/** Everything that can be reached or done from anywhere, found by typing a piece of its name; leads are searched on the server. */
export function Palette({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal.Root opened={opened} onClose={close} size={600} yOffset="12vh" padding={0} radius="lg">
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t('Search or do anything')}><Modal.Body>{opened && <Commands close={close} />}</Modal.Body></Modal.Content>
    </Modal.Root>
  );
}

function Commands({ close }: { close: () => void }) {
  const [text, setText] = useState('');
  const navigate = useNavigate();
  const client = useQueryClient();
  const { setColorScheme } = useMantineColorScheme();
  const run = (act: () => void) => () => { close(); act(); };
  return (
    <Command label={t('Search or do anything')} loop className={css.palette}>
      <Command.Input data-autofocus value={text} onValueChange={setText} placeholder={t('Type a name, a seller id or what you want to do')} className={css.input} dir="auto" maxLength={200} />
      <Command.List className={css.list}>
        <Command.Empty className={css.none}>{t('Nothing here is called that. Press Enter in the search above to look through all leads.')}</Command.Empty>
        <Leads text={text} open={(id) => run(() => void navigate({ to: '/leads/$id', params: { id } }))()} all={run(() => void navigate({ to: '/leads', search: { q: text.trim() } }))} />
        <Command.Group heading={t('Go to')}>
          {PLACES.map(({ to, name, go, Icon }) => <Item key={to} value={`go ${t(name)}`} pick={run(() => void navigate({ to }))} icon={<Icon />} end={<><Kbd>G</Kbd> <Kbd>{go.toUpperCase()}</Kbd></>}>{t(name)}</Item>)}
        </Command.Group>
        <Command.Group heading={t('Do')}>
          <Item value={t('My leads on the board')} pick={run(() => void navigate({ to: '/board', search: { owner: ['me'] } }))}>{t('My leads on the board')}</Item>
          <Item value={t('Import a list')} pick={run(() => void navigate({ to: '/imports/new', search: {} }))}>{t('Import a list')}</Item>
          <Item value={t('Show the keys of this screen')} pick={run(() => showKeys(true))} end={<Kbd>?</Kbd>}>{t('Show the keys of this screen')}</Item>
          <Item value={t('Print this screen')} pick={run(() => setTimeout(() => window.print(), 200))}>{t('Print this screen')}</Item>
          <Item value={t('Light colours')} pick={run(() => setColorScheme('light'))}>{t('Light colours')}</Item>
          <Item value={t('Dark colours')} pick={run(() => setColorScheme('dark'))}>{t('Dark colours')}</Item>
          {(Object.keys(LANGUAGES) as Language[]).filter((one) => one !== language()).map((one) => <Item key={one} value={LANGUAGES[one]} pick={run(() => void speak(one))}><span lang={one}>{LANGUAGES[one]}</span></Item>)}
          <Item value={t('Sign out')} pick={run(() => void signOut(client))}>{t('Sign out')}</Item>
        </Command.Group>
      </Command.List>
    </Command>
  );
}

/** Best leads for what was typed. They matched on the server, by names, contacts or numbers that are not shown here, so nothing filters them again. */
function Leads({ text, open, all }: { text: string; open: (id: string) => void; all: () => void }) {
  const [q] = useDebouncedValue(text.trim(), 180);
  const { data, isError } = useQuery({ queryKey: ['palette', q], queryFn: ({ signal }) => leadPage({ q }, null, MOST_LEADS, signal), enabled: q.length >= 2, placeholderData: keepPreviousData });
  if (q.length < 2) return null;
  return (
    <Command.Group heading={t('Leads')} forceMount>
      {isError && <p className={css.none}>{t('The search did not answer. What you typed is still here; try again in a moment.')}</p>}
      {data?.leads.map((lead) => (
        <Item key={lead.id} value={lead.id} forceMount pick={() => open(lead.id)} icon={<StageDot stage={lead.stage} />} end={<Score value={lead.score} />}>
          <bdi className="cut">{lead.name}</bdi><span className={`${css.aside} cut`}>{[lead.category, lead.country].filter(Boolean).join(' · ')}</span>
        </Item>
      ))}
      <Item value="all-leads" forceMount pick={all}>{t('All leads with “{{text}}”', { text: q })}</Item>
    </Command.Group>
  );
}

function Item({ value, pick, icon, end, children, forceMount }: { value: string; pick: () => void; icon?: ReactNode; end?: ReactNode; children: ReactNode; forceMount?: boolean }) {
  return <Command.Item value={value} onSelect={pick} className={css.item} {...(forceMount ? { forceMount } : {})}><span className={css.icon}>{icon}</span><span className={css.what}>{children}</span>{end && <span className={css.end}>{end}</span>}</Command.Item>;
}
