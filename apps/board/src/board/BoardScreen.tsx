import { useMediaQuery } from '@mantine/hooks';
import { useIsMutating, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from 'react';
import type { Stage } from '../api/client';
import { board as boardQuery, stageTable } from '../api/queries';
import { FilterBar } from '../filters/FilterBar';
import { filtersOf, isFiltered, keyOf, noFilters } from '../filters/filters';
import { useDefaultView } from '../filters/useDefaultView';
import { useTranslation } from '../i18n/i18n';
import { Button, Empty, Failed } from '../ui/bits';
import { BoardIcon, FilterIcon } from '../ui/icons';
import { useBusinessNow } from '../ui/time';
import css from './Board.module.css';
import { Column, type ColumnProps } from './Column';
import { ColumnBones } from './ColumnHead';
import { CounterBones, Counters } from './Counters';
import { EARLY, FUNNEL, isExit } from './stages';
import { StageTabs } from './StageTabs';
import { useBoardKeys } from './useBoardKeys';
import { useCardActions } from './useCardActions';
import { useDragging } from './useDragging';

const LeadDrawer = lazy(async () => ({ default: (await import('../lead/LeadDrawer')).LeadDrawer }));

/** Every open lead by its stage: drag or keys move it, news come in without a jump, and the address holds what is seen. */
export function BoardScreen() {
  const { t } = useTranslation();
  const { lead: openLead, show, column: tab, view, ...search } = useSearch({ from: '/board' });
  const navigate = useNavigate({ from: '/board' });
  const filters = useMemo(() => filtersOf(search), [keyOf(search)]);
  useDefaultView('board', filters, view);
  const { data, error, isError, isPlaceholderData, refetch } = useQuery(boardQuery(filters));
  useQuery(stageTable);
  const now = useBusinessNow();
  const narrow = useMediaQuery('(max-width: 720px)', false, { getInitialValueInEffect: false });
  const busy = useIsMutating({ mutationKey: ['move'] }) > 0;
  const comeBack = useRef(() => {});
  const ways = useRef({ open: (lead: { id: string }) => void navigate({ search: (old) => ({ ...old, lead: lead.id }) }), page: (lead: { id: string }) => void navigate({ to: '/leads/$id', params: { id: lead.id } }), comeBack: () => comeBack.current() });
  const { actions, menuFor, dialog } = useCardActions(ways);
  const draggedFrom = useDragging(actions.move);

  const filtered = isFiltered(filters);
  const columns = useMemo(() => data?.columns ?? [], [data]);
  const open = columns.filter(({ stage }) => !isExit(stage));
  // A filter on stages asks for those columns, early or not.
  const early = show || filters.stage ? [] : EARLY;
  const wide = FUNNEL.filter((stage) => !early.includes(stage) && (!filters.stage || filters.stage.includes(stage)));
  const current = tab ?? wide.find((stage) => open.some((column) => column.stage === stage && column.count > 0)) ?? 'queued';
  const choose = useCallback((stage: Stage) => void navigate({ search: (old) => ({ ...old, column: stage }), replace: true }), [navigate]);
  const step = useCallback((by: 1 | -1) => { const next = FUNNEL[FUNNEL.indexOf(current as (typeof FUNNEL)[number]) + by]; if (next) choose(next); }, [current, choose]);
  const keys = useBoardKeys(actions, { step: narrow ? step : undefined, paused: openLead !== undefined });
  useEffect(() => { comeBack.current = keys.comeBack; }, [keys.comeBack]);

  const clear = () => void navigate({ search: (old) => ({ ...old, ...noFilters, view: 'none' }) });
  const shared: Omit<ColumnProps, 'column' | 'handle'> = { filters, filtered, now, actions, menuFor, stale: isPlaceholderData, selected: openLead, focusId: keys.focusId, draggedFrom, lostFocus: keys.comeBack };
  const of = (stage: Stage) => columns.find((column) => column.stage === stage);
  const single = of(current);

  return (
    <div className={css.screen} data-busy={busy || undefined} onFocus={keys.onFocus}>
      <FilterBar filters={filters} screen="board" view={view} total={data && { count: data.total, isAtLeast: data.totalIsAtLeast }} search={data?.search} toggle={!filters.stage && <EarlyToggle on={show === true} set={(on) => void navigate({ search: (old) => ({ ...old, show: on || undefined }), replace: true })} />} />
      {isError && !data ? <Failed what={t('The board')} error={error} retry={() => void refetch()} /> : data && data.total === 0
        ? filtered
          ? <Empty icon={<FilterIcon />} title={t('No lead fits these filters')} action={<Button onClick={clear}>{t('Clear the filters')}</Button>}>{t('Widen the search, lower the score, or look at everybody’s leads.')}</Empty>
          : <Empty icon={<BoardIcon />} title={t('No leads yet')} action={<Link to="/sources">{t('See the sources')}</Link>}>{t('Leads appear by themselves once a source has been crawled and its merchants were scored. The sources show what runs next.')}</Empty>
        : narrow
          ? single ? <StageTabs columns={columns} current={current} choose={choose}><Column key={current} column={single} handle={keys.handleOf(current)} {...shared} /></StageTabs> : <div className={css.tabbed}><div /><ColumnBones count={5} /></div>
          : (
            <div className={css.board}>
              {early.length > 0 && (data ? <Counters title={t('Early')} columns={early.flatMap((stage) => of(stage) ?? [])} filters={filters} actions={actions} draggedFrom={draggedFrom} /> : <CounterBones />)}
              {wide.map((stage, place) => { const column = of(stage); return column ? <Column key={stage} column={column} handle={keys.handleOf(stage)} {...shared} /> : <ColumnBones key={stage} count={[5, 6, 3, 2, 2][place] ?? 1} />; })}
              {data && <Counters title={t('Left the funnel')} columns={columns.filter(({ stage }) => isExit(stage))} filters={filters} actions={actions} draggedFrom={draggedFrom} />}
            </div>
          )}
      {dialog}
      <Suspense><LeadDrawer id={openLead} close={() => void navigate({ search: (old) => ({ ...old, lead: undefined }) })} move={actions.move} /></Suspense>
    </div>
  );
}

function EarlyToggle({ on, set }: { on: boolean; set: (on: boolean) => void }) {
  const { t } = useTranslation();
  return <button type="button" className={css.toggle} aria-pressed={on} onClick={() => set(!on)}>{on ? t('Hide early stages') : t('Show early stages')}</button>;
}
