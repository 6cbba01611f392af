import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { BoardColumn, LeadCard, Stage } from '../api/client';
import type { Filters } from '../api/queries';
import { Bone, StageDot } from '../ui/bits';
import { number } from '../ui/time';
import css from './Board.module.css';
import type { CardActions } from './Card';
import { stageName } from './stages';

/** Stages that are a number, not a column: cards can be dropped on them, and the number opens the list. */
export function Counters({ title, columns, filters, actions, draggedFrom, action }: { title: string; columns: readonly BoardColumn[]; filters: Filters; actions: CardActions; draggedFrom: Stage | null; action?: React.ReactNode }) {
  return (
    <section className={css.counters} aria-label={title}>
      <h2 className={css.head}><span className={css.soft}>{title}</span></h2>
      {columns.map((column) => <Counter key={column.stage} column={column} filters={filters} refuses={draggedFrom !== null && !actions.moves(draggedFrom).some((move) => move.to === column.stage)} />)}
      {action}
    </section>
  );
}

export function CounterBones() {
  return <section className={css.counters} aria-hidden="true"><div className={css.head}><Bone width={40} /></div>{[0, 1].map((place) => <div key={place} className={css.counter}><Bone width={64} /><Bone width={48} height={20} /></div>)}</section>;
}

function Counter({ column, filters, refuses }: { column: BoardColumn; filters: Filters; refuses: boolean }) {
  const box = useRef<HTMLAnchorElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    return dropTargetForElements({
      element: box.current, getData: () => ({ stage: column.stage }), canDrop: ({ source }) => (source.data.lead as LeadCard).stage !== column.stage,
      onDragEnter: () => setOver(true), onDragLeave: () => setOver(false), onDrop: () => setOver(false),
    });
  }, [column.stage]);
  return (
    <Link ref={box} to="/leads" search={{ ...filters, stage: column.stage }} draggable={false} className={css.counter} data-column={column.stage} data-over={over || undefined} data-refuses={refuses || undefined}>
      <span className={css.counterName}><StageDot stage={column.stage} />{stageName[column.stage]}</span>
      <span className={`${css.counterValue} num`}>{number(column.count)}</span>
    </Link>
  );
}
