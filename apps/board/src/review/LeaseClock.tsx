import { useEffect, useState } from 'react';
import { t } from '../i18n/i18n';
import { ClockIcon } from '../ui/icons';
import css from './review.module.css';

const TICK_MS = 5_000;

/** How long the card is still ours; amber when the time runs out, with a button that begins it anew. */
export function LeaseClock({ until, keep }: { until: number; keep: () => void }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [until]);
  const minutes = Math.ceil((until - now) / 60_000);
  const soon = minutes <= 3;
  return (
    <span className={css.lease} data-soon={soon || undefined} role={soon ? 'status' : undefined}>
      <ClockIcon width={14} height={14} />
      <span className="num">{minutes <= 0 ? t('Your time is over: a colleague may get this one') : t('{{minutes}} min yours alone', { minutes })}</span>
      {soon && <button type="button" className={css.textButton} onClick={keep}>{t('Keep it')} <kbd className={css.inlineKey}>E</kbd></button>}
    </span>
  );
}
