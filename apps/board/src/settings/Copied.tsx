import { useRef, useState } from 'react';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import css from './settings.module.css';

/** A secret that is shown once, whole, with a button that copies it. Without a clipboard it is selected, ready to be copied by hand. */
export function Copied({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [done, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    field.current?.select();
    try { await navigator.clipboard.writeText(value); setDone(true); } catch { field.current?.focus(); }
  };
  return (
    <div className={css.secret}>
      <input ref={field} readOnly value={value} aria-label={label} dir="ltr" onFocus={(event) => event.currentTarget.select()} />
      <Button primary onClick={() => void copy()} data-autofocus>{done ? t('Copied') : t('Copy')}</Button>
    </div>
  );
}
