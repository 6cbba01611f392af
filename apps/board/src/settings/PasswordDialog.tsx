import { Modal, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import css from './settings.module.css';

interface Asked { readonly title: string; readonly why: ReactNode; readonly submit: string; readonly run: (password: string) => Promise<void>; readonly close: () => void }

/** Asks for the password again before something that a thief of the session would like to do. */
export function PasswordDialog({ opened, ...asked }: Asked & { opened: boolean }) {
  return <Modal opened={opened} onClose={asked.close} title={asked.title} centered radius="lg" size={420}>{opened && <PasswordForm {...asked} />}</Modal>;
}

function PasswordForm({ why, submit, run, close }: Asked) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const send = useMutation({ mutationFn: () => run(password), onError: () => setPassword('') });
  return (
    <form className={css.form} onSubmit={(event: FormEvent) => { event.preventDefault(); send.mutate(); }}>
      {send.isError && <p className={css.error} role="alert">{send.error.message}</p>}
      <p>{why}</p>
      <PasswordInput label={t('Your password')} autoComplete="current-password" required withAsterisk={false} data-autofocus value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
      <div className={css.formEnd}><Button onClick={close}>{t('Cancel')}</Button><Button primary type="submit" disabled={send.isPending}>{submit}</Button></div>
    </form>
  );
}
