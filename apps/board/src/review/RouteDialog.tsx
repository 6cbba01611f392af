import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { Modal, MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { facets } from '../api/queries';
import { t } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { nameOfCountry, nameOfLanguage } from './names';
import type { Route, Settings } from './queries';
import css from './settings.module.css';

type Person = Settings['reviewers'][number];
const EVERYTHING: Omit<Route, 'userId'> = { countries: [], languages: [], categories: [], minScore: 0, maxScore: 100, dailyCapacity: null, byTurn: true, awayFrom: null, awayUntil: null };

/** Which leads one person takes. */
export function RouteDialog({ person, languages, close, save, saving }: { person: Person | null; languages: readonly string[]; close: () => void; save: (route: Route | null) => void; saving: boolean }) {
  return (
    <Modal opened={person !== null} onClose={close} title={person ? t('What {{name}} takes', { name: person.name }) : ''} centered radius="lg" size={560}>
      {person && <RouteForm key={person.userId} person={person} languages={languages} close={close} save={save} saving={saving} />}
    </Modal>
  );
}

function RouteForm({ person, languages, close, save, saving }: { person: Person; languages: readonly string[]; close: () => void; save: (route: Route | null) => void; saving: boolean }) {
  const known = useQuery(facets).data;
  const [route, setRoute] = useState<Route>(person.route ?? EVERYTHING);
  const [capacity, setCapacity] = useState(route.dailyCapacity === null ? '' : String(route.dailyCapacity));
  const set = (change: Partial<Route>): void => setRoute((old) => ({ ...old, ...change }));
  const values = (found: readonly string[], chosen: readonly string[], name: (code: string) => string = (text) => text) => [...new Set([...chosen, ...found])].map((value) => ({ value, label: name(value) }));
  const wrong = route.minScore > route.maxScore ? t('The highest score is below the lowest.') : route.awayFrom && route.awayUntil && route.awayFrom >= route.awayUntil ? t('The absence ends before it begins.') : null;
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (!wrong) save({ ...route, dailyCapacity: capacity.trim() === '' ? null : Number(capacity) }); }}>
      <MultiSelect label={t('Countries')} placeholder={route.countries.length === 0 ? t('Any') : ''} searchable clearable data={values((known?.countries ?? []).map((one) => one.value), route.countries, nameOfCountry)} value={[...route.countries]} onChange={(countries) => set({ countries })} nothingFoundMessage={t('No lead is from there')} />
      <MultiSelect label={t('Languages')} description={t('A lead speaks what is spoken in its country')} placeholder={route.languages.length === 0 ? t('Any') : ''} searchable clearable data={values(languages, route.languages, nameOfLanguage)} value={[...route.languages]} onChange={(chosen) => set({ languages: chosen as Route['languages'] })} />
      <MultiSelect label={t('Categories')} placeholder={route.categories.length === 0 ? t('Any') : ''} searchable clearable data={values((known?.categories ?? []).map((one) => one.value), route.categories)} value={[...route.categories]} onChange={(categories) => set({ categories })} nothingFoundMessage={t('No lead is in it')} />
      <div className={css.fields}>
        <label>{t('Score from')}<input type="number" min={0} max={100} required value={route.minScore} onChange={(event) => set({ minScore: Number(event.currentTarget.value) })} /></label>
        <label>{t('to')}<input type="number" min={0} max={100} required value={route.maxScore} onChange={(event) => set({ maxScore: Number(event.currentTarget.value) })} /></label>
        <label>{t('Leads a day, at most')}<input type="number" min={0} max={10000} placeholder={t('No limit')} value={capacity} onChange={(event) => setCapacity(event.currentTarget.value)} /></label>
      </div>
      <label className={css.check}><input type="checkbox" checked={route.byTurn} onChange={(event) => set({ byTurn: event.currentTarget.checked })} /><span>{t('Takes turns')}<small>{t('Is given leads that somebody without a turn accepted, or that the daily pick chose')}</small></span></label>
      <div className={css.fields}>
        <label>{t('Away from')}<input type="date" value={dayOf(route.awayFrom)} onChange={(event) => set({ awayFrom: momentOf(event.currentTarget.value) })} /></label>
        <label>{t('until')}<input type="date" value={dayOf(route.awayUntil)} disabled={!route.awayFrom} onChange={(event) => set({ awayUntil: momentOf(event.currentTarget.value) })} /></label>
      </div>
      {wrong && <p className={css.error} role="alert">{wrong}</p>}
      <div className={css.formEnd}>
        {person.route && <Button onClick={() => save(null)} disabled={saving} title={t('Shown every card, given none by turn')}>{t('Remove')}</Button>}
        <span className={css.gap} />
        <Button onClick={close}>{t('Cancel')}</Button>
        <Button primary type="submit" disabled={saving || wrong !== null}>{t('Save')}</Button>
      </div>
    </form>
  );
}

/** Days begin at midnight of whoever looks. */
function dayOf(moment: string | null): string {
  if (!moment) return '';
  const day = new Date(moment);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}
const momentOf = (day: string): string | null => (day ? new Date(`${day}T00:00:00`).toISOString() : null);
