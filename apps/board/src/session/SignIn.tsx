import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api, Problem } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { Mark } from '../ui/icons';
import css from './session.module.css';

/** Password, then the code where one is needed; or the company's identity provider. */
export function SignIn({ said }: { said?: string | undefined }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const offer = useQuery({ queryKey: ['provider-offer'], queryFn: () => answered(api.GET('/api/session/oidc')), staleTime: 60_000, retry: false });
  const open = useMutation({
    mutationFn: () => answered(api.POST('/api/session', { body: { email, password, ...(asksCode ? { code } : {}) } })),
    onSuccess: ({ user }) => { client.setQueryData(['session'], user); },
    onError: (error) => {
      const ofCode = error instanceof Problem && error.code.startsWith('second-factor');
      setCode('');
      setAsksCode(ofCode);
      if (!ofCode) setPassword('');
    },
  });
  const leave = useMutation({ mutationFn: () => answered(api.POST('/api/session/oidc')), onSuccess: ({ url }) => window.location.assign(url) });
  const submit = (event: FormEvent) => { event.preventDefault(); open.mutate(); };
  const needsCode = open.error instanceof Problem && open.error.code === 'second-factor-needed';
  const failed = (needsCode ? undefined : open.error?.message) ?? leave.error?.message ?? (open.isIdle ? said : undefined);
  return (
    <main className={css.page}>
      <form className={css.card} onSubmit={submit}>
        <div className={css.head}><Mark size={36} /><h1>{asksCode ? t('One more step') : t('Sign in to Beckon')}</h1></div>
        {failed && <p className={css.error} role="alert">{failed}</p>}
        {asksCode ? (
          <>
            <TextInput label={t('Code')} description={t('From your authenticator, or a recovery code')} name="code" autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} required withAsterisk={false} autoFocus maxLength={60} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
            <Button primary type="submit" disabled={open.isPending} className={css.submit}>{open.isPending ? t('Signing in…') : t('Sign in')}</Button>
            <Button onClick={() => { setAsksCode(false); setPassword(''); open.reset(); }}>{t('Back')}</Button>
            <p className={css.note}>{t('Lost both? An admin of your workspace can take the second factor away.')}</p>
          </>
        ) : (
          <>
            <TextInput label={t('Mail address')} type="email" name="email" autoComplete="username" required withAsterisk={false} autoFocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
            <PasswordInput label={t('Password')} name="password" autoComplete="current-password" required withAsterisk={false} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
            <Button primary type="submit" disabled={open.isPending} className={css.submit}>{open.isPending ? t('Signing in…') : t('Sign in')}</Button>
            {offer.data?.name && <Button disabled={leave.isPending || leave.isSuccess} onClick={() => leave.mutate()}>{t('Continue with {{name}}', { name: offer.data.name })}</Button>}
            <p className={css.note}>{t('Forgot your password? An admin of your workspace can make you a link for a new one.')}</p>
          </>
        )}
      </form>
    </main>
  );
}
