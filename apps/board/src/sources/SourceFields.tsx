import { MantineThemeProvider, NumberInput, Select, Switch, TextInput, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { Problem } from '../api/client';
import { t } from '../i18n/i18n';
import { recipes as recipesQuery } from '../recipes/queries';
import { Button } from '../ui/bits';
import { CloseIcon } from '../ui/icons';
import css from './desk.module.css';
import { Group } from './Group';
import { NO_ENTRY, type Budget, type Entry, type FieldsProps } from './source-form';
import { TimetableFields } from './TimetableFields';

/** Explanations stand below, so that the inputs of a line stand in a line. */
const INPUTS = { components: { InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[] } }, NumberInput: { defaultProps: { thousandSeparator: ',' } } } };

/** Everything that a person may say of a source: what is read, when, how gently, by which right. What is refused is said beside its field. */
export function SourceFields({ form, set, error, pending, submit, save, cancel, notice }: Omit<FieldsProps, 'wrong'> & { error: Error | null; pending: boolean; submit: string; save: () => void; cancel: ReactNode; notice?: ReactNode }) {
  const element = useRef<HTMLFormElement>(null);
  const errors = error instanceof Problem ? error.body?.errors ?? [] : [];
  const props: FieldsProps = { form, set, wrong: (field) => errors.find((one) => one.field === field)?.message };
  useEffect(() => { if (error) element.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error] input')?.focus(); }, [error]);
  return (
    <MantineThemeProvider theme={INPUTS}><form ref={element} className={css.form} onSubmit={(event: FormEvent) => { event.preventDefault(); save(); }}>
      <WhatIsRead {...props} />
      <TimetableFields {...props} />
      <HowGently {...props} />
      <ByWhichRight {...props} />
      {notice}
      {error && !notice && <p className={css.error} role="alert">{errors.length > 1 ? `${t('{{count}} fields need a look:', { count: errors.length })} ${errors.map(({ field, message }) => `${field}: ${message}`).join('; ')}` : error.message}</p>}
      <div className={css.formEnd}>{cancel}<Button primary type="submit" disabled={pending}>{pending ? t('Saving…') : submit}</Button></div>
    </form></MantineThemeProvider>
  );
}

function WhatIsRead({ form, set, wrong }: FieldsProps) {
  const recipes = useQuery(recipesQuery);
  const setEntry = (place: number, key: keyof Entry, value: string) => set({ entries: form.entries.map((entry, at) => (at === place ? { ...entry, [key]: value } : entry)) });
  return (
    <Group title={t('What is read')}>
      <div className={css.pair}>
        <TextInput label={t('Name')} required withAsterisk={false} placeholder={t('Kitchen, best sellers')} value={form.name} error={wrong('name')} onChange={(event) => set({ name: event.currentTarget.value })} />
        <Select label={t('Recipe')} required withAsterisk={false} searchable data={recipes.data?.map(({ id, name }) => ({ value: id, label: name === id ? id : `${name} (${id})` })) ?? []} value={form.recipeId || null} error={wrong('recipeId') ?? (recipes.isError ? recipes.error.message : undefined)} onChange={(recipeId) => set({ recipeId: recipeId ?? '' })} placeholder={t('How its pages are read')} nothingFoundMessage={t('No such recipe')} />
        <TextInput label={t('Marketplace')} description={t('Sources of one marketplace share its storefronts. Empty: the recipe\'s id')} spellCheck={false} value={form.marketplace} error={wrong('marketplace')} onChange={(event) => set({ marketplace: event.currentTarget.value })} />
      </div>
      {form.entries.map((entry, place) => (
        <div key={place} className={css.entry}>
          <TextInput label={t('List {{place}}: address', { place: place + 1 })} required withAsterisk={false} type="url" placeholder={t('https://…')} value={entry.url} error={wrong(`entries.${place}.url`)} onChange={(event) => setEntry(place, 'url', event.currentTarget.value)} />
          <TextInput label={t('Category')} required withAsterisk={false} value={entry.category} error={wrong(`entries.${place}.category`)} onChange={(event) => setEntry(place, 'category', event.currentTarget.value)} />
          <TextInput label={t('List name')} required withAsterisk={false} value={entry.list} error={wrong(`entries.${place}.list`)} onChange={(event) => setEntry(place, 'list', event.currentTarget.value)} />
          <button type="button" className={css.iconButton} aria-label={t('Remove list {{place}}', { place: place + 1 })} disabled={form.entries.length === 1} onClick={() => set({ entries: form.entries.filter((_, at) => at !== place) })}><CloseIcon width={14} height={14} /></button>
        </div>
      ))}
      <div><Button className={css.smallButton} onClick={() => set({ entries: [...form.entries, NO_ENTRY] })}>{t('Another list')}</Button> <span className={css.small}>{t('All lists of a source are on one host, because its budget is that host\'s. A list keeps its history under its name.')}</span></div>
      <div className={css.pair}>
        <NumberInput label={t('Least items of a good run')} description={t('Fewer keep a run in quarantine. Empty: no such limit')} min={1} hideControls value={form.least} error={wrong('expectedItems.min')} onChange={(value) => set({ least: value === '' ? '' : Number(value) })} />
        <NumberInput label={t('Items of a usual run')} description={t('The first run is held against it')} min={1} hideControls value={form.usual} error={wrong('expectedItems.median')} onChange={(value) => set({ usual: value === '' ? '' : Number(value) })} />
      </div>
    </Group>
  );
}

function HowGently({ form: { budget, wallClockLimitS }, set, wrong }: FieldsProps) {
  const count = (key: keyof Budget, label: string, { suffix, least = 1, per = 1, description }: { suffix?: string; least?: number; per?: number; description?: string } = {}) => (
    <NumberInput label={label} min={least} hideControls value={budget[key] / per} error={wrong(`budget.${key}`)} {...(suffix ? { suffix } : {})} {...(description ? { description } : {})} onChange={(value) => set({ budget: { ...budget, [key]: Math.round((Number(value) || 0) * per) } })} />
  );
  return (
    <Group title={t('How gently')}>
      <div className={css.pair}>
        {count('minDelayMs', t('Least time between requests'), { suffix: ' ms', least: 0 })}
        {count('jitterMs', t('Up to so much more'), { suffix: ' ms', least: 0 })}
        {count('concurrency', t('Requests at once'))}
        {count('retryMs', t('Before a second try'), { suffix: ' ms', least: 0 })}
        {count('pagesPerRun', t('Pages a run'))}
        {count('pagesPerDay', t('Pages in 24 hours'))}
        {count('maxBytes', t('Largest page'), { suffix: ' MB', least: 0, per: 1_000_000 })}
        <NumberInput label={t('Longest run')} suffix=" s" min={1} hideControls value={wallClockLimitS} error={wrong('wallClockLimitS')} onChange={(value) => set({ wallClockLimitS: Number(value) || 0 })} />
      </div>
      <p className={css.small}>{t('A public host is never asked more than once a second, whatever stands here; a host that answers “too many” is asked half as often from then on.')}</p>
    </Group>
  );
}

function ByWhichRight({ form: { permission, enabled }, set, wrong }: FieldsProps) {
  const text = (key: 'basis' | 'reviewedOn' | 'reviewer' | 'fields') => ({ value: permission[key], error: wrong(`permission.${key}`), onChange: (event: { currentTarget: { value: string } }) => set({ permission: { ...permission, [key]: event.currentTarget.value } }) });
  return (
    <Group title={t('By which right')}>
      <p className={css.small}>{t('Needed before it can run by itself. It is printed on the source\'s permission page.')}</p>
      <Textarea label={t('Basis')} rows={3} placeholder={t('Which law, which agreement, which terms allow it')} {...text('basis')} />
      <div className={css.pair}>
        <TextInput label={t('Terms of the site read on')} type="date" {...text('reviewedOn')} />
        <TextInput label={t('By whom')} {...text('reviewer')} />
        <NumberInput label={t('Kept for')} suffix=" days" min={1} hideControls value={permission.retentionDays} error={wrong('permission.retentionDays')} onChange={(value) => set({ permission: { ...permission, retentionDays: Number(value) || 0 } })} />
      </div>
      <TextInput label={t('Fields that are kept')} description={t('Separated by commas')} {...text('fields')} />
      <Switch label={t('Runs by itself')} description={enabled ? t('Whenever it is due, while the permission record stands') : t('Paused: only when somebody asks')} checked={enabled} onChange={(event) => set({ enabled: event.currentTarget.checked })} />
    </Group>
  );
}
