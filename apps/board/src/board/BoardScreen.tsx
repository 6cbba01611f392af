import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useMediaQuery } from '@mantine/hooks';
import { useIsMutating, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LeadCard, Stage } from '../api/client';
import { board as boardQuery, stageTable, type Filters } from '../api/queries';
import { LeadDrawer } from '../lead/LeadDrawer';
import { Button, Empty, Failed, StageDot } from '../ui/bits';
import { BoardIcon, FilterIcon } from '../ui/icons';
import { number, useBusinessNow } from '../ui/time';
import { toast } from '../ui/toasts';
import css from './Board.module.css';
import type { CardActions } from './Card';
import { Column, ColumnBones, type ColumnHandle } from './Column';
import { CounterBones, Counters } from './Counters';
import { FilterBar, isFiltered } from './FilterBar';
import { useMoveLead, useMoves, useToggleMine } from './moves';
import { ReasonDialog } from './ReasonDialog';
import { EARLY, FUNNEL, isExit, stageName } from './stages';

export function BoardScreen() {
  const { lead: openLead, show, stage: tab, ...filters } = useSearch({ from: '/board' });
  const navigate = useNavigate({ from: '/board' });
  const stable = useMemo<Filters>(() => filters, [JSON.stringify(filters)]);
  const { data, error, isError, isPlaceholderData, refetch } = useQuery(boardQuery(stable));
  useQuery(stageTable);
  const now = useBusinessNow();
  const narrow = useMediaQuery('(max-width: 720px)', false, { getInitialValueInEffect: false });
  const busy = useIsMutating({ mutationKey: ['move'] }) > 0;
  const { actions, dialog, requestMove } = useCardActions((lead) => void navigate({ search: (old) => ({ ...old, lead: lead.id }) }));
  const draggedFrom = useDragging(requestMove);
  const { focusId, keyboard, handles } = useKeyboard(actions);

  if (isError && !data) return <Failed what="The board" error={error} retry={() => void refetch()} />;
  const filtered = isFiltered(stable);
  const columns = data?.columns ?? [];
  const of = (stages: readonly Stage[]) => columns.filter((column) => stages.includes(column.stage));
  const early = of(EARLY);
  const wide = of(FUNNEL.filter((stage) => show || !EARLY.includes(stage)));
  const exits = columns.filter((column) => isExit(column.stage));
  const total = columns.reduce((sum, column) => sum + column.count, 0);
  const clear = () => void navigate({ search: (old) => ({ lead: old.lead, show: old.show }) });
  const columnProps = { filters: stable, filtered, now, actions, stale: isPlaceholderData, selected: openLead, focusId, draggedFrom };

  return (
    <div className={css.screen} data-busy={busy || undefined}>
      <FilterBar filters={stable} total={data ? total : undefined} toggle={<EarlyToggle on={show === true} set={(on) => void navigate({ search: (old) => ({ ...old, show: on || undefined }), replace: true })} />} />
      {data && total === 0
        ? filtered
          ? <Empty icon={<FilterIcon />} title="No lead fits these filters" action={<Button onClick={clear}>Clear the filters</Button>}>Widen the search, lower the score, or look at everybody's leads.</Empty>
          : <Empty icon={<BoardIcon />} title="No leads yet" action={<Link to="/sources">See the sources</Link>}>Leads appear by themselves once a source has been crawled and its merchants were scored. The sources show what runs next.</Empty>
        : narrow
          ? data ? <Tabs columns={columns} current={tab ?? columns.find((column) => !EARLY.includes(column.stage) && column.count > 0)?.stage ?? 'queued'} keyboard={keyboard} {...columnProps} handles={handles} /> : <div className={css.tabbed}><ColumnBones count={5} /></div>
          : (
            <div className={css.board} onKeyDown={keyboard.onKeyDown} onFocus={keyboard.onFocus}>
              {!data && !show && <CounterBones />}
              {data && !show && <Counters title="Early" columns={early} filters={stable} actions={actions} draggedFrom={draggedFrom} />}
              {data ? wide.map((column) => <Column key={column.stage} column={column} handle={handles.of(column.stage)} {...columnProps} />) : FUNNEL.slice(2, 7).map((stage, place) => <ColumnBones key={stage} count={[5, 6, 3, 2, 2][place]!} />)}
              {data && <Counters title="Left the funnel" columns={exits} filters={stable} actions={actions} draggedFrom={draggedFrom} />}
            </div>
          )}
      {dialog}
      <LeadDrawer id={openLead} close={() => void navigate({ search: (old) => ({ ...old, lead: undefined }) })} move={requestMove} />
    </div>
  );
}

function EarlyToggle({ on, set }: { on: boolean; set: (on: boolean) => void }) {
  return <button type="button" className={css.toggle} aria-pressed={on} onClick={() => set(!on)}>{on ? 'Hide early stages' : 'Show early stages'}</button>;
}

