import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../api/client';
import { Button } from '../ui/bits';
import { Mark } from '../ui/icons';
import css from './session.module.css';

export function SignIn() {
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const open = useMutation({
    mutationFn: () => answered(api.POST('/api/session', { body: { email, password } })),
    onSuccess: ({ user }) => { client.setQueryData(['session'], user); },
    onError: () => setPassword(''),
  });
  const submit = (event: FormEvent) => { event.preventDefault(); open.mutate(); };
  return (
    <main className={css.page}>
      <form className={css.card} onSubmit={submit}>
        <div className={css.head}><Mark size={36} /><h1>Sign in to Beckon</h1></div>
        {open.isError && <p className={css.error} role="alert">{open.error.message}</p>}
        <TextInput label="Mail address" type="email" name="email" autoComplete="username" required withAsterisk={false} autoFocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <PasswordInput label="Password" name="password" autoComplete="current-password" required withAsterisk={false} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <Button primary type="submit" disabled={open.isPending} className={css.submit}>{open.isPending ? 'Signing in…' : 'Sign in'}</Button>
        <p className={css.note}>Forgot your password? An admin of your workspace can set a new one.</p>
      </form>
    </main>
  );
}
