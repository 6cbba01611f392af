import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { TFunction } from 'i18next';
import { memo, useEffect, useRef, useState } from 'react';
import type { LeadCard } from '../api/client';
import { Initials, isStale, Score, Tag } from '../ui/bits';
import { AlertIcon, ClockIcon, DotsIcon, MailIcon } from '../ui/icons';
import { ago, exactly, span } from '../ui/time';
import css from './Card.module.css';
import type { CardActions, MenuKind } from './card-actions';
import { CardMenu } from './CardMenu';
import { rotOf, rotWord, stageName } from './stages';

export const CARD_HEIGHT = 112;

interface Props {
  readonly lead: LeadCard;
  readonly now: number;
  readonly actions: CardActions;
  readonly menu: MenuKind | undefined;
  readonly focusable: boolean;
  readonly selected: boolean;
  readonly gone: boolean;
  readonly index: number;
  readonly t: TFunction;
}

/** One lead: score, name, the one reason that matters, where and what it sells, who has it, how old it is, what happens next. */
export const Card = memo(function Card({ lead, now, actions, menu, focusable, selected, gone, index, t }: Props) {
  const element = useRef<HTMLElement>(null);
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    (element.current as HTMLElement & { lead?: LeadCard }).lead = lead;
    if (gone) return;
    return draggable({ element: element.current, getInitialData: () => ({ lead }), onDragStart: () => setDragging(true), onDrop: () => setDragging(false) });
  }, [lead, gone]);

  const age = now - new Date(lead.stageSince).getTime();
  const old = rotOf(lead.rot);
  const since = t('In {{stage}} since {{moment}}', { stage: t(stageName[lead.stage]), moment: exactly(lead.stageSince) });
  return (
    <article ref={element} className={css.card} data-card={lead.id} data-stage={lead.stage} data-index={index} data-dragging={dragging || undefined} data-selected={selected || undefined} data-gone={gone || undefined}
      tabIndex={focusable ? 0 : -1} aria-label={labelOf(t, lead, now, age, gone)} aria-keyshortcuts="Enter O M A" onClick={() => actions.open(lead)}>
      <div className={css.top}>
        <Score value={lead.score} seenAt={lead.seenAt} now={now} />
        <span className={`${css.name} cut`} dir="auto" title={lead.name}>{lead.name}</span>
        <span className={css.owner}>{lead.owner && <Initials name={lead.owner.name} />}</span>
        <button type="button" className={css.more} tabIndex={-1} aria-label={t('Move {{name}}', { name: lead.name })} aria-haspopup="menu" onClick={(event) => { event.stopPropagation(); actions.menu(lead, 'move'); }}><DotsIcon /></button>
      </div>
      <div className={`${css.reason} cut`} dir="auto" title={lead.reason}>{lead.reason}</div>
      <div className={css.where}>
        {lead.marketplaces.slice(0, 2).map((name) => <Tag key={name}>{name}</Tag>)}
        {lead.marketplaces.length > 2 && <Tag title={lead.marketplaces.slice(2).join(', ')}>+{lead.marketplaces.length - 2}</Tag>}
        <span className="cut" dir="auto" title={lead.category}>{lead.category}</span>
        {lead.country && <span className={css.country} title={t('Country {{code}}', { code: lead.country })}>{lead.country}</span>}
      </div>
      <div className={css.next}>
        <NextStep lead={lead} gone={gone} t={t} />
        <span className={css.age} data-rot={old} title={lead.seenAt ? `${since}; ${t('last seen {{ago}}', { ago: ago(now - new Date(lead.seenAt).getTime()) })}` : since}>
          {old === 'amber' && <ClockIcon width={12} height={12} />}{old === 'red' && <AlertIcon width={12} height={12} />}{span(age)}{old && ` ${t(rotWord[old])}`}
        </span>
      </div>
      {menu && <CardMenu lead={lead} kind={menu} actions={actions} />}
    </article>
  );
});

function NextStep({ lead, gone, t }: { lead: LeadCard; gone: boolean; t: TFunction }) {
  if (gone) return <span className={css.step}>{t('No longer here')}</span>;
  if (lead.nextStep) return <span className={`${css.step} cut`} data-waits={/waits for you/i.test(lead.nextStep) || undefined} title={lead.nextStep}>{/^mail/i.test(lead.nextStep) ? <MailIcon width={13} height={13} /> : <ClockIcon width={13} height={13} />}<span className="cut">{lead.nextStep}</span></span>;
  if (!lead.reachable) return <span className={css.step} title={t('No mail address is known yet')}><MailIcon width={13} height={13} /><span className="cut">{t('no address yet')}</span></span>;
  return <span />;
}

/** What a screen reader says for the card: everything that it shows. */
function labelOf(t: TFunction, lead: LeadCard, now: number, age: number, gone: boolean): string {
  const old = rotOf(lead.rot);
  return [
    lead.name, isStale(lead.seenAt, now) ? t('old score {{score}}', { score: lead.score }) : t('score {{score}}', { score: lead.score }), lead.reason, lead.category, lead.owner ? t('owner {{name}}', { name: lead.owner.name }) : t('no owner'),
    t('in {{stage}} for {{span}}', { stage: t(stageName[lead.stage]), span: span(age) }), ...(old ? [t(rotWord[old])] : []),
    ...(lead.nextStep ? [t('next: {{step}}', { step: lead.nextStep })] : []), ...(gone ? [t('No longer here')] : []),
  ].join(', ');
}
