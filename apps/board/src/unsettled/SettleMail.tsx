import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { MessageId } from './MessageId';
import { useRights, useSettle, useWaiting, type Doubt } from './queries';
import { SureOfIt, type Grave } from './SureOfIt';
import css from './unsettled.module.css';

/** Where a lead's mail says that a person must look: what to look for, and the three answers. */
export function SettleMail({ mail }: { mail: Doubt & { messageId: string } }) {
  const { settles } = useRights();
  const { mutate, isPending } = useSettle();
  const [asked, setAsked] = useState<{ open: boolean; fate: Grave }>({ open: false, fate: 'not_arrived' });
  const others = useWaiting();
  return (
    <div className={css.inLead}>
      <p className={css.small}><strong>{t('A person must look.')}</strong> {t('Search the mail host’s log or the Sent folder for this Message-ID:')}</p>
      <MessageId id={mail.messageId} />
      {settles && (
        <div className={css.verdicts}>
          <Button disabled={isPending} onClick={() => mutate({ mails: [mail], fate: 'arrived' })} title={t('It counts as sent, and the next mail follows after its delay')}>{t('It arrived')}</Button>
          <Button disabled={isPending} onClick={() => setAsked({ open: true, fate: 'not_arrived' })} title={t('It goes out once more')}>{t('It did not arrive')}</Button>
          <Button disabled={isPending} onClick={() => setAsked({ open: true, fate: 'bounced' })} title={t('Nobody writes to it again')}>{t('The address was refused')}</Button>
          {others > 1 && <Link to="/unsettled">{t('All {{count}} unsettled mails', { count: others })}</Link>}
        </div>
      )}
      <SureOfIt count={asked.open ? 1 : 0} fate={asked.fate} close={() => setAsked({ ...asked, open: false })} say={() => { setAsked({ ...asked, open: false }); mutate({ mails: [mail], fate: asked.fate }); }} />
    </div>
  );
}
