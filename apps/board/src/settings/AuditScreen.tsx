import { Select, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { people } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { Bone, Button, Empty, Failed, Tag } from '../ui/bits';
import { exactly } from '../ui/time';
import { auditActions, auditPage, type AuditFilter, type AuditLine } from './queries';
import css from './settings.module.css';
import audit from './audit.module.css';

/** Who did what, when, and what it was before. The filters live in the address, so a view of the log can be sent to a colleague. */
export function AuditScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const days = useSearch({ from: '/settings/audit' });
  const set = (change: AuditFilter) => void navigate({ to: '/settings/audit', search: (old) => ({ ...old, ...change }), replace: true });
  const { data: everybody } = useQuery(people);
  const { data: actions } = useQuery(auditActions);
  const filter: AuditFilter = { ...days, from: days.from ? new Date(`${days.from}T00:00`).toISOString() : undefined, to: days.to ? dayAfter(days.to) : undefined };
  const log = useInfiniteQuery({ queryKey: ['audit', filter], queryFn: ({ pageParam }) => auditPage(filter, pageParam), initialPageParam: null as string | null, getNextPageParam: (last) => last.nextCursor });
  const lines = log.data?.pages.flatMap(({ events }) => events);
  const query = new URLSearchParams(Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]))).toString();
  const narrowed = Object.values(days).some(Boolean);
  return (
    <>
      <header className={css.head}>
        <div><h1>{t('Audit log')}</h1><p className={css.lead}>{t('Every change that a person or a program of theirs made. Lines are only ever added.')}</p></div>
        <a className={audit.export} href={`/api/audit/export.csv${query && `?${query}`}`} download>{t('Export as CSV')}</a>
      </header>
      <div className={audit.filters} role="search" aria-label={t('Filter the log')}>
        <Select aria-label={t('Person')} placeholder={t('Everybody')} clearable searchable data={(everybody ?? []).map(({ id, name }) => ({ value: id, label: name }))} value={days.person ?? null} onChange={(person) => set({ person: person ?? undefined })} />
        <Select aria-label={t('Action')} placeholder={t('Every action')} clearable searchable data={actions ?? []} value={days.action ?? null} onChange={(action) => set({ action: action ?? undefined })} />
        <TextInput aria-label={t('Object')} placeholder={t('Object, for example: source')} defaultValue={days.subject ?? ''} onKeyDown={(event) => { if (event.key === 'Enter') set({ subject: event.currentTarget.value.trim() || undefined }); }} onBlur={(event) => set({ subject: event.currentTarget.value.trim() || undefined })} />
        <label className={audit.day}>{t('From')}<input type="date" value={days.from ?? ''} onChange={(event) => set({ from: event.currentTarget.value || undefined })} /></label>
        <label className={audit.day}>{t('To')}<input type="date" value={days.to ?? ''} onChange={(event) => set({ to: event.currentTarget.value || undefined })} /></label>
      </div>
      {log.isError && !lines ? <Failed what={t('Audit log')} error={log.error} retry={() => void log.refetch()} /> : (
        <section className={css.panel} aria-label={t('Audit log')} aria-busy={!lines || undefined}>
          {!lines && [0, 1, 2, 3].map((row) => <div key={row} className={audit.line}><Bone width={120} /><Bone width="60%" /></div>)}
          {lines?.length === 0 && <Empty title={t('No line fits')} action={narrowed ? <Button onClick={() => void navigate({ to: '/settings/audit', search: {} })}>{t('Show all')}</Button> : undefined}>{t('Widen the time or take a filter away.')}</Empty>}
          {lines?.map((line) => <Line key={line.id} line={line} />)}
        </section>
      )}
      {log.hasNextPage && <div><Button disabled={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>{t('Show older lines')}</Button></div>}
    </>
  );
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00`);
  next.setDate(next.getDate() + 1);
  return next.toISOString();
}

function Line({ line }: { line: AuditLine }) {
  const { t } = useTranslation();
  return (
    <details className={audit.line}>
      <summary>
        <time dateTime={line.at} className="num">{exactly(line.at)}</time>
        <span className={audit.what}><strong><bdi>{line.person?.name ?? t('Beckon itself')}</bdi></strong> <span className={audit.action}>{line.action}</span> <bdi className={audit.subject}>{line.subjectName ?? line.subject}</bdi>{line.key && <Tag title={line.key}>{t('by a program')}</Tag>}</span>
      </summary>
      <dl className={audit.about}>
        <dt>{t('Object')}</dt><dd>{line.subject}</dd>
        {line.key && <><dt>{t('API key')}</dt><dd>{line.key}</dd></>}
        {line.before !== null && <><dt>{t('Before')}</dt><dd><pre>{JSON.stringify(line.before, null, 1)}</pre></dd></>}
        {line.after !== null && <><dt>{t('After')}</dt><dd><pre>{JSON.stringify(line.after, null, 1)}</pre></dd></>}
        {line.requestId && <><dt>{t('Request')}</dt><dd>{line.requestId}</dd></>}
      </dl>
    </details>
  );
}
