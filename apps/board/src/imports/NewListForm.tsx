import { NumberInput, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { answered, api } from '../api/client';
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
        <legend>A new list</legend>
        <div className={css.pair}>
          <TextInput label="Name" description="What your team calls it" placeholder="Chamber members" {...text('name')} />
          <TextInput label="Marketplace" description="Small letters; lists of one marketplace share storefronts" placeholder="chamber-hamburg" {...text('marketplace')} />
          <TextInput label="Category" description="Of rows that name none" placeholder="Kitchen" {...text('category')} />
        </div>
        <div className={css.pair}>
          <TextInput label="Where it comes from" description="Merchants who ask where you know them from are told this" placeholder="Members of the Hamburg chamber, May 2026" {...text('origin')} />
          <TextInput label="Web address of the list" description="If it is published" type="url" placeholder="https://…" {...text('originUrl')} />
        </div>
        <Textarea label="By which right" rows={3} placeholder="Which law, which agreement, whose consent" {...text('basis')} />
        <div className={css.pair}>
          <TextInput label="Looked at on" type="date" {...text('reviewedOn')} />
          <TextInput label="By whom" {...text('reviewer')} />
          <NumberInput label="Kept for" suffix=" days" min={1} max={3650} hideControls value={retentionDays} error={wrong('permission.retentionDays')} onChange={(value) => setRetentionDays(Number(value) || 0)} />
        </div>
        <TextInput label="Fields that are kept" description="Separated by commas" {...text('fields')} />
        {general && <p className={css.error} role="alert">{general}</p>}
        {errors.length > 0 && <p className={css.error} role="alert">{errors.length === 1 ? 'One field needs a look.' : `${errors.length} fields need a look.`}</p>}
        <div className={css.formEnd}><Button primary type="submit" disabled={save.isPending}>{save.isPending ? 'Making it…' : 'Make the list'}</Button></div>
      </fieldset>
    </form>
  );
}
