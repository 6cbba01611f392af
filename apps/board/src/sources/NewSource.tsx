import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { answered, api, Problem } from '../api/client';
import { recipes as recipesQuery } from '../recipes/queries';
import { Button } from '../ui/bits';
import { CloseIcon } from '../ui/icons';
import { exactly } from '../ui/time';
import { toast } from '../ui/toasts';
import css from './desk.module.css';
import { timetable } from './queries';

const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
const NO_ENTRY = { url: '', category: '', list: '' };
const START = { name: '', marketplace: '', recipeId: '', cron: '0 6 * * *', zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC', basis: '', reviewedOn: '', reviewer: '', fields: 'shop name, rank, rating, published contact', retentionDays: 365 };
const BUDGET = { concurrency: 1, minDelayMs: 3000, jitterMs: 2000, pagesPerRun: 300, pagesPerDay: 1000, maxBytes: 8_000_000, retryMs: 30_000 };
/** Where what was typed stands in what is sent, where the two differ. */
const AT: Partial<Record<keyof typeof START, string>> = { basis: 'permission.basis', reviewedOn: 'permission.reviewedOn', reviewer: 'permission.reviewer', fields: 'permission.fields', retentionDays: 'permission.retentionDays' };

/** A new source: what is read, when, how gently, by which right. What the library refuses is said beside its field. */
export function NewSource() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const recipes = useQuery(recipesQuery);
  const [form, setForm] = useState(START);
  const [entries, setEntries] = useState([NO_ENTRY]);
  const [budget, setBudget] = useState(BUDGET);
  const [cron] = useDebouncedValue(form.cron, 300);
  const moments = useQuery(timetable(cron, form.zone));
  const hasPermission = form.basis.trim() !== '' || form.reviewer.trim() !== '' || form.reviewedOn !== '';
  const save = useMutation({
    mutationFn: () => answered(api.POST('/api/sources', { body: {
      name: form.name, ...(form.marketplace ? { marketplace: form.marketplace } : {}), recipeId: form.recipeId, entries, cron: form.cron.trim() || null, zone: form.zone, budget, blackouts: [], enabled: true, wallClockLimitS: 900,
      permission: hasPermission ? { basis: form.basis, reviewedOn: form.reviewedOn, reviewer: form.reviewer, fields: form.fields.split(',').map((field) => field.trim()).filter(Boolean), retentionDays: form.retentionDays } : null,
    } })),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['sources'] });
      toast(`${made.name} is on the list.`);
      void navigate({ to: '/sources/$id', params: { id: made.id } });
    },
  });
  const errors = save.error instanceof Problem ? save.error.body?.errors ?? [] : [];
  const wrong = (field: string) => errors.find((error) => error.field === field)?.message;
  const general = save.error && errors.length === 0 ? save.error.message : null;
  const text = (key: Exclude<keyof typeof START, 'retentionDays'>) => ({
    value: form[key], error: wrong(AT[key] ?? key), onChange: (event: { currentTarget: { value: string } }) => { const { value } = event.currentTarget; setForm((old) => ({ ...old, [key]: value })); },
  });
  const count = (key: keyof typeof BUDGET, label: string, suffix?: string) => (
    <NumberInput label={label} min={key === 'jitterMs' ? 0 : 1} hideControls value={budget[key]} error={wrong(`budget.${key}`)} {...(suffix ? { suffix } : {})} onChange={(value) => setBudget((old) => ({ ...old, [key]: Number(value) || 0 }))} />
  );
  const setEntry = (place: number, key: keyof typeof NO_ENTRY, value: string) => setEntries((old) => old.map((entry, at) => (at === place ? { ...entry, [key]: value } : entry)));
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/sources">Sources</Link><span aria-hidden="true">/</span><span>Add a source</span></p>
      <h1>Add a source</h1>
      <form className={css.form} onSubmit={(event: FormEvent) => { event.preventDefault(); save.mutate(); }}>
        <div className={css.panel}><fieldset className={css.group}>
          <legend>What is read</legend>
          <div className={css.pair}>
            <TextInput label="Name" required withAsterisk={false} placeholder="Kitchen, best sellers" {...text('name')} />
            <Select label="Recipe" required withAsterisk={false} searchable data={recipes.data?.map(({ id, name }) => ({ value: id, label: name === id ? id : `${name} (${id})` })) ?? []} value={form.recipeId || null} error={wrong('recipeId') ?? (recipes.isError ? recipes.error.message : undefined)} onChange={(id) => setForm((old) => ({ ...old, recipeId: id ?? '' }))} placeholder="How its pages are read" nothingFoundMessage="No such recipe" />
          </div>
          {entries.map((entry, place) => (
            <div key={place} className={css.entry}>
              <TextInput label={`List ${place + 1}: address`} required withAsterisk={false} type="url" placeholder="https://…" value={entry.url} error={wrong(`entries.${place}.url`)} onChange={(event) => setEntry(place, 'url', event.currentTarget.value)} />
              <TextInput label="Category" required withAsterisk={false} value={entry.category} error={wrong(`entries.${place}.category`)} onChange={(event) => setEntry(place, 'category', event.currentTarget.value)} />
              <TextInput label="List name" required withAsterisk={false} value={entry.list} error={wrong(`entries.${place}.list`)} onChange={(event) => setEntry(place, 'list', event.currentTarget.value)} />
              <button type="button" className={css.iconButton} aria-label={`Remove list ${place + 1}`} disabled={entries.length === 1} onClick={() => setEntries((old) => old.filter((_, at) => at !== place))}><CloseIcon width={14} height={14} /></button>
            </div>
          ))}
          <div><Button className={css.smallButton} onClick={() => setEntries((old) => [...old, NO_ENTRY])}>Another list</Button> <span className={css.small}>All lists of a source are on one host, because its budget is that host's.</span></div>
        </fieldset></div>
        <div className={css.panel}><fieldset className={css.group}>
          <legend>When</legend>
          <div className={css.pair}>
            <TextInput label="Timetable" description="Minute, hour, day, month, weekday. Empty: only when somebody asks" spellCheck={false} {...text('cron')} error={wrong('cron') ?? (moments.error instanceof Problem ? moments.error.body?.errors?.[0]?.message ?? moments.error.message : undefined)} />
            <Select label="Time zone" description="Whose clocks the timetable follows" searchable data={zones} value={form.zone} limit={60} allowDeselect={false} error={wrong('zone')} onChange={(zone) => setForm((old) => ({ ...old, zone: zone ?? old.zone }))} />
          </div>
          {form.cron.trim() !== '' && <p className={css.small} aria-live="polite">{moments.data ? (moments.data.length ? `Next: ${moments.data.map((at) => exactly(at)).join(' · ')}` : 'This timetable is never due.') : moments.isError ? '' : 'Next: …'}</p>}
        </fieldset></div>
        <div className={css.panel}><fieldset className={css.group}>
          <legend>How gently</legend>
          <div className={css.pair}>{count('minDelayMs', 'Least time between requests', ' ms')}{count('jitterMs', 'Up to so much more', ' ms')}{count('concurrency', 'Requests at once')}{count('pagesPerRun', 'Pages a run')}{count('pagesPerDay', 'Pages in 24 hours')}</div>
        </fieldset></div>
        <div className={css.panel}><fieldset className={css.group}>
          <legend>By which right</legend>
          <p className={css.small}>Needed before it can run by itself. It is printed on the source's permission page.</p>
          <Textarea label="Basis" rows={3} placeholder="Which law, which agreement, which terms allow it" {...text('basis')} />
          <div className={css.pair}>
            <TextInput label="Terms of the site read on" type="date" {...text('reviewedOn')} />
            <TextInput label="By whom" {...text('reviewer')} />
            <NumberInput label="Kept for" suffix=" days" min={1} hideControls value={form.retentionDays} error={wrong('permission.retentionDays')} onChange={(value) => setForm((old) => ({ ...old, retentionDays: Number(value) || 0 }))} />
          </div>
          <TextInput label="Fields that are kept" description="Separated by commas" {...text('fields')} />
        </fieldset></div>
        {general && <p className={css.error} role="alert">{general}</p>}
        {errors.length > 0 && <p className={css.error} role="alert">{errors.length === 1 ? 'One field needs a look' : `${errors.length} fields need a look`}: {errors.map(({ field, message }) => `${field}: ${message}`).join('; ')}</p>}
        <div className={css.formEnd}><Link to="/sources" className={css.cancel}>Cancel</Link><Button primary type="submit" disabled={save.isPending}>{save.isPending ? 'Adding…' : 'Add the source'}</Button></div>
      </form>
    </div>
  );
}
