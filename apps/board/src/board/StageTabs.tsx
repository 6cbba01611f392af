import { useEffect, useRef } from 'react';
import type { BoardColumn, Stage } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { StageDot } from '../ui/bits';
import css from './Board.module.css';
import { countText } from './ColumnHead';
import { isExit, stageName } from './stages';

/** On a phone: one stage at a time, the others a tap or an arrow away, with their counts. */
export function StageTabs({ columns, current, choose, children }: { columns: readonly BoardColumn[]; current: Stage; choose: (stage: Stage) => void; children: React.ReactNode }) {
  const { t } = useTranslation();
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => { strip.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ inline: 'center', block: 'nearest' }); }, [current]);
  const shown = columns.filter(({ stage }) => !isExit(stage));
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = by && shown[shown.findIndex(({ stage }) => stage === current) + by];
    if (!next) return;
    event.preventDefault();
    choose(next.stage);
    strip.current?.querySelector<HTMLElement>(`#tab-${next.stage}`)?.focus();
  };
  return (
    <div className={css.tabbed}>
      <div ref={strip} className={css.tabs} role="tablist" aria-label={t('Stages')} onKeyDown={onKeyDown}>
        {shown.map((column) => (
          <button key={column.stage} id={`tab-${column.stage}`} type="button" role="tab" aria-selected={column.stage === current} aria-controls="stage-panel" tabIndex={column.stage === current ? 0 : -1} className={css.tab} onClick={() => choose(column.stage)}>
            <StageDot stage={column.stage} />{t(stageName[column.stage])}<span className="num">{countText(column)}</span>
          </button>
        ))}
      </div>
      <div id="stage-panel" role="tabpanel" aria-labelledby={`tab-${current}`} className={css.panel}>{children}</div>
    </div>
  );
}
