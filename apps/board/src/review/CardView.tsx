import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { lead as leadQuery } from '../api/queries';
import { stageName } from '../board/stages';
import { t } from '../i18n/i18n';
import { Contacts, Facts, Reasons, Storefronts, Timeline } from '../lead/sections';
import { Button, Score, Tag } from '../ui/bits';
import { AlertIcon, ClockIcon, LinkIcon } from '../ui/icons';
import { ago, dayOf } from '../ui/time';
import { LeaseClock } from './LeaseClock';
import { nameOfCountry } from './names';
import css from './review.module.css';
import type { Held } from './useHand';

const MIX = { category: 'of this category', source: 'from this marketplace', both: 'of this category and marketplace' } as const;

function snoozedWords({ by, snoozedAt, since }: NonNullable<Held['back']>, now: number): string {
  const day = dayOf(since);
  if (!by) return t('It was snoozed until {{day}}', { day });
  return snoozedAt ? t('{{name}} snoozed it {{ago}} until {{day}}', { name: by, ago: ago(now - new Date(snoozedAt).getTime()), day }) : t('{{name}} snoozed it until {{day}}', { name: by, day });
}

/** One merchant, large: who it is on top, why on the left, the evidence on the right. */
export function CardView({ card, now, keep, pass }: { card: Held; now: number; keep: () => void; pass: () => void }) {
  const { data } = useQuery({ ...leadQuery(card.lead.id), initialData: card.lead, staleTime: 30_000 });
  const lead = data;
  const heading = useRef<HTMLHeadingElement>(null);
  // The card that is new is where reading goes on, for eyes and for screen readers.
  useEffect(() => { heading.current?.focus({ preventScroll: true }); heading.current?.closest('main')?.scrollTo({ top: 0 }); }, [card.claimId]);
  const moved = lead.stage !== 'qualified';
  return (
    <article className={css.card} aria-label={t('{{name}}, score {{score}}', { name: lead.name, score: lead.score })}>
      <header className={css.head}>
        <Score value={lead.score} large seenAt={lead.seenAt} now={now} />
        <div className={css.names}>
          <h1 ref={heading} tabIndex={-1} dir="auto" className={css.name}>{lead.name}</h1>
          <p className={css.sub}>{lead.legalName && lead.legalName !== lead.name && <><bdi>{lead.legalName}</bdi> · </>}{lead.category}{lead.country ? ` · ${nameOfCountry(lead.country)}` : ' ' + t('· country unknown')}</p>
          <p className={css.reason}>{lead.reason}</p>
        </div>
        <div className={css.aside}>
          <span className={css.tags}>{lead.marketplaces.map((name) => <Tag key={name}>{name}</Tag>)}</span>
          <span className={css.age}>{t('qualified {{ago}}', { ago: ago(now - new Date(lead.stageSince).getTime()) })}{lead.seenAt && <>{t(', seen {{ago}}', { ago: ago(now - new Date(lead.seenAt).getTime()) })}</>}</span>
          <Link to="/leads/$id" params={{ id: lead.id }} target="_blank" className={css.open}><LinkIcon width={13} height={13} />{t('Lead page')}</Link>
        </div>
        <div className={css.leaseRow}>{!card.lost && <LeaseClock until={card.until} keep={keep} />}</div>
      </header>
      {(card.lost || moved) && (
        <div className={css.notice} data-tone="red" role="alert"><AlertIcon />
          <div><strong>{card.lost ?? t('This lead is in {{stage}} now: somebody moved it meanwhile.', { stage: t(stageName[lead.stage]) })}</strong><p>{t('There is nothing to decide here any more')}{card.lost ? t('; what you wrote is kept for when you see it again') : ''}.</p><Button onClick={pass}>{t('Go to the next card')}</Button></div>
        </div>
      )}
      {card.back && (
        <div className={css.notice} data-tone="amber"><ClockIcon />
          <div><strong>{t('Why it is back')}</strong><p>{snoozedWords(card.back, now)}{card.back.note ? <>: “<bdi>{card.back.note}</bdi>”</> : '.'}</p></div>
        </div>
      )}
      {card.yielded && <p className={css.mix}>{t('More cards {{which}} than the day’s mix allows: nothing else waits for you.', { which: t(MIX[card.yielded]) })}</p>}
      <div className={css.columns}>
        <div className={css.panel}><Reasons lead={lead} now={now} /></div>
        <div className={css.panel}><Storefronts lead={lead} now={now} /><Contacts lead={lead} now={now} /><Facts lead={lead} now={now} /><Timeline lead={lead} now={now} /></div>
      </div>
    </article>
  );
}
