import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useRef } from 'react';
import type { BoardColumn, Stage } from '../api/client';
import type { Filters } from '../filters/filters';
import { useTranslation } from '../i18n/i18n';
import { Bone, StageDot } from '../ui/bits';
import css from './Board.module.css';
import type { CardActions } from './card-actions';
import { countText } from './ColumnHead';
import { stageName } from './stages';
import { useDropTarget } from './useDropTarget';

/** Stages that are a number, not a column: cards can be dropped on them, and the number opens the list. */
export function Counters({ title, columns, filters, actions, draggedFrom }: { title: string; columns: readonly BoardColumn[]; filters: Filters; actions: CardActions; draggedFrom: Stage | null }) {
  const { t } = useTranslation();
  return (
    <section className={css.counters} aria-label={title}>
      <h2 className={css.head}><span className={css.soft}>{title}</span></h2>
      {columns.map((column) => <Counter key={column.stage} column={column} filters={filters} actions={actions} draggedFrom={draggedFrom} t={t} />)}
    </section>
  );
}

export function CounterBones() {
  return <section className={css.counters} aria-hidden="true"><div className={css.head}><Bone width={40} /></div>{[0, 1].map((place) => <div key={place} className={css.counter}><Bone width={64} /><Bone width={48} height={20} /></div>)}</section>;
}

function Counter({ column, filters, actions, draggedFrom, t }: { column: BoardColumn; filters: Filters; actions: CardActions; draggedFrom: Stage | null; t: TFunction }) {
  const box = useRef<HTMLAnchorElement>(null);
  const { over, refuses } = useDropTarget(box, column.stage, draggedFrom, actions);
  return (
    <Link ref={box} to="/leads" search={{ ...filters, stage: [column.stage] }} draggable={false} className={css.counter} data-column={column.stage} data-over={over || undefined} data-refuses={refuses || undefined}>
      <span className={css.counterName}><StageDot stage={column.stage} />{t(stageName[column.stage])}</span>
      <span className={`${css.counterValue} num`}>{countText(column)}</span>
    </Link>
  );
}
