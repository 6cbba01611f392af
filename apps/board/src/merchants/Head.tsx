import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../i18n/i18n';
import { Score, StageLabel, Tag } from '../ui/bits';
import { dayOf } from '../ui/time';
import { CorrectFact, type Asked } from './CorrectFact';
import css from './merchant.module.css';
import type { Merchant } from './queries';
import { country, LEGAL_FORM } from './words';

/** Who they are in law, how good, and where our leads stand. */
export function Head({ merchant, writes }: { merchant: Merchant; writes: boolean }) {
  const { score } = merchant;
  const [asked, setAsked] = useState<Asked | null>(null);
  const said = merchant.facts.some((fact) => fact.name === 'legalForm' && fact.current.said !== null);
  return (
    <header className={css.head}>
      <div className={css.who}>
        {score && <a href="#score" className={css.scoreLink} aria-label={t('Score {{total}}: why', { total: score.total })}><Score value={score.total} large /></a>}
        <div className={css.names}>
          <h1 dir="auto" className={css.title}>{merchant.name}</h1>
          <p className={css.small}>{[merchant.legalName && merchant.legalName !== merchant.name ? <bdi key="legal">{merchant.legalName}</bdi> : null, country(merchant.country), t('known since {{day}}', { day: dayOf(merchant.createdAt) })].filter((part) => part !== null).map((part, place) => <span key={place}>{place > 0 && ' · '}{part}</span>)}</p>
        </div>
      </div>
      <div className={css.marks}>
        <Tag tone={merchant.legalForm === 'sole_trader' ? 'amber' : undefined} title={merchant.legalFormReason ?? t('Neither its legal name nor a register says so')}>{t(LEGAL_FORM[merchant.legalForm] ?? merchant.legalForm)}</Tag>
        {merchant.legalFormReason && <span className={css.small}><bdi>{merchant.legalFormReason}</bdi></span>}
        {writes && <button type="button" className={css.quiet} onClick={() => setAsked({ name: 'legalForm', label: t('Legal form'), value: merchant.legalForm, said })} aria-label={t('Correct the legal form')}>{t('Correct')}</button>}
        <CorrectFact merchant={merchant} asked={asked} close={() => setAsked(null)} />
      </div>
      {merchant.leads.length > 0 && (
        <ul className={css.leads} aria-label={t('Leads')}>
          {merchant.leads.map((lead) => <li key={lead.id}><Link to="/leads/$id" params={{ id: lead.id }}><StageLabel stage={lead.stage} /></Link><span className={css.small}>{lead.region}{lead.closedAt ? t(', closed {{closedAt}}', { closedAt: dayOf(lead.closedAt) }) : ''}</span></li>)}
        </ul>
      )}
    </header>
  );
}
