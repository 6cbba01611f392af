import { NumberInput, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Problem } from '../api/client';
import { t } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { CloseIcon } from '../ui/icons';
import { onItsClocks } from './clocks';
import css from './desk.module.css';
import { timetable } from './queries';
import { Group } from './Group';
import type { Blackout, FieldsProps } from './source-form';

const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
const HOURS = /^([01]\d|2[0-3]):[0-5]\d$/;
const isWhole = ({ from, to }: Blackout): boolean => HOURS.test(from) && HOURS.test(to);

/** When a source is read by itself, with the next three moments while one types. */
export function TimetableFields({ form: { cron, zone, jitterPercent, blackouts }, set, wrong }: FieldsProps) {
  const [asked] = useDebouncedValue({ cron, zone, blackouts: blackouts.filter(isWhole) }, 300);
  const moments = useQuery(timetable(asked));
  const unreadable = moments.error instanceof Problem ? moments.error.body?.errors?.[0]?.message ?? moments.error.message : undefined;
  const setBlackout = (place: number, change: Partial<Blackout>) => set({ blackouts: blackouts.map((one, at) => (at === place ? { ...one, ...change } : one)) });
  return (
    <Group title={t('When')}>
      <div className={css.pair}>
        <TextInput label={t('Timetable')} description={t('Minute, hour, day, month, weekday. Empty: only when somebody asks')} spellCheck={false} value={cron} error={unreadable ?? wrong('cron')} onChange={(event) => set({ cron: event.currentTarget.value })} />
        <Select label={t('Time zone')} description={t('Whose clocks the timetable follows')} searchable data={zones} value={zone} limit={60} allowDeselect={false} error={wrong('zone')} onChange={(next) => set({ zone: next ?? zone })} />
        <NumberInput label={t('Jitter')} description={t('Starts so much earlier or later, at most 5 minutes')} suffix=" %" min={0} max={25} hideControls value={jitterPercent} error={wrong('jitterPercent')} onChange={(value) => set({ jitterPercent: Number(value) || 0 })} />
      </div>
      {blackouts.map((one, place) => (
        <div key={place} className={css.hours}>
          <TextInput label={t('Not between')} type="time" required withAsterisk={false} value={one.from} error={wrong(`blackouts.${place}.from`)} onChange={(event) => setBlackout(place, { from: event.currentTarget.value })} />
          <TextInput label={t('and')} type="time" required withAsterisk={false} value={one.to} error={wrong(`blackouts.${place}.to`)} onChange={(event) => setBlackout(place, { to: event.currentTarget.value })} />
          <button type="button" className={css.iconButton} aria-label={t('Remove hours {{place}}', { place: place + 1 })} onClick={() => set({ blackouts: blackouts.filter((_, at) => at !== place) })}><CloseIcon width={14} height={14} /></button>
        </div>
      ))}
      {blackouts.length < 10 && <div><Button className={css.smallButton} onClick={() => set({ blackouts: [...blackouts, { from: '22:00', to: '06:00' }] })}>{t('Leave out some hours')}</Button></div>}
      {cron.trim() !== '' && !unreadable && <p className={css.small} aria-live="polite" data-stale={moments.isPlaceholderData || undefined}>{moments.data ? (moments.data.length ? t('Next: {{value}}', { value: moments.data.map((at) => onItsClocks(at, asked.zone)).join(' · ') }) : t('This timetable is never due.')) : t('Next: …')}</p>}
    </Group>
  );
}
