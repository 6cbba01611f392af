import type { ReactNode } from 'react';
import type { LeadDetail } from '../api/client';
import { Override, Standing } from '../scoring/Standing';
import { useTranslation } from '../i18n/i18n';
import { Tag } from '../ui/bits';
import { SettleMail } from '../unsettled/SettleMail';
import { AlertIcon, LinkIcon, MailIcon, PhoneIcon } from '../ui/icons';
import { ago, dayOf, exactly, number, shortly, span } from '../ui/time';
import css from './lead.module.css';
import { RatingLine, Sparkline } from './Sparkline';

export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return <section className={css.section}><div className={css.sectionHead}><h2>{title}</h2>{aside && <span className={css.aside}>{aside}</span>}</div>{children}</section>;
}

function Seen({ at, now }: { at: string; now: number }) {
  const { t } = useTranslation();
  return <span className={css.seen} title={exactly(at)}>{t('seen {{when}}', { when: ago(now - new Date(at).getTime()) })}</span>;
}
const web = (url: string | null | undefined): string | undefined => (url && /^https?:\/\//i.test(url) ? url : undefined);
function Source({ url }: { url: string | null }) {
  const { t } = useTranslation();
  return web(url) ? <a className={css.source} href={web(url)} target="_blank" rel="noreferrer noopener" title={t('Source: {{url}}', { url })}><LinkIcon width={12} height={12} /><span className="unseen">{t('Source')}</span></a> : null;
}

/** Why this score: every signal with its points; they add up to the total. */
export function Reasons({ lead, now }: { lead: LeadDetail; now: number }) {
  const { t } = useTranslation();
  const { scoring } = lead;
  const sum = scoring.contributions.reduce((total, { points }) => total + points, 0);
  const most = Math.max(25, ...scoring.contributions.map(({ max }) => max));
  return (
    <Section title={t('Why this score')} aside={scoring.modelVersion !== null ? t('model v{{version}}', { version: scoring.modelVersion }) : undefined}>
      {scoring.gates.length > 0 && <ul className={css.gates}>{scoring.gates.map((gate) => <li key={gate.code}><AlertIcon width={14} height={14} />{gate.text}</li>)}</ul>}
      <Standing lead={lead} now={now} />
      {scoring.contributions.length === 0 ? <p className={css.nothing}>{t('Not scored yet. The next scoring pass fills this in.')}</p> : (
        <>
          <ul className={css.reasons} data-old={(scoring.standing && scoring.standing.freshness !== 'fresh') || undefined}>
            {[...scoring.contributions].sort((a, b) => b.points - a.points).map((part) => (
              <li key={part.signal} data-zero={part.points === 0 || undefined}>
                <span className={css.signal}>{part.label}</span>
                {part.signal === 'override' ? <span /> : <span className={css.track} aria-hidden="true" style={{ width: `${(part.max / most) * 100}%` }}><i style={{ width: `${part.max > 0 ? (part.points / part.max) * 100 : 0}%` }} /></span>}
                <span className={`${css.points} num`}>{part.signal === 'override' ? `${part.points > 0 ? '+' : '−'}${Math.abs(part.points)}` : <>{part.points}<small>/{part.max}</small></>}</span>
                <span className={css.because}>{part.text} {part.raw && part.raw !== part.text && <span className="unseen">{t('as shown: {{raw}}', { raw: part.raw })}</span>}<Source url={part.sourceUrl} />{part.seenAt && part.signal !== 'override' && <> <Seen at={part.seenAt} now={now} /></>}</span>
              </li>
            ))}
          </ul>
          <p className={css.sum}><span>{t('Adds up to')}</span><strong className="num">{sum}</strong></p>
        </>
      )}
      <Override lead={lead} now={now} />
      {scoring.changes.length > 0 && <p className={css.change}>{scoring.changes.slice(0, 3).map((change) => <span key={change.at + change.to}>{change.from ?? '–'} → {change.to}: {change.why}, {dayOf(change.at)}</span>)}</p>}
    </Section>
  );
}

/** A line over time with its name, when there is more than one day to draw. */
const Trend = ({ name, children }: { name: string; children: ReactNode }) => <span className={css.trend} data-name={name}>{children}</span>;

export function Storefronts({ lead, now }: { lead: LeadDetail; now: number }) {
  const { t } = useTranslation();
  return (
    <Section title={t('Storefronts')} aside={lead.storefronts.length > 1 ? `${lead.storefronts.length}` : undefined}>
      {lead.storefronts.map((shop) => (
        <article key={shop.id} className={css.shop}>
          <div className={css.shopHead}>
            <Tag>{shop.marketplace}</Tag>
            {web(shop.url) ? <a href={web(shop.url)} target="_blank" rel="noreferrer noopener" className="cut" dir="auto" title={shop.name}>{shop.name}</a> : <span className="cut" dir="auto" title={shop.name}>{shop.name}</span>}
            <Seen at={shop.seenAt} now={now} />
          </div>
          <div className={css.shopBody}>
            <dl className={css.figures}>
              <div><dt>{t('Best rank')}</dt><dd className="num">{shop.bestRank === null ? '–' : <>{shop.bestRank}<small>{shop.listSize ? t(' of {{size}}', { size: shop.listSize }) : ''}</small></>}</dd></div>
              <div><dt>{t('Rating')}</dt><dd className="num">{shop.rating === null ? '–' : <>{shop.rating.toFixed(1)}<small>{shop.ratingCount !== null ? ` (${number(shop.ratingCount)})` : ''}</small></>}</dd></div>
              <div><dt>{t('Positive')}</dt><dd className="num">{shop.positivePercent === null ? '–' : `${Math.round(shop.positivePercent)} %`}</dd></div>
              <div><dt>{t('Listed')}</dt><dd className="num">{shop.listedProducts ?? '–'}</dd></div>
            </dl>
            <span className={css.lines}><Trend name={t('rating')}><RatingLine ranks={shop.ranks} /></Trend><Trend name={t('rank')}><Sparkline ranks={shop.ranks} /></Trend></span>
          </div>
          <p className={css.small}>{[shop.category, shop.country, t('seller id {{id}}', { id: shop.sellerId })].filter(Boolean).join(' · ')}</p>
        </article>
      ))}
      {lead.storefronts.length === 0 && <p className={css.nothing}>{t('No storefront is linked to this merchant.')}</p>}
    </Section>
  );
}

const CONTACT_STATE: Record<string, { text: string; tone?: 'red' | 'green' | 'amber' }> = { valid: { text: 'valid', tone: 'green' }, risky: { text: 'risky', tone: 'amber' }, catch_all: { text: 'takes anything', tone: 'amber' }, invalid: { text: 'invalid', tone: 'red' }, unknown: { text: 'not verified' } };

export function Contacts({ lead, now }: { lead: LeadDetail; now: number }) {
  const { t } = useTranslation();
  return (
    <Section title={t('Contacts')}>
      {lead.contacts.length === 0 && <p className={css.nothing}>{t('No address is published. The lead waits here until a crawl finds one.')}</p>}
      <ul className={css.rows}>
        {lead.contacts.map((contact) => {
          const state = contact.suppressed ? { text: 'do not write', tone: 'red' as const } : CONTACT_STATE[contact.status] ?? { text: contact.status };
          return (
            <li key={contact.id}>
              {contact.kind === 'phone' ? <PhoneIcon /> : <MailIcon />}
              <span className={css.contact}><bdi className="cut" title={contact.value}>{contact.value}</bdi><span className={css.small}>{contact.role ? `${t('role mailbox')} · ` : ''}<Seen at={contact.seenAt} now={now} /> <Source url={contact.sourceUrl} /></span></span>
              {(contact.kind !== 'phone' || contact.suppressed) && <Tag tone={state.tone} {...(contact.statusReason ? { title: contact.statusReason } : {})}>{t(state.text)}</Tag>}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

const FACT: Record<string, string> = { storefrontName: 'Name', legalForm: 'Legal form', businessName: 'Business name', vat: 'VAT number', registration: 'Register', address: 'Address', country: 'Country', email: 'Mail', phone: 'Phone', rating: 'Rating', positivePercent: 'Positive', ratingCount: 'Ratings', url: 'Page' };

export function Facts({ lead, now }: { lead: LeadDetail; now: number }) {
  const { t } = useTranslation();
  if (lead.facts.length === 0) return null;
  return (
    <Section title={t('Facts')}>
      <dl className={css.facts}>
        {lead.facts.map((fact) => (
          <div key={fact.name + fact.sourceUrl + fact.value}><dt>{t(FACT[fact.name] ?? fact.name)}</dt><dd><bdi>{fact.value}</bdi> <Source url={fact.sourceUrl} /> {fact.said ? <Tag tone="green">{fact.said}, {dayOf(fact.seenAt)}</Tag> : <Seen at={fact.seenAt} now={now} />}</dd></div>
        ))}
      </dl>
    </Section>
  );
}

const MAIL_STATE: Record<string, { text: string; tone?: 'red' | 'green' | 'amber' }> = {
  sent: { text: 'sent', tone: 'green' }, pending: { text: 'due' }, sending: { text: 'sending' }, cancelled: { text: 'cancelled' }, skipped: { text: 'skipped' },
  suppressed: { text: 'suppressed', tone: 'red' }, failed: { text: 'failed', tone: 'red' }, unknown: { text: 'unknown', tone: 'amber' },
};
const OFFER_STATE: Record<string, { text: string; tone?: 'red' | 'green' | 'amber' }> = { open: { text: 'open' }, accepted: { text: 'accepted', tone: 'green' }, declined: { text: 'declined', tone: 'red' }, expired: { text: 'expired' }, revoked: { text: 'withdrawn', tone: 'red' } };

/** What was offered and written, and what goes out next. */
export function Outreach({ lead }: { lead: LeadDetail }) {
  const { t } = useTranslation();
  return (
    <Section title={t('Offer and mails')}>
      {lead.offers.map((offer) => (
        <div key={offer.checkCode} className={css.offer}>
          <div><strong>{offer.headline}</strong><Tag tone={OFFER_STATE[offer.state]?.tone}>{t(OFFER_STATE[offer.state]?.text ?? offer.state)}</Tag></div>
          <p className={css.small}>{t('check code')} <span className={css.code}>{offer.checkCode}</span> · {offer.answeredAt ? t('answered {{day}}', { day: dayOf(offer.answeredAt) }) : t('good until {{day}}', { day: dayOf(offer.expiresAt) })}</p>
        </div>
      ))}
      {lead.outreach.map((enrollment) => (
        <div key={enrollment.campaign}>
          <p className={css.campaign}>{enrollment.campaign}<Tag>{enrollment.exitReason ? t('ended: {{why}}', { why: t(enrollment.exitReason.replaceAll('_', ' ')) }) : t(enrollment.state)}</Tag></p>
          <ol className={css.mails}>
            {enrollment.messages.map((message) => (
              <li key={message.id}><span className="num">{message.position}</span><span className="cut" dir="auto">{message.subject ?? t('Written when it is sent')}</span><span className={css.when}>{shortly(message.sentAt ?? message.dueAt)}</span><Tag tone={MAIL_STATE[message.state]?.tone} {...(message.reason ? { title: message.reason } : {})}>{t(MAIL_STATE[message.state]?.text ?? message.state)}</Tag>{message.state === 'unknown' && <SettleMail mail={message} />}{message.text && <details className={css.quote}><summary>{t('Read it')}</summary><p className={css.small}>{t('To')} <bdi>{message.to}</bdi>{message.captured ? t(', kept in the sink (test mode)') : ''}</p><pre dir="auto">{message.text}</pre></details>}</li>
            ))}
          </ol>
        </div>
      ))}
      {lead.outreach.length === 0 && lead.offers.length === 0 && <p className={css.nothing}>{t('Nobody has written to this merchant yet.')} {lead.stage === 'queued' ? t('The campaign takes it up next.') : lead.stage === 'sourced' || lead.stage === 'qualified' ? t('That begins when the lead is queued.') : ''}</p>}
    </Section>
  );
}

const MARK: Record<string, string> = { stage: 'stage', stage_move: 'stage', move: 'stage', score: 'score', score_change: 'score' };

/** What happened last, to read only: for who decides on a card. */
export function Timeline({ lead, now }: { lead: LeadDetail; now: number }) {
  const { t } = useTranslation();
  return (
    <Section title={t('Timeline')}>
      {lead.timeline.length === 0 && <p className={css.nothing}>{t('Nothing has happened yet.')}</p>}
      <ol className={css.timeline}>
        {lead.timeline.map((entry) => (
          <li key={entry.id} data-kind={MARK[entry.kind] ?? (/mail|reply/.test(entry.kind) ? 'mail' : /offer|accept|desk|invitation/.test(entry.kind) ? 'offer' : 'other')}>
            <span className={css.entry} dir="auto">{entry.summary}</span>
            <time className={css.when} dateTime={entry.at} title={exactly(entry.at)}>{span(now - new Date(entry.at).getTime())}</time>
            {typeof entry.data.text === 'string' && entry.data.text && <details className={css.quote}><summary>{t('Read it')}</summary><pre dir="auto">{entry.data.text}</pre></details>}
            {typeof entry.data.why === 'string' && entry.data.why && !entry.summary.includes(entry.data.why) && <span className={css.small}>{entry.data.why}</span>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
