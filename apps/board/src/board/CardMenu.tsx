import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { LeadCard } from '../api/client';
import { people, session } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { Initials, StageDot } from '../ui/bits';
import { CheckIcon, LinkIcon, MoveIcon, UserIcon } from '../ui/icons';
import type { CardActions, MenuKind } from './card-actions';
import css from './Card.module.css';
import { stageName } from './stages';

/** What dragging does, without dragging: where the lead may go, or whose it may be. */
export function CardMenu({ lead, kind, actions }: { lead: LeadCard; kind: MenuKind; actions: CardActions }) {
  const close = () => {
    // At once, not in the next frame: somebody quick presses the next key before it.
    document.querySelector<HTMLElement>(`[data-card="${lead.id}"]`)?.focus();
    actions.menu(lead, null);
  };
  return (
    <div className={css.menu} onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
      {/* Without "keydown": the very key press that opened the menu would count as one outside of it. */}
      <Menu key={kind} opened onChange={(opened) => { if (!opened) close(); }} position="bottom-end" width={240} returnFocus={false} withInitialFocusPlaceholder={false} clickOutsideEvents={['mousedown', 'touchstart']}>
        <Menu.Target><span className={css.anchor} /></Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>{kind === 'move' ? <Moves lead={lead} actions={actions} close={close} /> : <Owners lead={lead} actions={actions} close={close} />}</Menu.Dropdown>
      </Menu>
    </div>
  );
}

interface Inside { readonly lead: LeadCard; readonly actions: CardActions; readonly close: () => void }

function Moves({ lead, actions, close }: Inside) {
  const { t } = useTranslation();
  const moves = actions.moves(lead.stage);
  return (
    <>
      <Menu.Label>{t('Move to…')}</Menu.Label>
      {moves.map(({ to, needsReason }, place) => (
        <Menu.Item key={to} {...(place === 0 ? { 'data-autofocus': true } : {})} leftSection={<StageDot stage={to} />} onClick={() => { close(); actions.move(lead, to); }}>{t(stageName[to])}{needsReason ? '…' : ''}</Menu.Item>
      ))}
      {moves.length === 0 && <Menu.Item disabled>{t('Nowhere: {{stage}} is the end', { stage: t(stageName[lead.stage]) })}</Menu.Item>}
      <Menu.Divider />
      <Menu.Item leftSection={<UserIcon />} rightSection={<kbd className={css.key}>A</kbd>} closeMenuOnClick={false} onClick={() => actions.menu(lead, 'assign')}>{t('Assign…')}</Menu.Item>
      <Menu.Item leftSection={<MoveIcon />} rightSection={<kbd className={css.key}>O</kbd>} onClick={() => { actions.menu(lead, null); actions.open(lead); }}>{t('Open beside the board')}</Menu.Item>
      <Menu.Item leftSection={<LinkIcon />} rightSection={<kbd className={css.key}>↵</kbd>} onClick={() => { actions.menu(lead, null); actions.page(lead); }}>{t('Open the page')}</Menu.Item>
    </>
  );
}

function Owners({ lead, actions, close }: Inside) {
  const { t } = useTranslation();
  const { data: me } = useQuery(session);
  const { data: users = [] } = useQuery(people);
  // Oneself first: it is what people mostly want.
  const ordered = [...users].sort((a, b) => Number(b.id === me?.id) - Number(a.id === me?.id) || a.name.localeCompare(b.name));
  const give = (ownerId: string | null) => { close(); if (ownerId !== (lead.owner?.id ?? null)) actions.assign(lead, ownerId); };
  return (
    <>
      <Menu.Label>{t('Assign to…')}</Menu.Label>
      {ordered.map(({ id, name }, place) => (
        <Menu.Item key={id} {...(place === 0 ? { 'data-autofocus': true } : {})} leftSection={<Initials name={name} />} rightSection={lead.owner?.id === id ? <CheckIcon /> : null} onClick={() => give(id)}>
          <bdi>{name}</bdi>{id === me?.id ? ` (${t('you')})` : ''}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={<UserIcon />} rightSection={lead.owner ? null : <CheckIcon />} onClick={() => give(null)}>{t('Nobody')}</Menu.Item>
    </>
  );
}
