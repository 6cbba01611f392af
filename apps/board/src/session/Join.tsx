import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { answered, api, Problem } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { ROLE_WORDS } from '../settings/roles';
import { Bone, Button } from '../ui/bits';
import { Mark } from '../ui/icons';
import css from './session.module.css';

/** Where a link leads that lets somebody in. The token stands behind `#` and leaves the address bar with the first use. */
export function Join() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [token] = useState(() => window.location.hash.slice(1));
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const opens = useQuery({ queryKey: ['join', token], queryFn: () => answered(api.POST('/api/invitations/look', { body: { token } })), retry: false, staleTime: Infinity });
  const leave = () => void navigate({ to: '/', hash: '', replace: true });
  const join = useMutation({
    mutationFn: () => answered(api.POST('/api/invitations/acceptance', { body: { token, name: opens.data?.name ?? name, password } })),
    onSuccess: ({ user }) => { client.clear(); client.setQueryData(['session'], user); leave(); },
    // The password is set, and the second factor is still to be shown: the sign-in form asks for it.
    onError: (error) => { if (error instanceof Problem && error.code === 'second-factor-needed') { client.setQueryData(['session'], null); leave(); } },
  });
  const link = opens.data;
  return (
    <main className={css.page}>
      <form className={css.card} onSubmit={(event: FormEvent) => { event.preventDefault(); join.mutate(); }}>
        <div className={css.head}>
          <Mark size={36} />
          <h1 dir="auto">{link ? (link.forPassword ? t('Set a new password') : t('Join {{workspace}}', { workspace: link.workspace })) : opens.isError ? t('This link does not work') : <Bone width="70%" height={24} />}</h1>
          {link && !link.forPassword && <p>{t('{{name}} invites you as: {{role}}. You sign in with {{email}}.', { name: link.invitedBy, role: t(ROLE_WORDS[link.role].name), email: link.email })}</p>}
          {link?.forPassword && <p>{t('For {{email}}. You are signed out everywhere else when you set it.', { email: link.email })}</p>}
        </div>
        {opens.isError && <><p className={css.error} role="alert">{opens.error.message}</p><Button onClick={leave}>{t('Go to sign-in')}</Button></>}
        {link && (
          <>
            {join.isError && <p className={css.error} role="alert">{join.error.message}</p>}
            {!link.forPassword && <TextInput label={t('Your name')} autoComplete="name" required withAsterisk={false} autoFocus maxLength={120} dir="auto" value={name} onChange={(event) => setName(event.currentTarget.value)} />}
            <input type="text" name="email" autoComplete="username" value={link.email} readOnly hidden />
            <PasswordInput label={t('Password')} description={t('At least 12 characters; a few words are easy to keep')} name="password" autoComplete="new-password" required withAsterisk={false} minLength={12} maxLength={256} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
            <Button primary type="submit" disabled={join.isPending} className={css.submit}>{link.forPassword ? t('Set the password') : t('Join')}</Button>
          </>
        )}
      </form>
    </main>
  );
}
