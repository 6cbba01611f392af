import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Menu } from '@mantine/core';
import { memo, useEffect, useRef, useState } from 'react';
import type { LeadCard, Stage } from '../api/client';
import { Initials, Score, StageDot, Tag } from '../ui/bits';
import { ClockIcon, DotsIcon, MailIcon, MoveIcon, UserIcon } from '../ui/icons';
import { ago, exactly, span } from '../ui/time';
import css from './Card.module.css';
import { rot, stageName } from './stages';

export const CARD_HEIGHT = 112;

export interface CardActions {
  readonly open: (lead: LeadCard) => void;
  readonly move: (lead: LeadCard, to: Stage) => void;
  readonly toggleMine: (lead: LeadCard) => void;
  readonly moves: (stage: Stage) => readonly { to: Stage; needsReason: boolean }[];
  /** Which card shows its menu. */
  readonly menuFor: string | null;
  readonly setMenuFor: (id: string | null) => void;
}

interface Props { readonly lead: LeadCard; readonly now: number; readonly actions: CardActions; readonly menuOpen: boolean; readonly focusable: boolean; readonly selected: boolean; readonly index: number }

/** One lead: score, name, the one reason that matters, where and what it sells, who has it, how old it is, what happens next. */
export const Card = memo(function Card({ lead, now, actions, menuOpen, focusable, selected, index }: Props) {
  const element = useRef<HTMLElement>(null);
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    (element.current as HTMLElement & { lead?: LeadCard }).lead = lead;
    return draggable({ element: element.current, getInitialData: () => ({ lead }), onDragStart: () => setDragging(true), onDrop: () => setDragging(false) });
  }, [lead]);

  const age = now - new Date(lead.stageSince).getTime();
  const old = rot(lead.stage, age);
  return (
    <article ref={element} className={css.card} data-card={lead.id} data-stage={lead.stage} data-index={index} data-dragging={dragging || undefined} data-selected={selected || undefined}
      tabIndex={focusable ? 0 : -1} aria-label={labelOf(lead, age)} aria-keyshortcuts="Enter M O" onClick={() => actions.open(lead)}>
      <div className={css.top}>
        <Score value={lead.score} />
        <span className={`${css.name} cut`} dir="auto" title={lead.name}>{lead.name}</span>
        <span className={css.owner}>{lead.owner && <Initials name={lead.owner.name} />}</span>
        <button type="button" className={css.more} tabIndex={-1} aria-label={`Move ${lead.name}`} aria-haspopup="menu" onClick={(event) => { event.stopPropagation(); actions.setMenuFor(lead.id); }}><DotsIcon /></button>
      </div>
      <div className={`${css.reason} cut`} title={lead.reason}>{lead.reason}</div>
      <div className={css.where}>
        {lead.marketplaces.slice(0, 2).map((name) => <Tag key={name}>{name}</Tag>)}
        {lead.marketplaces.length > 2 && <Tag title={lead.marketplaces.slice(2).join(', ')}>+{lead.marketplaces.length - 2}</Tag>}
        <span className="cut" title={lead.category}>{lead.category}</span>
        {lead.country && <span className={css.country} title={`Country ${lead.country}`}>{lead.country}</span>}
      </div>
      <div className={css.next}>
        {lead.nextStep ? <span className={`${css.step} cut`} data-waits={/waits for you/i.test(lead.nextStep) || undefined} title={lead.nextStep}>{/^mail/i.test(lead.nextStep) ? <MailIcon width={13} height={13} /> : <ClockIcon width={13} height={13} />}{lead.nextStep}</span>
          : !lead.reachable ? <span className={css.step} title="No mail address is known yet"><MailIcon width={13} height={13} />no address yet</span> : <span />}
        <span className={css.age} data-rot={old} title={`In ${stageName[lead.stage]} since ${exactly(lead.stageSince)}${lead.seenAt ? `; last seen ${ago(now - new Date(lead.seenAt).getTime())}` : ''}`}>{old && <span className={css.flag} aria-hidden="true">▲</span>}{span(age)}</span>
      </div>
      {menuOpen && <MoveMenu lead={lead} actions={actions} />}
    </article>
  );
});

function MoveMenu({ lead, actions }: { lead: LeadCard; actions: CardActions }) {
  const moves = actions.moves(lead.stage);
  const close = () => {
    // At once, not in the next frame: somebody quick presses the next key before it.
    document.querySelector<HTMLElement>(`[data-card="${lead.id}"]`)?.focus();
    actions.setMenuFor(null);
  };
  return (
    <div className={css.menu} onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
      {/* Without "keydown": the very key press that opened the menu would count as one outside of it. */}
      <Menu opened onChange={(opened) => { if (!opened) close(); }} position="bottom-end" width={220} returnFocus={false} withInitialFocusPlaceholder={false} clickOutsideEvents={['mousedown', 'touchstart']}>
        <Menu.Target><span className={css.anchor} /></Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Move to…</Menu.Label>
          {moves.map(({ to, needsReason }, place) => (
            <Menu.Item key={to} {...(place === 0 ? { 'data-autofocus': true } : {})} leftSection={<StageDot stage={to} />} onClick={() => { close(); actions.move(lead, to); }}>{stageName[to]}{needsReason ? '…' : ''}</Menu.Item>
          ))}
          {moves.length === 0 && <Menu.Item disabled>Nowhere: {stageName[lead.stage]} is the end</Menu.Item>}
          <Menu.Divider />
          <Menu.Item leftSection={<UserIcon />} rightSection={<kbd className={css.key}>O</kbd>} onClick={() => { close(); actions.toggleMine(lead); }}>Take it, or let it go</Menu.Item>
          <Menu.Item leftSection={<MoveIcon />} rightSection={<kbd className={css.key}>↵</kbd>} onClick={() => { actions.setMenuFor(null); actions.open(lead); }}>Open</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

const labelOf = (lead: LeadCard, age: number): string =>
  `${lead.name}, score ${lead.score}, ${lead.reason}, ${lead.category}, ${lead.owner ? `owner ${lead.owner.name}` : 'no owner'}, in ${stageName[lead.stage]} for ${span(age)}${lead.nextStep ? `, next: ${lead.nextStep}` : ''}`;
