import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../api/client';
import css from '../sources/desk.module.css';
import { RobotsEvidence } from '../sources/RobotsEvidence';
import { Bone, Button, Failed, Tag } from '../ui/bits';
import { dayOf, number } from '../ui/time';
import { runPages } from './queries';
import { kilobytes, seconds, type RunDetail } from './words';

const TONE: Record<string, 'green' | 'red' | 'amber' | undefined> = { done: 'green', failed: 'red', blocked: 'red', refused: 'amber' };
const WORDS: Record<string, string> = { done: 'read', refused: 'forbidden', pending: 'to do', skipped: 'left out', failed: 'failed', blocked: 'blocked' };

/** Every request as a row: what for, the line and file of robots.txt that allowed it, and what was left of the budget. */
export function PagesTable({ run }: { run: RunDetail }) {
  const [state, setState] = useState('');
  const [kind, setKind] = useState('');
  const [status, setStatus] = useState('');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const filter = { ...(state ? { state } : {}), ...(kind ? { kind } : {}), ...(status ? { status: Number(status) } : {}), ...(q ? { q } : {}) };
  const { data, error, isError, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(runPages(run.id, filter));
  const pages = data?.pages.flatMap((page) => page.pages) ?? [];
  const filtered = Object.keys(filter).length > 0;
  const choice = (label: string, value: string, set: (value: string) => void, options: ReadonlyArray<readonly [string, string]>) => (
    <select aria-label={label} value={value} onChange={(event) => set(event.target.value)}><option value="">{label}: all</option>{options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}</select>
  );
  return (
    <section className={css.panel} aria-label="Pages">
      <div className={css.section} style={{ paddingBottom: 8 }}><div className={css.sectionHead}><h2>Pages</h2>{run.permission && <span className={css.aside}>under the permission reviewed on {dayOf(run.permission.reviewedOn)} by {run.permission.reviewer}</span>}<span className={css.aside}>{data ? `${number(data.pages[0]!.total)}${filtered ? ` of ${number(run.pagesTotal)}` : ''}` : ''}</span></div></div>
      <div className={css.filters} role="group" aria-label="Narrow the pages">
        {choice('State', state, setState, run.pageStates.map((one) => [one.state, `${WORDS[one.state] ?? one.state} (${number(one.pages)})`] as const))}
        {choice('Kind', kind, setKind, run.kinds.map((one) => [one.kind, `${one.kind} (${number(one.pages)})`] as const))}
        {choice('Answer', status, setStatus, run.codes.map((one) => [String(one.status ?? 0), `${one.status ?? 'no answer'} (${number(one.pages)})`] as const))}
        <input type="search" aria-label="Part of the address" placeholder="Part of the address" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
      {isError && !data ? <Failed what="The pages" error={error} retry={() => void refetch()} /> : (
        <div className={css.scroll}>
          <table className={`${css.table} ${css.stack}`}>
            <thead><tr><th>Address</th><th>Kind</th><th>State</th><th data-end>Answer</th><th data-end>Took</th><th data-end>Size</th><th data-end>Items</th><th>Allowed by</th><th data-end>Budget left</th></tr></thead>
            <tbody>
              {isPending ? [0, 1, 2, 3, 4].map((place) => <tr key={place}><td colSpan={9}><Bone width={`${80 - place * 7}%`} /></td></tr>)
                : pages.length === 0 ? <tr><td colSpan={9} className={css.nothing}>{filtered ? 'No page fits these filters.' : 'No page was found yet.'}</td></tr>
                  : pages.map((page) => <Page key={page.id} page={page} />)}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && <div className={css.more}><Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{isFetchingNextPage ? 'Loading…' : 'More pages'}</Button></div>}
    </section>
  );
}

function Page({ page }: { page: Schemas['RunPage'] }) {
  return (
    <tr>
      <td className={css.url}>{page.url}<span className={css.noteLine} dir="auto">{page.purpose}</span>{page.reason && <span className={page.state === 'failed' || page.state === 'blocked' ? css.reason : css.noteLine}>{page.reason}</span>}{page.warnings.slice(0, 2).map((warning) => <span key={warning} className={css.noteLine}>{warning}</span>)}</td>
      <td data-label="Kind">{page.kind}</td>
      <td data-label="State"><Tag tone={TONE[page.state]}>{WORDS[page.state] ?? page.state}</Tag></td>
      <td data-end data-label="Answer" className="num">{page.status ?? '–'}{page.attempts > 1 && <span className={css.noteLine}>{page.attempts} tries</span>}</td>
      <td data-end data-label="Took" className="num">{page.ms === null ? '–' : seconds(page.ms)}</td>
      <td data-end data-label="Size" className="num">{page.bytes === null ? '–' : kilobytes(page.bytes)}</td>
      <td data-end data-label="Items" className="num">{page.items ?? '–'}</td>
      <td className={css.rule} data-label={page.state === 'refused' ? 'Forbidden by' : 'Allowed by'}><RobotsEvidence rule={page.rule} file={page.robotsFile} /></td>
      <td data-end data-label="Budget left" className="num">{page.budgetLeft === null ? '–' : number(page.budgetLeft)}</td>
    </tr>
  );
}
