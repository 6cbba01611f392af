import { useEffect, useState } from 'react';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { number } from '../ui/time';
import own from './recipe.module.css';
import type { Reading } from './readings';

const LONG_MS = 4_000;

/** How far kept pages are read. One that does not begin says what may be wrong. */
export function ReadingBar({ reading: { id, state, pagesDone, pagesTotal } }: { reading: Reading }) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, [id]);
  const begun = state !== 'waiting' && pagesTotal !== null;
  return (
    <div className={own.reading} role="status">
      <progress className={own.progress} aria-label={t('Pages read')} max={pagesTotal ?? 1} {...(begun ? { value: pagesDone } : {})} />
      <span className={css.small}>{begun ? t('{{pagesDone}} of {{pagesTotal}} kept pages read. It goes on if you leave.', { pagesDone: number(pagesDone), pagesTotal: number(pagesTotal) }) : long ? t('It waits for a worker. Is one running, and is it free?') : t('It begins…')}</span>
    </div>
  );
}
