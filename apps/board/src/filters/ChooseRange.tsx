import { useState } from 'react';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import type { Definition } from './definitions';
import css from './FilterBar.module.css';
import type { Filters } from './filters';

/** From and to; either may stay open. Usual ranges are one key away. */
export function ChooseRange({ definition, filters, set, close }: { definition: Extract<Definition, { kind: 'range' }>; filters: Filters; set: (change: Partial<Filters>) => void; close: () => void }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(String(filters[definition.from] ?? ''));
  const [to, setTo] = useState(String(filters[definition.to] ?? ''));
  const whole = (text: string): number | undefined => (text.trim() === '' ? undefined : Math.round(Number(text)));
  const low = whole(from);
  const high = whole(to);
  const wrong = [low, high].some((value) => value !== undefined && !(value >= 0 && value <= definition.most)) || (low !== undefined && high !== undefined && low > high);
  const give = (range: { from?: number | undefined; to?: number | undefined }): void => { set({ [definition.from]: range.from || undefined, [definition.to]: range.to }); close(); };
  return (
    <form className={css.range} onSubmit={(event) => { event.preventDefault(); if (!wrong) give({ from: low, to: high }); }}>
      <div className={css.usual}>{definition.usual.map((range) => <button key={range.label} type="button" className={css.chip} onClick={() => give(range)}>{range.label}</button>)}</div>
      <div className={css.ends}>
        <label>{t('From')}<input data-autofocus type="number" inputMode="numeric" min={0} max={definition.most} value={from} onChange={(event) => setFrom(event.target.value)} /></label>
        <label>{t('To')}<input type="number" inputMode="numeric" min={0} max={definition.most} value={to} onChange={(event) => setTo(event.target.value)} /></label>
      </div>
      {wrong && <p className={css.hint} role="alert">{t('From 0 to {{most}}, the lower one first.', { most: definition.most })}</p>}
      <Button primary type="submit" disabled={wrong}>{t('Apply')}</Button>
    </form>
  );
}
