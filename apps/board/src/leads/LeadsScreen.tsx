import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { LeadCard, LeadPage, Stage } from '../api/client';
import { leadPage, type Filters } from '../api/queries';
import { LeadTools } from '../exchange/LeadTools';
import { FilterBar, isFiltered } from '../board/FilterBar';
import { EXITS, FUNNEL, rot, stageName } from '../board/stages';
import { Bone, Button, Empty, Failed, Initials, Score, StageLabel, Tag } from '../ui/bits';
import { FilterIcon, ListIcon } from '../ui/icons';
import { exactly, span, useBusinessNow } from '../ui/time';
import css from './LeadsScreen.module.css';

const ROW = 44;
const STAGES: readonly Stage[] = [...FUNNEL, ...EXITS];

/** All leads that fit the filters, best first, as a table that fetches as it is scrolled. */
export function LeadsScreen() {
  const { stage, lead: _lead, ...filters } = useSearch({ from: '/leads' });
  const navigate = useNavigate({ from: '/leads' });
  const stable = useMemo<Filters & { stage?: Stage | undefined }>(() => ({ ...filters, stage }), [JSON.stringify(filters), stage]);
  const { data, error, isError, refetch, fetchNextPage, hasNextPage, isFetchingNextPage, isPending } = useInfiniteQuery({
    queryKey: ['leads', stable], initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => leadPage(stable, pageParam, 50, signal), getNextPageParam: (last: LeadPage) => last.nextCursor,
  });
  const leads = useMemo(() => [...new Map((data?.pages ?? []).flatMap((page) => page.leads).map((lead) => [lead.id, lead])).values()], [data]);
  const scroller = useRef<HTMLDivElement>(null);
  const now = useBusinessNow();
  const virtual = useVirtualizer({ count: leads.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 12, getItemKey: (index) => leads[index]!.id });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => { if (hasNextPage && !isFetchingNextPage && last >= leads.length - 10 && leads.length > 0) void fetchNextPage(); }, [last, leads.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const open = (lead: LeadCard) => void navigate({ to: '/leads/$id', params: { id: lead.id } });
  return (
    <div className={css.screen}>
      <FilterBar filters={filters} total={undefined} toggle={<><LeadTools filters={{ ...filters, stage }} /><StageChoice stage={stage} set={(value) => void navigate({ search: (old) => ({ ...old, stage: value }), replace: true })} /></>} />
      {isError && !data ? <Failed what="The leads" error={error} retry={() => void refetch()} /> : !isPending && leads.length === 0
        ? isFiltered(filters) || stage
          ? <Empty icon={<FilterIcon />} title="No lead fits these filters" action={<Button onClick={() => void navigate({ search: {} })}>Show all leads</Button>}>Widen the search, or choose another stage.</Empty>
          : <Empty icon={<ListIcon />} title="No leads yet">Leads appear by themselves once a source has been crawled and its merchants were scored.</Empty>
        : (
          <div ref={scroller} className={css.table} role="table" aria-label="Leads" aria-rowcount={leads.length}>
            <div className={css.headRow} role="row">{['Score', 'Name', 'Stage', 'Why', 'Sells on', 'Category', 'Owner', 'Age'].map((name) => <span key={name} role="columnheader" data-col={name}>{name}</span>)}</div>
            {isPending ? Array.from({ length: 12 }, (_, place) => <div key={place} className={css.boneRow}><Bone width={26} height={20} /><Bone width={`${60 - (place % 4) * 8}%`} /></div>) : (
              <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="rowgroup">
                {items.map((item) => <Row key={item.key} lead={leads[item.index]!} now={now} top={item.start} open={open} />)}
              </div>
            )}
          </div>
        )}
    </div>
  );
}

function Row({ lead, now, top, open }: { lead: LeadCard; now: number; top: number; open: (lead: LeadCard) => void }) {
  const age = now - new Date(lead.stageSince).getTime();
  return (
    <div className={css.row} role="row" tabIndex={0} style={{ transform: `translateY(${top}px)` }} onClick={() => open(lead)} onKeyDown={(event) => { if (event.key === 'Enter') open(lead); }}>
      <span role="cell" data-col="Score"><Score value={lead.score} /></span>
      <span role="cell" data-col="Name" className="cut" dir="auto" title={lead.name}>{lead.name}</span>
      <span role="cell" data-col="Stage"><StageLabel stage={lead.stage} /></span>
      <span role="cell" data-col="Why" className="cut" title={lead.reason}>{lead.reason}</span>
      <span role="cell" data-col="Sells on" className={css.tags}>{lead.marketplaces.map((name) => <Tag key={name}>{name}</Tag>)}</span>
      <span role="cell" data-col="Category" className="cut">{lead.category}{lead.country ? ` · ${lead.country}` : ''}</span>
      <span role="cell" data-col="Owner">{lead.owner ? <Initials name={lead.owner.name} /> : <span className={css.nobody}>–</span>}</span>
      <span role="cell" data-col="Age" className={`${css.age} num`} data-rot={rot(lead.stage, age)} title={`since ${exactly(lead.stageSince)}`}>{span(age)}</span>
    </div>
  );
}

function StageChoice({ stage, set }: { stage: Stage | undefined; set: (stage: Stage | undefined) => void }) {
  return (
    <label className={css.stageChoice}><span className="unseen">Stage</span>
      <select value={stage ?? ''} onChange={(event) => set((event.target.value || undefined) as Stage | undefined)}>
        <option value="">All stages</option>
        {STAGES.map((name) => <option key={name} value={name}>{stageName[name]}</option>)}
      </select>
    </label>
  );
}
