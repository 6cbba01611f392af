import { PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from '../i18n/i18n';
import { Bone, Button, Failed } from '../ui/bits';
import { toast } from '../ui/toasts';
import { account, provider, requireSecondFactor, saveProvider, type Provider } from './queries';
import css from './settings.module.css';

/** How people of the workspace sign in. */
export function SignInSettings() {
  const { t } = useTranslation();
  const { data, error, isError, refetch } = useQuery(provider);
  if (isError && !data) return <Failed what={t('Sign-in')} error={error} retry={() => void refetch()} />;
  return (
    <>
      <header className={css.head}><div><h1>{t('Sign-in')}</h1><p className={css.lead}>{t('How everybody in this workspace proves who they are.')}</p></div></header>
      <Rule />
      {data ? <ProviderForm key={data.version} data={data} /> : <section className={css.panel} aria-busy="true"><div className={css.panelBody}><Bone width="40%" /><Bone /><Bone /></div></section>}
    </>
  );
}

function Rule() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data } = useQuery(account);
  const save = useMutation({
    mutationFn: requireSecondFactor, onError: (error) => toast(error.message, { tone: 'red' }),
    onSuccess: async ({ required }) => { toast(required ? t('From the next click on, everybody needs a second factor.') : t('A second factor is up to each person again.')); await client.invalidateQueries({ queryKey: account.queryKey }); await client.invalidateQueries({ queryKey: ['session'] }); },
  });
  return (
    <section className={css.panel} aria-labelledby="rule">
      <div className={css.panelHead}><h2 id="rule">{t('Second factor')}</h2></div>
      <div className={css.panelBody}>
        <label className={css.check}><input type="checkbox" checked={data?.secondFactor.required ?? false} disabled={!data || save.isPending} onChange={(event) => save.mutate(event.currentTarget.checked)} />
          <span>{t('Everybody who signs in by password needs one')}<small>{t('Who has none yet sets it up before anything else. Who comes through the identity provider shows it there.')}</small></span></label>
      </div>
    </section>
  );
}

function ProviderForm({ data }: { data: Provider }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form, setForm] = useState({ issuer: data.issuer, clientId: data.clientId, name: data.name, domains: data.domains.join(', '), enabled: data.enabled });
  const [secret, setSecret] = useState('');
  const put = (change: Partial<typeof form>) => setForm((old) => ({ ...old, ...change }));
  const save = useMutation({
    mutationFn: () => saveProvider({ ...form, domains: form.domains.split(/[\s,]+/).filter(Boolean), clientSecret: secret || null, version: data.version }),
    onSuccess: (saved) => { client.setQueryData(provider.queryKey, saved); toast(saved.enabled ? t('Saved. The sign-in page offers it now.') : t('Saved. It is not offered until you switch it on.')); },
  });
  return (
    <section className={css.panel} aria-labelledby="provider">
      <div className={css.panelHead}><h2 id="provider">{t('Identity provider')}</h2><p>{t('People sign in with your company’s own account, by OpenID Connect. They are matched by a mail address that the provider has verified.')}</p></div>
      <form className={`${css.panelBody} ${css.narrow}`} onSubmit={(event: FormEvent) => { event.preventDefault(); save.mutate(); }}>
        {save.isError && <p className={css.error} role="alert">{save.error.message}</p>}
        <label className={css.check}><input type="checkbox" checked={form.enabled} onChange={(event) => put({ enabled: event.currentTarget.checked })} /><span>{t('Offer it on the sign-in page')}</span></label>
        <TextInput label={t('What people call it')} placeholder={t('for example: Northwind ID')} required withAsterisk={false} maxLength={60} value={form.name} onChange={(event) => put({ name: event.currentTarget.value })} />
        <TextInput label={t('Issuer')} type="url" placeholder="https://login.northwind.example" required withAsterisk={false} value={form.issuer} onChange={(event) => put({ issuer: event.currentTarget.value })} />
        <TextInput label={t('Client id')} required withAsterisk={false} autoComplete="off" value={form.clientId} onChange={(event) => put({ clientId: event.currentTarget.value })} />
        <PasswordInput label={t('Client secret')} description={data.secretKept ? t('One is kept. Leave this empty to keep it; it cannot be read back.') : t('Kept encrypted; it cannot be read back.')} required={!data.secretKept} withAsterisk={false} autoComplete="off" value={secret} onChange={(event) => setSecret(event.currentTarget.value)} />
        <TextInput label={t('Domains whose people come in by themselves')} description={t('As read-only; everybody else needs an invitation. Separate several by commas, or leave it empty.')} placeholder="northwind.example" value={form.domains} onChange={(event) => put({ domains: event.currentTarget.value })} />
        <p className={css.small}>{t('Register this address at the provider as the redirect URI:')} <code>{data.returnsTo}</code></p>
        <Button primary type="submit" disabled={save.isPending}>{save.isPending ? t('Asking the provider…') : t('Save')}</Button>
      </form>
    </section>
  );
}
