import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../api/client';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Button } from '../ui/bits';
import { refusal } from './queries';

const START = { name: '', marketplace: '', category: '', origin: '', originUrl: '', basis: '', reviewedOn: '', reviewer: '', fields: 'shop name, business name, address, published contact' };
/** Where what was typed stands in what is sent, where the two differ. */
const AT: Partial<Record<keyof typeof START, string>> = { basis: 'permission.basis', reviewedOn: 'permission.reviewedOn', reviewer: 'permission.reviewer', fields: 'permission.fields' };

/** A list is a source that nobody crawls: where it comes from and by which right is said before its first row arrives. */
export function NewListForm({ made }: { made: (id: string) => Promise<void> }) {
  const [form, setForm] = useState(START);
  const [retentionDays, setRetentionDays] = useState(365);
  const save = useMutation({
    mutationFn: () => answered(api.POST('/api/lists', { body: {
      name: form.name, marketplace: form.marketplace, category: form.category, origin: form.origin, ...(form.originUrl.trim() ? { originUrl: form.originUrl.trim() } : {}),
      permission: { basis: form.basis, reviewedOn: form.reviewedOn, reviewer: form.reviewer, fields: form.fields.split(',').map((field) => field.trim()).filter(Boolean), retentionDays },
    } })),
    onSuccess: ({ id }) => made(id),
  });
  const { errors, general } = refusal(save.error);
  const wrong = (field: string) => errors.find((error) => error.field === field || error.field.startsWith(`${field}.`))?.message;
  const text = (key: keyof typeof START) => ({
    value: form[key], error: wrong(AT[key] ?? key), required: key !== 'originUrl', withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) => { const { value } = event.currentTarget; setForm((old) => ({ ...old, [key]: value })); },
  });
  return (
    <form className={css.panel} onSubmit={(event: FormEvent) => { event.preventDefault(); save.mutate(); }}>
      <fieldset className={css.group}>
        <legend>{t('A new list')}</legend>
        <div className={css.pair}>
          <TextInput label={t('Name')} description={t('What your team calls it')} placeholder={t('Chamber members')} {...text('name')} />
          <TextInput label={t('Marketplace')} description={t('Small letters; lists of one marketplace share storefronts')} placeholder={t('chamber-hamburg')} {...text('marketplace')} />
          <TextInput label={t('Category')} description={t('Of rows that name none')} placeholder={t('Kitchen')} {...text('category')} />
        </div>
        <div className={css.pair}>
          <TextInput label={t('Where it comes from')} description={t('Merchants who ask where you know them from are told this')} placeholder={t('Members of the Hamburg chamber, May 2026')} {...text('origin')} />
          <TextInput label={t('Web address of the list')} description={t('If it is published')} type="url" placeholder={t('https://…')} {...text('originUrl')} />
        </div>
        <Textarea label={t('By which right')} rows={3} placeholder={t('Which law, which agreement, whose consent')} {...text('basis')} />
        <div className={css.pair}>
          <TextInput label={t('Looked at on')} type="date" {...text('reviewedOn')} />
          <TextInput label={t('By whom')} {...text('reviewer')} />
          <NumberInput label={t('Kept for')} suffix=" days" min={1} max={3650} hideControls value={retentionDays} error={wrong('permission.retentionDays')} onChange={(value) => setRetentionDays(Number(value) || 0)} />
        </div>
        <TextInput label={t('Fields that are kept')} description={t('Separated by commas')} {...text('fields')} />
        {general && <p className={css.error} role="alert">{general}</p>}
        {errors.length > 0 && <p className={css.error} role="alert">{errors.length === 1 ? t('One field needs a look.') : t('{{errors}} fields need a look.', { errors: errors.length })}</p>}
        <div className={css.formEnd}><Button primary type="submit" disabled={save.isPending}>{save.isPending ? t('Making it…') : t('Make the list')}</Button></div>
      </fieldset>
    </form>
  );
}
