import { Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../api/client';
import { t } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { toast } from '../ui/toasts';
import css from './merchant.module.css';
import { contactSearch } from './queries';

/** Lets an admin say by which right merchants' own websites are read, or stop it. */
export function SearchSwitch({ on, opened, close }: { on: boolean; opened: boolean; close: () => void }) {
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () => answered(api.PUT('/api/contact-search', { body: { on: !on, reason: reason.trim() } })),
    onSuccess: (now) => { queries.setQueryData(contactSearch.queryKey, now); close(); toast(now.on ? t('Websites are read from now on, a few at a time.') : t('No website is read any more.')); },
    onError: (error) => toast(error.message, { tone: 'red' }),
  });
  return (
    <Modal opened={opened} onClose={close} title={on ? t('Stop reading merchants’ websites') : t('Read merchants’ own websites')} radius="lg">
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); change.mutate(); }}>
        {on ? <p>{t('What was found stays, with its source.')}</p> : (
          <>
            <p>{t('Where a list names a merchant’s website and no page gives an address, its imprint and contact pages are read: at most three pages of a website in ninety days, with robots.txt’s leave, every request in the ledger.')}</p>
            <Textarea label={t('By which right')} description={t('kept as the permission record; a merchant who asks may read it')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required withAsterisk={false} minLength={10} maxLength={2000} autosize minRows={3} data-autofocus />
          </>
        )}
        <div className={css.formFoot}><Button onClick={close}>{t('Leave it')}</Button><Button primary type="submit" disabled={change.isPending || (!on && reason.trim().length < 10)}>{on ? t('Stop') : t('Read them')}</Button></div>
      </form>
    </Modal>
  );
}
