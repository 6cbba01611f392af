import { PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api, Problem } from '../api/client';
import { t } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { Mark } from '../ui/icons';
import css from './session.module.css';

const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
const currencies = [...new Set(['EUR', 'USD', 'GBP', ...Intl.supportedValuesOf('currency')])];

/** The link that is printed at the start carries the code behind the #, which never reaches a server's log. */
const codeInAddress = (): string => decodeURIComponent(window.location.hash.slice(1));

/** First-run set-up: the workspace and its admin. The code proves that whoever fills this in also started the installation. */
export function SetUp() {
  const client = useQueryClient();
  const [form, setForm] = useState({ token: codeInAddress(), name: '', email: '', password: '', workspaceName: '', legalName: '', postalAddress: '', zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC', currency: 'EUR' });
  const save = useMutation({
    mutationFn: () => answered(api.POST('/api/setup', { body: {
      token: form.token.trim(), name: form.name, email: form.email, password: form.password,
      workspace: { name: form.workspaceName, legalName: form.legalName, postalAddress: form.postalAddress, zone: form.zone, currency: form.currency },
    } })),
    // The address holds the code: leave it behind.
    onSuccess: () => window.location.replace('/'),
    onError: (error) => { if (error instanceof Problem && error.code === 'already-set-up') client.setQueryData(['setup'], false); },
  });
  const wrong = (field: string) => (save.error instanceof Problem ? save.error.body?.errors?.find((entry) => entry.field === field)?.message : undefined);
  const text = (key: keyof typeof form, field: string = key) => ({
    value: form[key], required: true, withAsterisk: false, error: wrong(field),
    onChange: (event: { currentTarget: { value: string } }) => { const { value } = event.currentTarget; setForm((old) => ({ ...old, [key]: value })); },
  });
  const submit = (event: FormEvent) => { event.preventDefault(); save.mutate(); };
  const general = save.error && !(save.error instanceof Problem && save.error.body?.errors?.length) ? save.error.message : null;
  return (
    <main className={css.page}>
      <form className={`${css.card} ${css.wide}`} onSubmit={submit}>
        <div className={css.head}><Mark size={36} /><h1>{t('Set up Beckon')}</h1><p>{t('Two minutes. Nothing is sent to anybody: a new workspace is in test mode until you arm sending.')}</p></div>
        {general && <p className={css.error} role="alert">{general}</p>}
        <TextInput label={t('Set-up code')} description={t('Printed where Beckon was started')} autoComplete="off" spellCheck={false} {...text('token')} />
        <fieldset className={css.group}>
          <legend>{t('Your marketplace')}</legend>
          <div className={css.pair}>
            <TextInput label={t('Name')} placeholder="Northwind" {...text('workspaceName', 'workspace.name')} />
            <TextInput label={t('Legal name')} placeholder="Northwind Marketplace GmbH" {...text('legalName', 'workspace.legalName')} />
          </div>
          <Textarea label={t('Postal address')} description={t('Stands in every mail, as the law asks')} rows={2} autosize={false} {...text('postalAddress', 'workspace.postalAddress')} />
          <div className={css.pair}>
            <Select label={t('Time zone')} searchable data={zones} value={form.zone} allowDeselect={false} limit={60} onChange={(zone) => setForm((old) => ({ ...old, zone: zone ?? old.zone }))} error={wrong('workspace.zone')} />
            <Select label={t('Currency')} searchable data={currencies} value={form.currency} allowDeselect={false} limit={60} onChange={(currency) => setForm((old) => ({ ...old, currency: currency ?? old.currency }))} error={wrong('workspace.currency')} />
          </div>
        </fieldset>
        <fieldset className={css.group}>
          <legend>{t('You, the first admin')}</legend>
          <div className={css.pair}>
            <TextInput label={t('Your name')} autoComplete="name" {...text('name')} />
            <TextInput label={t('Mail address')} type="email" autoComplete="username" {...text('email')} />
          </div>
          <PasswordInput label={t('Password')} description={t('At least 12 characters')} minLength={12} autoComplete="new-password" {...text('password')} />
        </fieldset>
        <Button primary type="submit" disabled={save.isPending} className={css.submit}>{save.isPending ? t('Setting up…') : t('Create the workspace')}</Button>
      </form>
    </main>
  );
}
