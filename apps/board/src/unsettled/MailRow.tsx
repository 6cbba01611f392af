import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { t } from '../i18n/i18n';
import { Button, Tag } from '../ui/bits';
import { ago, exactly } from '../ui/time';
import { MessageId } from './MessageId';
import type { Fate, UnsettledMail } from './queries';
import css from './unsettled.module.css';

interface Props { mail: UnsettledMail; now: number; chosen: boolean; current: boolean; settles: boolean; busy: boolean; choose: () => void; settle: (fate: Fate) => void }

/** One mail with its evidence. */
export function MailRow({ mail, now, chosen, current, settles, busy, choose, settle }: Props) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => { if (current) row.current?.scrollIntoView({ block: 'nearest' }); }, [current]);
  const why = mail.reason === 'connection_lost' ? t('The mail host hung up after the mail was handed over') : t('The program that was sending it was stopped before the mail host answered');
  return (
    <li ref={row} className={css.row} data-chosen={chosen || undefined} data-current={current || undefined}>
      {settles && <label className={css.box}><input type="checkbox" checked={chosen} onChange={choose} /><span className="unseen">{t('Choose mail {{position}} to {{name}}', { position: mail.position, name: mail.merchant })}</span></label>}
      <div className={css.what}>
        <p className={css.who}><Link to="/leads/$id" params={{ id: mail.leadId }} dir="auto">{mail.merchant}</Link><span className={css.small}>{t('mail {{position}} to', { position: mail.position })} <bdi>{mail.to}</bdi></span></p>
        <p className={css.subject} dir="auto">{mail.subject ?? t('The subject cannot be written any more: data is missing')}</p>
        <MessageId id={mail.messageId} />
        <p className={css.small}>
          {why}. <span title={t('Handed over {{at}}, by the clock of this machine', { at: exactly(mail.claimedAt) })}>{t('Handed over {{at}}', { at: exactly(mail.claimedAt) })}</span>, {t('became unknown {{ago}}', { ago: ago(now - new Date(mail.unknownSince).getTime()) })}.
          {mail.answer && <> {t('Last word of the connection:')} <bdi>{mail.answer}</bdi></>}
        </p>
        <p className={css.tags}><Tag>{mail.campaign}</Tag><Tag>{mail.from}</Tag>{mail.version > 1 && <Tag tone="amber">{t('unknown {{times}} times', { times: mail.version })}</Tag>}{mail.ended && <Tag title={t('Nothing more is sent to this lead: a mail that did not arrive stays unsent')}>{t('sequence ended')}</Tag>}</p>
      </div>
      {settles && (
        <div className={css.verdicts}>
          <Button disabled={busy} onClick={() => settle('arrived')} aria-label={t('Mail {{position}} to {{name}} arrived', { position: mail.position, name: mail.merchant })}>{t('It arrived')}</Button>
          <Button disabled={busy} onClick={() => settle('not_arrived')} aria-label={t('Mail {{position}} to {{name}} did not arrive', { position: mail.position, name: mail.merchant })}>{t('It did not arrive')}</Button>
          <Button disabled={busy} onClick={() => settle('bounced')} aria-label={t('The address of mail {{position}} to {{name}} was refused', { position: mail.position, name: mail.merchant })}>{t('The address was refused')}</Button>
        </div>
      )}
    </li>
  );
}
