import type { TFunction } from 'i18next';
import type { BoardColumn } from '../api/client';
import { Bone, StageDot } from '../ui/bits';
import { AlertIcon } from '../ui/icons';
import { number } from '../ui/time';
import css from './Board.module.css';
import { moneyRange } from './money';
import { stageName } from './stages';

/** How many leads, what they may be worth a month, how long a lead stays here. A column that is fuller than is good says so; nothing is blocked. */
export function ColumnHead({ column, t }: { column: BoardColumn; t: TFunction }) {
  const full = column.wipHint !== null && column.count > column.wipHint;
  return (
    <header className={css.headBox}>
      <h2 className={css.head}>
        <StageDot stage={column.stage} /><span className="cut">{t(stageName[column.stage])}</span>
        <span className={`${css.count} num`} data-full={full || undefined}>{countText(column)}{column.wipHint !== null && ` / ${number(column.wipHint)}`}</span>
        {full && <span className={css.full} title={t('{{count}} is more than the {{hint}} this stage is meant to hold. Nothing is blocked.', { count: column.count, hint: number(column.wipHint!) })}><AlertIcon width={13} height={13} />{t('full')}</span>}
      </h2>
      <p className={`${css.figures} num`}>
        <span className="cut" title={column.value.length > 0 ? t('Estimated sales a month of {{count}} leads; currencies are not added up.', { count: column.value.reduce((sum, row) => sum + row.leads, 0) }) : undefined}>{valueText(column, t)}</span>
        {column.medianDays !== null && <span title={t('Half of the leads that left this stage in the last 90 days had stayed at most so long')}>{t('median {{days}} d', { days: number(Math.round(column.medianDays * 10) / 10) })}</span>}
      </p>
    </header>
  );
}

export const countText = (column: BoardColumn): string => `${number(column.count)}${column.countIsAtLeast ? '+' : ''}`;

/** "€18–44 m a month": a range, because it is an estimate. The currency with the most leads; others by their number. */
function valueText(column: BoardColumn, t: TFunction): string {
  const [first, ...others] = [...column.value].sort((a, b) => b.leads - a.leads);
  if (!first) return column.valueIsKnown || column.count === 0 ? '' : t('value not summed');
  return `Σ ${moneyRange(first)}${others.length > 0 ? ` +${others.length}` : ''}`;
}

export function ColumnBones({ count = 4 }: { count?: number }) {
  return (
    <section className={css.column} aria-hidden="true">
      <div className={css.headBox}><div className={css.head}><Bone width={8} height={8} round /><Bone width={84} /></div><div className={css.figures}><Bone width={110} height={9} /></div></div>
      <div className={css.cards}>{Array.from({ length: count }, (_, place) => <div key={place} className={css.bone}><Bone width="70%" /><Bone width="90%" height={10} /><Bone width="55%" height={10} /></div>)}</div>
    </section>
  );
}
