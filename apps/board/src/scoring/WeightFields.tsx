import { useId } from 'react';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Button } from '../ui/bits';
import { balanced, sumOf, type Desk, type Weights } from './queries';
import own from './scoring.module.css';

/** One slider a signal. They must add up to 100; one button makes them. */
export function WeightFields({ signals, weights, published, readOnly, change }: { signals: Desk['signals']; weights: Weights; published: Weights; readOnly: boolean; change: (weights: Weights) => void }) {
  const sum = sumOf(weights);
  return (
    <section className={css.panel} aria-label={t('Weights')}>
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{t('Weights')}</h2><span className={css.aside}>{t('points out of 100')}</span></div>
        <ul className={own.weights}>
          {signals.map((one) => <Weight key={one.signal} {...one} value={weights[one.signal]} was={published[one.signal]} set={(value) => change({ ...weights, [one.signal]: value })} />)}
        </ul>
        <div className={own.sum} data-off={sum !== 100 || undefined} role="status">
          <span>{t('Adds up to')} <strong className="num">{sum}</strong>{sum < 100 ? t(': {{value}} to give', { value: 100 - sum }) : sum > 100 ? t(': {{sum}} too many', { sum: sum - 100 }) : ''}</span>
          {sum !== 100 && sum > 0 && <Button className={css.smallButton} onClick={() => change(balanced(weights))}>{t('Make it 100')}</Button>}
          {readOnly && sum === 100 && <span className={css.small}>{t('only tried, not saved')}</span>}
        </div>
      </div>
    </section>
  );
}

function Weight({ signal, label, question, value, was, set }: Desk['signals'][number] & { value: number; was: number; set: (value: number) => void }) {
  const id = useId();
  return (
    <li data-off={value === 0 || undefined}>
      <label htmlFor={id} className={own.weightName}>{label}</label>
      <input id={id} type="range" min={0} max={50} step={1} value={Math.min(value, 50)} onChange={(event) => set(Number(event.target.value))} aria-describedby={`${id}q`} data-signal={signal} style={{ '--filled': `${Math.min(value, 50) * 2}%` } as React.CSSProperties} />
      <input className={`${own.figure} num`} type="number" inputMode="numeric" min={0} max={100} value={value} aria-label={t('{{label}}: points', { label })} onChange={(event) => set(Math.max(0, Math.min(100, Math.round(Number(event.target.value) || 0))))} />
      <span className={own.delta} data-up={value > was || undefined} title={value === was ? undefined : t('{{was}} in the model in force', { was })}>{value === was ? '' : value > was ? `+${value - was}` : `−${was - value}`}</span>
      <span id={`${id}q`} className={own.question}>{question}</span>
    </li>
  );
}
