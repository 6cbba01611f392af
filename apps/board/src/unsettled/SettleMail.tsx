import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { MessageId } from './MessageId';
import { useRights, useSettle, useWaiting, type Doubt } from './queries';
import { SendAgain } from './SendAgain';
import css from './unsettled.module.css';

/** Where a lead's mail says that a person must look: what to look for, and the two answers. */
export function SettleMail({ mail }: { mail: Doubt & { messageId: string } }) {
  const { settles } = useRights();
  const { mutate, isPending } = useSettle();
  const [asked, setAsked] = useState(false);
  const others = useWaiting();
  return (
    <div className={css.inLead}>
      <p className={css.small}><strong>{t('A person must look.')}</strong> {t('Search the mail host’s log or the Sent folder for this Message-ID:')}</p>
      <MessageId id={mail.messageId} />
      {settles && (
        <div className={css.verdicts}>
          <Button disabled={isPending} onClick={() => mutate({ mails: [mail], fate: 'arrived' })} title={t('It counts as sent, and the next mail follows after its delay')}>{t('It arrived')}</Button>
          <Button disabled={isPending} onClick={() => setAsked(true)} title={t('It goes out once more')}>{t('It did not arrive')}</Button>
          {others > 1 && <Link to="/unsettled">{t('All {{count}} unsettled mails', { count: others })}</Link>}
        </div>
      )}
      <SendAgain count={asked ? 1 : 0} close={() => setAsked(false)} send={() => { setAsked(false); mutate({ mails: [mail], fate: 'not_arrived' }); }} />
    </div>
  );
}
