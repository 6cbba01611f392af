import type { TFunction } from 'i18next';
import { useState, type ReactNode } from 'react';
import type { LeadCard } from '../api/client';
import { moneyRange } from '../board/money';
import { rotOf, rotWord, stageName } from '../board/stages';
import { Initials, Score, StageLabel, Tag } from '../ui/bits';
import { AlertIcon, ClockIcon } from '../ui/icons';
import { ago, exactly, span } from '../ui/time';
import css from './LeadsScreen.module.css';

export interface ListColumn {
  readonly name: string;
  /** A catalog key. */
  readonly label: string;
  readonly width: string;
  /** Always there, on a phone too. */
  readonly fixed?: true;
  readonly usual?: true;
  readonly end?: true;
  readonly cell: (lead: LeadCard, now: number, t: TFunction) => ReactNode;
}

const nothing = <span className={css.nobody}>–</span>;

/** What a row can show, in order. */
export const COLUMNS: readonly ListColumn[] = [
  { name: 'score', label: 'Score', width: '48px', fixed: true, cell: (lead, now) => <Score value={lead.score} seenAt={lead.seenAt} now={now} /> },
  { name: 'name', label: 'Name', width: 'minmax(140px, 1.6fr)', fixed: true, cell: (lead) => <span className={`${css.name} cut`} dir="auto" title={lead.name}>{lead.name}</span> },
  { name: 'stage', label: 'Stage', width: '132px', fixed: true, cell: (lead) => <StageLabel stage={lead.stage} /> },
  { name: 'why', label: 'Why', width: 'minmax(130px, 1.5fr)', usual: true, cell: (lead) => <span className="cut" dir="auto" title={lead.reason}>{lead.reason}</span> },
  { name: 'sells-on', label: 'Sells on', width: 'minmax(110px, 0.9fr)', usual: true, cell: (lead) => <span className={css.tags}>{lead.marketplaces.map((name) => <Tag key={name}>{name}</Tag>)}</span> },
  { name: 'category', label: 'Category', width: 'minmax(110px, 1fr)', usual: true, cell: (lead) => <span className="cut" dir="auto" title={lead.category}>{lead.category}</span> },
  { name: 'country', label: 'Country', width: '64px', cell: (lead) => lead.country ?? nothing },
  { name: 'value', label: 'Value a month', width: '120px', cell: (lead) => (lead.value ? <span className="num">{moneyRange(lead.value)}</span> : nothing) },
  { name: 'next', label: 'Next step', width: 'minmax(120px, 1fr)', usual: true, cell: (lead) => (lead.nextStep ? <span className="cut" title={lead.nextStep} data-waits={/waits for you/i.test(lead.nextStep) || undefined}>{lead.nextStep}</span> : nothing) },
  { name: 'owner', label: 'Owner', width: '56px', usual: true, cell: (lead) => (lead.owner ? <Initials name={lead.owner.name} /> : nothing) },
  { name: 'seen', label: 'Last seen', width: '96px', cell: (lead, now) => (lead.seenAt ? <span title={exactly(lead.seenAt)}>{ago(now - new Date(lead.seenAt).getTime())}</span> : nothing) },
  { name: 'age', label: 'Age', width: '92px', fixed: true, end: true, cell: (lead, now, t) => <Age lead={lead} now={now} t={t} /> },
];

function Age({ lead, now, t }: { lead: LeadCard; now: number; t: TFunction }) {
  const old = rotOf(lead.rot);
  return (
    <span className={`${css.age} num`} data-rot={old} title={t('In {{stage}} since {{moment}}', { stage: t(stageName[lead.stage]), moment: exactly(lead.stageSince) })}>
      {old === 'amber' && <ClockIcon width={12} height={12} />}{old === 'red' && <AlertIcon width={12} height={12} />}{span(now - new Date(lead.stageSince).getTime())}{old && <span className={css.rotWord}>{t(rotWord[old])}</span>}
    </span>
  );
}

const KEPT = 'beckon-list-columns';
const usual = (): string[] => COLUMNS.filter((column) => column.usual).map(({ name }) => name);
const read = (): string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '');
    return Array.isArray(kept) ? kept.filter((name) => COLUMNS.some((column) => column.name === name)) as string[] : usual();
  } catch { return usual(); }
};

/** The columns that this person wants, kept in their browser. */
export function useColumnChoice(): { columns: readonly ListColumn[]; chosen: readonly string[]; toggle: (name: string) => void; reset: () => void } {
  const [chosen, setChosen] = useState(read);
  const keep = (names: string[]): void => { setChosen(names); try { localStorage.setItem(KEPT, JSON.stringify(names)); } catch { /* a browser that keeps nothing shows the usual ones next time */ } };
  return {
    chosen, columns: COLUMNS.filter((column) => column.fixed || chosen.includes(column.name)),
    toggle: (name) => keep(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]), reset: () => keep(usual()),
  };
}