/** On a phone: one stage at a time, the others a tap away with their counts. */
function Tabs({ columns, current, keyboard, handles, ...rest }: { columns: Parameters<typeof Column>[0]['column'][]; current: Stage; keyboard: ReturnType<typeof useKeyboard>['keyboard']; handles: ReturnType<typeof useKeyboard>['handles'] } & Omit<Parameters<typeof Column>[0], 'column' | 'handle'>) {
  const navigate = useNavigate({ from: '/board' });
  const column = columns.find((candidate) => candidate.stage === current);
  const strip = useRef<HTMLDivElement>(null);
  useEffect(() => { strip.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ inline: 'center', block: 'nearest' }); }, [current]);
  return (
    <div className={css.tabbed} onKeyDown={keyboard.onKeyDown} onFocus={keyboard.onFocus}>
      <div ref={strip} className={css.tabs} role="tablist" aria-label="Stages">
        {columns.filter(({ stage }) => !isExit(stage)).map(({ stage, count }) => (
          <button key={stage} type="button" role="tab" aria-selected={stage === current} className={css.tab} onClick={() => void navigate({ search: (old) => ({ ...old, stage }), replace: true })}>
            <StageDot stage={stage} />{stageName[stage]}<span className="num">{number(count)}</span>
          </button>
        ))}
      </div>
      {column && <Column key={current} column={column} handle={handles.of(current)} hideHead {...rest} />}
    </div>
  );
}

/** What a card can be asked to do, and the dialog that a move may need. */
function useCardActions(open: (lead: LeadCard) => void) {
  const moves = useMoves();
  const { mutate } = useMoveLead();
  const toggleMine = useToggleMine();
  const [menuFor, setMenuFor] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ lead: LeadCard; to: Stage } | null>(null);
  const opener = useRef(open);
  opener.current = open;
  const requestMove = useCallback((lead: LeadCard, to: Stage) => {
    const allowed = moves(lead.stage);
    const move = allowed.find((candidate) => candidate.to === to);
    if (!move) {
      const where = allowed.map((candidate) => stageName[candidate.to]).join(', ');
      toast(`A lead cannot go from ${stageName[lead.stage]} to ${stageName[to]}. ${where ? `From here: ${where}.` : 'It stays where it is.'}`, { tone: 'red' });
    } else if (move.needsReason) setAsked({ lead, to });
    else mutate({ lead, to });
  }, [moves, mutate]);
  const actions = useMemo<CardActions>(() => ({ open: (lead) => opener.current(lead), move: requestMove, toggleMine, moves, menuFor, setMenuFor }), [requestMove, toggleMine, moves, menuFor]);
  const dialog = <ReasonDialog asked={asked} close={() => setAsked(null)} give={(why) => { if (asked) mutate({ ...asked, why }); setAsked(null); }} />;
  return { actions, dialog, requestMove };
}

/** The stage that the dragged card comes from, or null. A drop asks for the move. */
function useDragging(requestMove: (lead: LeadCard, to: Stage) => void): Stage | null {
  const [from, setFrom] = useState<Stage | null>(null);
  useEffect(() => monitorForElements({
    canMonitor: ({ source }) => 'lead' in source.data,
    onDragStart: ({ source }) => setFrom((source.data.lead as LeadCard).stage),
    onDrop: ({ source, location }) => {
      setFrom(null);
      const to = location.current.dropTargets[0]?.data.stage as Stage | undefined;
      const lead = source.data.lead as LeadCard;
      if (to && to !== lead.stage) requestMove(lead, to);
    },
  }), [requestMove]);
  return from;
}

/** Arrows walk over cards and columns, Enter opens, M moves, O takes. */
function useKeyboard(actions: CardActions) {
  const [focusId, setFocusId] = useState<string | null>(null);
  const byStage = useRef(new Map<Stage, ColumnHandle>());
  const setters = useRef(new Map<Stage, (handle: ColumnHandle | null) => void>());
  const handles = useMemo(() => ({
    of(stage: Stage) {
      let set = setters.current.get(stage);
      if (!set) setters.current.set(stage, set = (handle) => { if (handle) byStage.current.set(stage, handle); else byStage.current.delete(stage); });
      return set;
    },
  }), []);
  const onFocus = (event: React.FocusEvent): void => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-card]');
    if (card) setFocusId(card.dataset.card!);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const card = event.target as HTMLElement;
    if (!card.dataset.card || event.ctrlKey || event.metaKey || event.altKey) return;
    const stage = card.dataset.stage as Stage;
    const index = Number(card.dataset.index);
    const lead = leadOf(card);
    const drawn = FUNNEL.filter((candidate) => byStage.current.has(candidate));
    const sideways = (step: 1 | -1): void => {
      for (let place = drawn.indexOf(stage as (typeof FUNNEL)[number]) + step; place >= 0 && place < drawn.length; place += step) {
        const column = byStage.current.get(drawn[place]!);
        if (column && column.length > 0) { column.focus(index); document.querySelector(`[data-column="${drawn[place]}"]`)?.scrollIntoView({ inline: 'nearest', block: 'nearest' }); return; }
      }
    };
    const column = byStage.current.get(stage);
    const keys: Record<string, () => void> = {
      ArrowDown: () => column?.focus(index + 1), ArrowUp: () => column?.focus(index - 1), ArrowRight: () => sideways(1), ArrowLeft: () => sideways(-1),
      Home: () => column?.focus(0), End: () => column?.focus(Number.MAX_SAFE_INTEGER),
      Enter: () => { if (lead) actions.open(lead); }, ' ': () => { if (lead) actions.open(lead); }, m: () => { if (lead) actions.setMenuFor(lead.id); }, o: () => { if (lead) actions.toggleMine(lead); },
    };
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) { event.preventDefault(); act(); }
  };
  return { focusId, handles, keyboard: { onKeyDown, onFocus } };
}

/** Cards leave their lead on their element, so that one listener serves the whole board. */
const leadOf = (card: HTMLElement): LeadCard | undefined => (card as HTMLElement & { lead?: LeadCard }).lead;
