import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { Codes } from './Codes';
import { beginSecondFactor, confirmSecondFactor } from './queries';
import css from './settings.module.css';

/** Password, picture, code, recovery codes: one step at a time. Nothing counts before a code has been shown. */
export function Enrol({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const begin = useMutation({ mutationFn: () => beginSecondFactor(password), onSettled: () => setPassword('') });
  const confirm = useMutation({ mutationFn: () => confirmSecondFactor(code), onError: () => setCode('') });
  if (confirm.data) return <Codes codes={confirm.data.codes} done={done} />;
  const submit = (run: () => void) => (event: FormEvent) => { event.preventDefault(); run(); };
  const failed = begin.error ?? confirm.error;
  if (!begin.data) {
    return (
      <form className={css.form} onSubmit={submit(() => begin.mutate())}>
        {failed && <p className={css.error} role="alert">{failed.message}</p>}
        <p>{t('You need an authenticator app on your phone. First show that it is you.')}</p>
        <PasswordInput label={t('Your password')} autoComplete="current-password" required withAsterisk={false} data-autofocus value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <div className={css.formEnd}><Button primary type="submit" disabled={begin.isPending}>{t('Go on')}</Button></div>
      </form>
    );
  }
  return (
    <form className={css.form} onSubmit={submit(() => confirm.mutate())}>
      {failed && <p className={css.error} role="alert">{failed.message}</p>}
      <p>{t('Scan this with the app, or type the key, then give the code that it shows.')}</p>
      <img className={css.qr} alt={t('QR code for your authenticator; the key below says the same')} src={`data:image/svg+xml,${encodeURIComponent(begin.data.svg)}`} width={192} height={192} />
      <code className={css.key}>{begin.data.secret.match(/.{1,4}/g)!.join(' ')}</code>
      <TextInput label={t('Code')} inputMode="numeric" autoComplete="one-time-code" required withAsterisk={false} maxLength={7} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
      <div className={css.formEnd}><Button primary type="submit" disabled={confirm.isPending}>{t('Switch it on')}</Button></div>
    </form>
  );
}
