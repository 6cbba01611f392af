import type { Schemas } from '../api/client';
import { locale, t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Tag } from '../ui/bits';

type Gate = Schemas['Gate'];
const NAMES: Record<string, string> = { 'item-count': 'Number of items', 'expected-items': 'Items expected', coverage: 'Coverage', schema: 'Values that can be', distribution: 'Spread of values', 'rank-continuity': 'Ranks go on' };
const figure = (value: number): string => value.toLocaleString(locale(), { maximumFractionDigits: Math.abs(value) < 1 ? 3 : 1 });

/** What the quarantine gate measured, what it allows; what failed comes first. */
export function Gates({ gates }: { gates: readonly Gate[] }) {
  const order = [...gates].sort((a, b) => Number(a.ok) - Number(b.ok) || Number(Boolean(b.warning)) - Number(Boolean(a.warning)));
  const failed = gates.filter(({ ok }) => !ok).length;
  return (
    <section className={css.panel} aria-label={t('Gates')}>
      <div className={css.section} style={{ paddingBottom: 4 }}><div className={css.sectionHead}><h2>{t('Gates')}</h2><span className={css.aside}>{failed === 0 ? t('all {{gates}} hold', { gates: gates.length }) : t('{{failed}} of {{gates}} do not hold', { failed, gates: gates.length })}</span></div></div>
      <GateTable gates={order} />
    </section>
  );
}

export function GateTable({ gates }: { gates: readonly Gate[] }) {
  return (
    <div className={css.scroll}>
      <table className={`${css.table} ${css.stack}`}>
        <thead><tr><th>{t('Gate')}</th><th>{t('Holds')}</th><th data-end>{t('Measured')}</th><th data-end>{t('Limit')}</th><th>{t('In words')}</th></tr></thead>
        <tbody>{gates.map((gate, place) => (
          <tr key={place}>
            <td>{t(NAMES[gate.gate] ?? gate.gate)}{gate.field && <span className={css.noteLine}>{gate.field}</span>}</td>
            <td data-wide><Tag tone={!gate.ok ? 'red' : gate.warning ? 'amber' : 'green'}>{!gate.ok ? t('no') : gate.warning ? t('yes, barely') : t('yes')}</Tag></td>
            <td data-end data-label={t('Measured')} className="num">{figure(gate.measured)}</td><td data-end data-label={t('Limit')} className="num">{figure(gate.limit)}</td><td className={css.wide} data-wide>{gate.text}</td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}
