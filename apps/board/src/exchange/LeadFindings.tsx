import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, api } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import own from '../imports/imports.module.css';
import css from '../sources/desk.module.css';
import { Bone, Button, Tag } from '../ui/bits';
import { number } from '../ui/time';
import { toast } from '../ui/toasts';
import mine from './exchange.module.css';
import { importRows, oneImport, type LeadImportDetail, type Row, type Verdict } from './queries';
import { ORDER, VERDICTS } from './words';

/** What taking the rows in would do (or did): figures that open their rows, and why rows stay behind. */
export function LeadFindings({ data, summary }: { data: LeadImportDetail; summary: NonNullable<LeadImportDetail['summary']> }) {
  const { t } = useTranslation();
  const first = (['likely', 'conflict', 'bad', 'changed', 'new', 'unchanged', 'repeated'] as const).find((verdict) => summary[verdict] > 0) ?? 'new';
  const [shown, setShown] = useState<Verdict>(first);
  const before = data.state === 'checked';
  return (
    <section className={css.panel} aria-label={t('Findings')}>
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{before ? t('What taking it in would do') : t('What was found')}</h2>{before && <span className={css.aside}>{t('Nothing has been taken in yet.')}</span>}</div>
        <div className={`${own.figures} ${mine.seven}`} role="group" aria-label={t('Rows by what becomes of them')}>
          {ORDER.map((verdict) => (
            <button key={verdict} type="button" className={own.figure} data-tone={summary[verdict] > 0 ? VERDICTS[verdict].tone : undefined} aria-pressed={shown === verdict} disabled={summary[verdict] === 0} onClick={() => setShown(verdict)}>
              <span className="num">{number(summary[verdict])}</span><span>{t(VERDICTS[verdict].many)}</span>
            </button>
          ))}
        </div>
        {data.notTaken.length > 0 && <p className={css.small}>{t('Columns that are left out:')} <bdi>{data.notTaken.join(', ')}</bdi></p>}
      </div>
      {data.faults.length > 0 && (
        <div className={css.section}>
          <div className={css.sectionHead}><h2>{t('Why rows cannot be taken in')}</h2></div>
          <ul className={own.faults}>{data.faults.map((fault) => <li key={fault.code}><span className="num">{number(fault.rows)}</span><span>{t(fault.todo)}<small dir="auto">{t('line {{line}}', { line: number(fault.line) })}: {fault.example}</small></span></li>)}</ul>
        </div>
      )}
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{t(VERDICTS[shown].many)}</h2><span className={css.aside}>{t(VERDICTS[shown].means)}</span></div>
        {data.rowsKept ? <Rows key={shown} data={data} verdict={shown} /> : <p className={css.nothing}>{t('The rows have been dropped since; the figures stay.')}</p>}
      </div>
    </section>
  );
}

function Rows({ data, verdict }: { data: LeadImportDetail; verdict: Verdict }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: pages, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(importRows(data.id, verdict, data.version));
  const decide = useMutation({
    mutationFn: ({ line, decision }: { line: number; decision: 'same' | 'other' }) => answered(api.PUT('/api/lead-imports/{id}/doubts', { params: { path: { id: data.id } }, body: { version: data.version, lines: [line], decision } })),
    onSuccess: (next) => client.setQueryData(oneImport(data.id).queryKey, next),
    onError: (failed) => { toast(failed.message, { tone: 'red' }); void client.invalidateQueries({ queryKey: ['lead-import', data.id] }); },
  });
  if (error) return <p className={css.error} role="alert">{error.message}</p>;
  if (isPending) return <Bone width="60%" />;
  const rows = pages.pages.flatMap((page) => page.rows);
  const labels = new Map(data.targets.map(({ name, label }) => [name, name.startsWith('field.') ? label : t(label)]));
  return (
    <>
      {rows.length === 0 && <p className={css.nothing}>{t('There are none.')}</p>}
      <ul className={own.samples}>
        {rows.map((row) => (
          <li key={row.line}>
            <span className={`${own.line} num`}>{t('line {{line}}', { line: number(row.line) })}</span>
            <div>
              <strong dir="auto">{row.name ?? t('an empty row')}</strong>
              {row.outcome === 'changed-since' && <Tag tone="amber">{t('left out: changed in the meantime')}</Tag>}
              <Alike row={row} decide={data.state === 'checked' ? (decision) => decide.mutate({ line: row.line, decision }) : undefined} busy={decide.isPending} />
              {row.faults.map((fault) => <p key={fault.code + fault.text} className={own.fault}>{fault.column && <b dir="auto">{fault.column}: </b>}<span dir="auto">{fault.text}</span> <span className={css.small}>{t(fault.todo ?? '')}</span></p>)}
              {row.changes.length > 0 && <dl className={own.changes}>{row.changes.map(({ field, from, to }) => <div key={field}><dt>{labels.get(field) ?? field}</dt><dd>{from === null ? <i>{t('nothing')}</i> : <del dir="auto">{from}</del>} <span aria-label={t('becomes')} role="img">→</span> {to === null ? <i>{t('nothing')}</i> : <ins dir="auto">{to}</ins>}</dd></div>)}</dl>}
            </div>
          </li>
        ))}
      </ul>
      {hasNextPage && <div className={css.formEnd}><Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>{t('Show more rows')}</Button></div>}
    </>
  );
}

/** Whom the row is like, and why; a person says what the engine leaves open. */
function Alike({ row, decide, busy }: { row: Row; decide: ((decision: 'same' | 'other') => void) | undefined; busy: boolean }) {
  const { t } = useTranslation();
  if (!row.alike && row.likeLine === null) return null;
  return (
    <div className={mine.alike}>
      <p className={css.small}>
        {row.likeLine !== null && (row.verdict === 'likely' ? t('Like line {{line}}.', { line: number(row.likeLine) }) : t('About the same merchant as line {{line}}.', { line: number(row.likeLine) }))}{' '}
        {row.merchantId && row.merchantName && <>{t('Like')} <Link to="/merchants/$id" params={{ id: row.merchantId }} dir="auto">{row.merchantName}</Link>. </>}
        {row.alike && <>{Math.floor(row.alike.score * 100)} %: {row.alike.reasons.join('; ')}</>}
      </p>
      {row.verdict === 'likely' && decide && <div className={mine.decide}><Button className={css.smallButton} disabled={busy} onClick={() => decide('same')}>{t('The same merchant')}</Button><Button className={css.smallButton} disabled={busy} onClick={() => decide('other')}>{t('Another one')}</Button></div>}
    </div>
  );
}
