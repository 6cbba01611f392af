import type { TFunction } from 'i18next';
import { memo } from 'react';
import type { LeadCard } from '../api/client';
import type { ListColumn } from './columns';
import css from './LeadsScreen.module.css';

interface Props {
  readonly lead: LeadCard; readonly index: number; readonly top: number; readonly columns: readonly ListColumn[]; readonly now: number;
  readonly focusable: boolean; readonly chosen: boolean; readonly gone: boolean;
  readonly open: (lead: LeadCard) => void; readonly choose: (index: number, between: boolean) => void; readonly focused: (index: number) => void; readonly t: TFunction;
}

export const LeadRow = memo(function LeadRow({ lead, index, top, columns, now, focusable, chosen, gone, open, choose, focused, t }: Props) {
  return (
    <div className={css.row} role="row" aria-rowindex={index + 2} aria-selected={chosen} data-row={index} data-lead={lead.id} data-gone={gone || undefined} tabIndex={focusable ? 0 : -1} style={{ transform: `translateY(${top}px)` }}
      onClick={() => open(lead)} onFocus={(event) => { if (event.target === event.currentTarget) focused(index); }}>
      <span role="gridcell" className={css.box} onClick={(event) => { event.stopPropagation(); choose(index, event.shiftKey); }}>
        <input type="checkbox" tabIndex={-1} aria-label={t('Choose {{name}}', { name: lead.name })} checked={chosen} readOnly />
      </span>
      {columns.map((column) => <span key={column.name} role="gridcell" data-col={column.name} data-end={column.end}>{column.cell(lead, now, t)}</span>)}
    </div>
  );
});
