import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../api/client';
import { t } from '../i18n/i18n';
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
    <select aria-label={label} value={value} onChange={(event) => set(event.target.value)}><option value="">{t('{{label}}: all', { label })}</option>{options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}</select>
  );
  return (
    <section className={css.panel} aria-label={t('Pages')}>
      <div className={css.section} style={{ paddingBottom: 8 }}><div className={css.sectionHead}><h2>{t('Pages')}</h2>{run.permission && <span className={css.aside}>{t('under the permission reviewed on {{reviewedOn}} by {{reviewer}}', { reviewedOn: dayOf(run.permission.reviewedOn), reviewer: run.permission.reviewer })}</span>}<span className={css.aside}>{data ? (filtered ? t('{{n}} of {{all}}', { n: number(data.pages[0]!.total), all: number(run.pagesTotal) }) : number(data.pages[0]!.total)) : ''}</span></div></div>
      <div className={css.filters} role="group" aria-label={t('Narrow the pages')}>
        {choice(t('State'), state, setState, run.pageStates.map((one) => [one.state, `${t(WORDS[one.state] ?? one.state)} (${number(one.pages)})`] as const))}
        {choice(t('Kind'), kind, setKind, run.kinds.map((one) => [one.kind, `${one.kind} (${number(one.pages)})`] as const))}
        {choice(t('Answer'), status, setStatus, run.codes.map((one) => [String(one.status ?? 0), `${one.status ?? t('no answer')} (${number(one.pages)})`] as const))}
        <input type="search" aria-label={t('Part of the address')} placeholder={t('Part of the address')} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
      {isError && !data ? <Failed what={t('The pages')} error={error} retry={() => void refetch()} /> : (
        <div className={css.scroll}>
          <table className={`${css.table} ${css.stack}`}>
            <thead><tr><th>{t('Address')}</th><th>{t('Kind')}</th><th>{t('State')}</th><th data-end>{t('Answer')}</th><th data-end>{t('Took')}</th><th data-end>{t('Size')}</th><th data-end>{t('Items')}</th><th>{t('Allowed by')}</th><th data-end>{t('Budget left')}</th></tr></thead>
            <tbody>
              {isPending ? [0, 1, 2, 3, 4].map((place) => <tr key={place}><td colSpan={9}><Bone width={`${80 - place * 7}%`} /></td></tr>)
                : pages.length === 0 ? <tr><td colSpan={9} className={css.nothing}>{filtered ? t('No page fits these filters.') : t('No page was found yet.')}</td></tr>
                  : pages.map((page) => <Page key={page.id} page={page} />)}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && <div className={css.more}><Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{isFetchingNextPage ? t('Loading…') : t('More pages')}</Button></div>}
    </section>
  );
}

function Page({ page }: { page: Schemas['RunPage'] }) {
  return (
    <tr>
      <td className={css.url}>{page.url}<span className={css.noteLine} dir="auto">{page.purpose}</span>{page.reason && <span className={page.state === 'failed' || page.state === 'blocked' ? css.reason : css.noteLine}>{page.reason}</span>}{page.warnings.slice(0, 2).map((warning) => <span key={warning} className={css.noteLine}>{warning}</span>)}</td>
      <td data-label={t('Kind')}>{page.kind}</td>
      <td data-label={t('State')}><Tag tone={TONE[page.state]}>{t(WORDS[page.state] ?? page.state)}</Tag></td>
      <td data-end data-label={t('Answer')} className="num">{page.status ?? '–'}{page.attempts > 1 && <span className={css.noteLine}>{t('{{attempts}} tries', { attempts: page.attempts })}</span>}</td>
      <td data-end data-label={t('Took')} className="num">{page.ms === null ? '–' : seconds(page.ms)}</td>
      <td data-end data-label={t('Size')} className="num">{page.bytes === null ? '–' : kilobytes(page.bytes)}</td>
      <td data-end data-label={t('Items')} className="num">{page.items ?? '–'}</td>
      <td className={css.rule} data-label={page.state === 'refused' ? t('Forbidden by') : t('Allowed by')}><RobotsEvidence rule={page.rule} file={page.robotsFile} /></td>
      <td data-end data-label={t('Budget left')} className="num">{page.budgetLeft === null ? '–' : number(page.budgetLeft)}</td>
    </tr>
  );
}
