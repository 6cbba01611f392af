import { useState } from 'react';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { ChooseMany } from './ChooseMany';
import type { FieldDefinition } from './definitions';
import css from './FilterBar.module.css';
import { endsOf, type FieldEnds } from './field-values';

/** What a field of the team must hold: one of its choices, exactly a text, or a number or day from and to. */
export function ChooseField({ definition, chosen, choose, close }: { definition: FieldDefinition; chosen: readonly string[]; choose: (values: string[]) => void; close: () => void }) {
  const { t } = useTranslation();
  const { label, field: { kind, choices } } = definition;
  const give = (value: string): void => { choose(value === '' ? [] : [value]); close(); };
  if (kind === 'choice') return <ChooseMany label={label} options={choices.map((value) => ({ value, label: value }))} chosen={chosen} choose={choose} />;
  if (kind === 'yes-no') return <ChooseMany label={label} options={[{ value: 'yes', label: t('yes') }, { value: 'no', label: t('no') }]} chosen={chosen} choose={choose} />;
  return kind === 'number' || kind === 'date' ? <Between kind={kind} ends={endsOf(chosen[0] ?? '')} give={give} /> : <Exactly text={chosen[0] ?? ''} give={give} />;
}

function Exactly({ text, give }: { text: string; give: (value: string) => void }) {
  const { t } = useTranslation();
  const [value, setValue] = useState(text);
  return (
    <form className={css.range} onSubmit={(event) => { event.preventDefault(); give(value.trim()); }}>
      <div className={css.one}><label>{t('Is exactly')}<input data-autofocus type="text" dir="auto" maxLength={150} value={value} onChange={(event) => setValue(event.target.value)} /></label></div>
      <Button primary type="submit">{t('Apply')}</Button>
    </form>
  );
}

function Between({ kind, ends, give }: { kind: 'number' | 'date'; ends: FieldEnds; give: (value: string) => void }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(ends.from);
  const [to, setTo] = useState(ends.to);
  const [low, high] = [from.trim(), to.trim()];
  const wrong = low !== '' && high !== '' && (kind === 'number' ? Number(low) > Number(high) : low > high);
  const given = { type: kind, ...(kind === 'number' ? { step: 'any' } : {}) };
  return (
    <form className={css.range} onSubmit={(event) => { event.preventDefault(); if (!wrong) give(low === '' && high === '' ? '' : `${low}..${high}`); }}>
      <div className={css.ends}>
        <label>{t('From')}<input data-autofocus {...given} value={from} onChange={(event) => setFrom(event.target.value)} /></label>
        <label>{t('To')}<input {...given} value={to} onChange={(event) => setTo(event.target.value)} /></label>
      </div>
      {wrong && <p className={css.hint} role="alert">{kind === 'number' ? t('The lower one first.') : t('The earlier day first.')}</p>}
      <Button primary type="submit" disabled={wrong}>{t('Apply')}</Button>
    </form>
  );
}
