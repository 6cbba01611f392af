import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../i18n/i18n';
import { Tag } from '../ui/bits';
import { LinkIcon, MailIcon, PhoneIcon } from '../ui/icons';
import { dayOf, number } from '../ui/time';
import css from './merchant.module.css';
import { contactSearch, coverage, type Merchant } from './queries';
import { SearchSwitch } from './SearchSwitch';
import { Age, Section } from './Section';
import { host, STATUS, web } from './words';

/** How to reach them, what is known of each address, and why. */
export function Contacts({ merchant, now, admin }: { merchant: Merchant; now: number; admin: boolean }) {
  return (
    <Section title={t('Contacts')} aside={merchant.contacts.length > 1 ? `${merchant.contacts.length}` : undefined}>
      {!merchant.contacts.some(({ kind, status }) => kind === 'email' && status !== 'invalid') && <Gap admin={admin} />}
      <ul className={css.contacts}>
        {merchant.contacts.map((contact) => {
          const state = contact.suppressed ? { text: 'do not write', tone: 'red' as const } : STATUS[contact.status] ?? { text: contact.status };
          return (
            <li key={contact.id}>
              {contact.kind === 'phone' ? <PhoneIcon /> : <MailIcon />}
              <div className={css.contact}>
                <bdi className={css.text}>{contact.value}</bdi>
                {contact.statusReason && <span className={css.small}>{contact.statusReason}{contact.checkedAt ? t(', checked {{checkedAt}}', { checkedAt: dayOf(contact.checkedAt) }) : ''}</span>}
                <span className={css.from}>
                  {contact.best && <Tag>{t('written to first')}</Tag>}{contact.role && <span className={css.small}>{t('role mailbox')}</span>}
                  {web(contact.sourceUrl) ? <a className={css.sourceLink} href={web(contact.sourceUrl)} target="_blank" rel="noreferrer noopener" title={contact.sourceUrl} data-source><LinkIcon width={12} height={12} />{host(contact.sourceUrl)}</a> : <span className={css.small}>{contact.sourceUrl}</span>}
                  <Link to="/runs/$id" params={{ id: contact.runId }} className={css.sourceLink}>{t('run')}</Link>
                  <Age age={contact.age} seenAt={contact.seenAt} now={now} />
                </span>
              </div>
              {(contact.kind === 'email' || contact.suppressed) && <Tag tone={state.tone}>{t(state.text)}</Tag>}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Most marketplaces show no address: saying how many others stand there keeps anybody from taking it for a fault. */
function Gap({ admin }: { admin: boolean }) {
  const { data } = useQuery(coverage);
  const { data: search } = useQuery(contactSearch);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p className={css.nothing}>{t('No page shows a mail address that can be written to.')} {data && data.merchants > 0 && t('So it is for {{withoutAddress}} of {{merchants}} merchants ({{percent}} %). ', { withoutAddress: number(data.withoutAddress), merchants: number(data.merchants), percent: Math.round((data.withoutAddress / data.merchants) * 100) })}{t('Nothing is guessed; the lead waits until a page shows one.')}</p>
      {search && <p className={css.small}>{search.on ? <>{search.reviewer ? t('Imprint and contact pages of their own websites are read, where a website is known: {{name}} said so.', { name: search.reviewer }) : t('Imprint and contact pages of their own websites are read, where a website is known.')}</> : t('Their own websites are not read.')} {admin && <button type="button" className={css.quiet} onClick={() => setAsking(true)}>{search.on ? t('Stop reading them') : t('Read them')}</button>}</p>}
      {search && <SearchSwitch on={search.on} opened={asking} close={() => setAsking(false)} />}
    </>
  );
}
