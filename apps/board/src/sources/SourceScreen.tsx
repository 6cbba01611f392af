import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { t } from '../i18n/i18n';
import { runsOf } from '../runs/queries';
import { percent, RunState, seconds, tookMs, type Run } from '../runs/words';
import { Bone, Button, Empty, Failed, Tag } from '../ui/bits';
import { AlertIcon, ClockIcon } from '../ui/icons';
import { exactly, number, shortly } from '../ui/time';
import css from './desk.module.css';
import { PermissionPage } from './PermissionPage';
import { source as sourceQuery, useMayOperate, useSwitches, type SourceDetail } from './queries';
import { Robots } from './Robots';
import { Actions, NextRuns } from './SourcesScreen';
import { SOURCE_TABS, type SourceTab } from './tabs';

const TABS: Record<SourceTab, string> = { runs: 'Runs', permission: 'Permission', robots: 'robots.txt', settings: 'Settings' };

/** One source: its runs, by which right it is read, what robots.txt says, and how gently it is treated. */
export function SourceScreen() {
  const { id } = useParams({ from: '/sources/$id' });
  const { tab = 'runs' } = useSearch({ from: '/sources/$id' });
  const navigate = useNavigate({ from: '/sources/$id' });
  const { data, error, isError, refetch } = useQuery(sourceQuery(id));
  const may = useMayOperate();
  if (isError && !data) return <Failed what={t('This source')} error={error} retry={() => void refetch()} />;
  if (!data) return <div className={css.page}><Bone width="30%" height={22} /><div className={css.panel}><div className={css.bones}><Bone width="60%" /><Bone width="50%" /><Bone width="70%" /></div></div></div>;
  // A list has no site, so there is neither a robots.txt nor a gentle pace.
  const tabs = SOURCE_TABS.filter((name) => data.kind === 'crawl' || name === 'runs' || name === 'permission');
  return (
    <div className={css.page}>
      <p className={`${css.crumbs} ${css.noPrint}`}><Link to="/sources">{t('Sources')}</Link><span aria-hidden="true">/</span><span className="cut" dir="auto">{data.name}</span></p>
      <div className={css.head}>
        <i className={css.dot} data-level={data.health.level} aria-hidden="true" />
        <h1 dir="auto">{data.name}</h1><Tag>{data.marketplace}</Tag>
        {may && <div className={`${css.headEnd} ${css.noPrint}`}><Actions source={data} /></div>}
      </div>
      <p className={`${css.lead} ${css.noPrint}`}>{data.health.text} {data.kind === 'list' ? t('{{n}} storefronts known of {{marketplace}}.', { count: data.storefronts, n: number(data.storefronts), marketplace: data.marketplace }) : t('{{n}} storefronts known on {{host}}.', { count: data.storefronts, n: number(data.storefronts), host: data.host })}</p>
      <Notices source={data} may={may} />
      <div className={`${css.tabs} ${css.noPrint}`} role="tablist" aria-label={t('About this source')}>
        {tabs.map((name) => (
          <button key={name} type="button" role="tab" aria-selected={tab === name} tabIndex={tab === name ? 0 : -1} id={`tab-${name}`} aria-controls="tab-panel"
            onClick={() => void navigate({ search: { tab: name }, replace: true })}
            onKeyDown={(event) => {
              const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
              if (!step) return;
              const next = tabs[(tabs.indexOf(name) + step + tabs.length) % tabs.length]!;
              void navigate({ search: { tab: next }, replace: true });
              document.getElementById(`tab-${next}`)?.focus();
            }}>{t(TABS[name])}</button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {tab === 'permission' ? <PermissionPage source={data} /> : tab === 'robots' ? <Robots source={data} /> : tab === 'settings' ? <Settings source={data} may={may} /> : <Runs sourceId={id} />}
      </div>
    </div>
  );
}

/** Incidents that wait for a person and stop nothing. */
const WAITS = new Set(['quarantined', 'silent', 'review', 'mode']);
const TITLES: Record<string, string> = {
  missed: 'A run was missed', stuck: 'A run takes far too long', failed: 'A run failed', quarantined: 'A run is in quarantine', blocked: 'The site showed us the door', robots: 'robots.txt stopped it', silent: 'A run went well but brought less',
  review: 'Its permission is due for review', mode: 'Its pages are fetched in the wrong way',
};

function Notices({ source, may }: { source: SourceDetail; may: boolean }) {
  const { goOn } = useSwitches();
  const robotsWait = source.lastRun?.state === 'stopped_by_robots' && source.robots?.changedAt && !(source.robots.acceptedAt && source.robots.acceptedAt > source.robots.changedAt);
  const open = source.alerts.filter((alert) => !alert.recoveredAt);
  return (
    <>
      {source.circuit && (
        <div className={css.notice} data-tone="red"><ClockIcon /><div><strong>{source.circuit.openUntil ? t('{{host}} is left alone until {{when}}', { host: source.circuit.host, when: exactly(source.circuit.openUntil) }) : t('{{host}} is left alone until a person decides', { host: source.circuit.host })}</strong><span>{source.circuit.reason}</span>{may && <span><Button className={css.smallButton} onClick={() => goOn.mutate({ id: source.id, after: 'block' })}>{t('Let it be asked again')}</Button></span>}</div></div>
      )}
      {robotsWait && (
        <div className={css.notice} data-tone="amber"><AlertIcon /><div><strong>{t('robots.txt has changed, and the source waits until a person has read the change')}</strong><span>{t('What it forbids is never requested, whatever you decide.')} <Link to="/sources/$id" params={{ id: source.id }} search={{ tab: 'robots' }}>{t('See the change')}</Link></span>{may && <span><Button className={css.smallButton} onClick={() => goOn.mutate({ id: source.id, after: 'robots' })}>{t('I have read it: go on with the rest')}</Button></span>}</div></div>
      )}
      {open.map((alert) => (
        <div key={alert.id} className={css.notice} data-tone={WAITS.has(alert.kind) ? 'amber' : 'red'}>
          <AlertIcon /><div><strong>{t(TITLES[alert.kind] ?? 'Something needs a look')}</strong><span className={css.told} title={alert.text}>{alert.text}</span><span>{t('since {{openedAt}}', { openedAt: exactly(alert.openedAt) })}{alert.runId && <> · <Link to="/runs/$id" params={{ id: alert.runId }}>{t('see the run')}</Link></>}{alert.kind === 'review' && <> · <Link to="/sources/$id" params={{ id: source.id }} search={{ tab: 'permission' }}>{t('record the review')}</Link></>}{alert.kind === 'mode' && <> · <Link to="/recipes/$id" params={{ id: source.recipe }}>{t('open the recipe')}</Link></>}</span></div>
        </div>
      ))}
    </>
  );
}

function Runs({ sourceId }: { sourceId: string }) {
  const { data, error, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isPending } = useInfiniteQuery(runsOf({ sourceId }));
  const list = data?.pages.flatMap(({ runs }) => runs) ?? [];
  if (isError && !data) return <Failed what={t('The runs')} error={error} retry={() => void refetch()} />;
  if (!isPending && list.length === 0) return <Empty icon={<ClockIcon />} title={t('No run yet')}>{t('It runs by its timetable, or when somebody presses “Run now”.')}</Empty>;
  return (
    <div className={css.panel}>
      <div className={css.scroll}>
        <table className={`${css.table} ${css.stack}`}>
          <thead><tr><th>{t('Asked for')}</th><th>{t('State')}</th><th data-end>{t('Items')}</th><th data-end>{t('Coverage')}</th><th data-end>{t('Took')}</th><th>{t('Why')}</th></tr></thead>
          <tbody>{isPending ? [0, 1, 2, 3].map((place) => <tr key={place}><td colSpan={6}><Bone width={`${70 - place * 8}%`} /></td></tr>) : list.map((run) => <RunRow key={run.id} run={run} />)}</tbody>
        </table>
      </div>
      {hasNextPage && <div className={css.more}><Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{isFetchingNextPage ? t('Loading…') : t('Older runs')}</Button></div>}
    </div>
  );
}

function RunRow({ run }: { run: Run }) {
  const took = tookMs(run);
  return (
    <tr>
      <td className="num"><Link to="/runs/$id" params={{ id: run.id }} title={exactly(run.queuedAt)}>{shortly(run.queuedAt)}</Link><span className={css.noteLine}>{run.trigger === 'schedule' ? t('by its schedule') : t('by a person')}</span></td>
      <td><RunState state={run.state} /></td>
      <td data-end data-label={t('Items')} className="num">{run.items === null ? '–' : number(run.items)}</td>
      <td data-end data-label={t('Coverage')} className="num">{run.coverage === null ? '–' : percent(run.coverage)}</td>
      <td data-end data-label={t('Took')} className="num">{took === null ? '–' : seconds(took)}</td>
      <td className={css.wide} data-wide>{run.reason ?? ''}</td>
    </tr>
  );
}

function Settings({ source, may }: { source: SourceDetail; may: boolean }) {
  const { settings, expectedItems } = source;
  const one = (name: string, value: React.ReactNode) => <div><dt>{name}</dt><dd>{value}</dd></div>;
  return (
    <div className={css.panel}>
      <section className={css.section}>
        <div className={css.sectionHead}><h2>{t('Timetable')}</h2>{may && <span className={css.recordEnd}><Link to="/sources/$id/edit" params={{ id: source.id }} className={css.editLink}>{t('Change these settings')}</Link></span>}</div>
        <dl className={css.facts}>
          {one(t('Cron'), source.cron ? <><code className={css.code}>{source.cron}</code> {t('in {{zone}}', { zone: source.zone.replace('_', ' ') })}</> : t('none: it runs when somebody asks'))}
          {one(t('Next runs'), <NextRuns runs={source.nextRuns} cron={source.cron} enabled={source.enabled} zone={source.zone} />)}
          {one(t('Not between'), source.blackouts.length ? source.blackouts.map(({ from, to }) => t('{{from}} and {{to}}', { from, to })).join(', ') : t('no hours are left out'))}
          {one(t('Jitter'), source.jitterPercent === 0 ? t('none: it starts on the minute') : t('starts up to {{percent}} % of the time to the next run earlier or later, at most 5 minutes', { percent: source.jitterPercent }))}
          {one(t('Where clocks change'), t('A time that does not exist runs once, at the next minute that does. A time that comes twice runs once, the first time.'))}
        </dl>
      </section>
      <section className={css.section}>
        <h2>{t('What is read')}</h2>
        <dl className={css.facts}>{one(t('Recipe'), <Link to="/recipes/$id" params={{ id: source.recipe }}>{source.recipe}</Link>)}{one(t('Items expected'), expectedItems ? (expectedItems.median ? t('at least {{min}}, usually {{median}}', { min: number(expectedItems.min), median: number(expectedItems.median) }) : t('at least {{min}}', { min: number(expectedItems.min) })) : t('nothing is expected: runs are held against the last good ones'))}{source.entries.map((entry) => <div key={entry.url}><dt dir="auto">{entry.category} · {entry.list}</dt><dd><span className={css.url}>{entry.url}</span></dd></div>)}</dl>
      </section>
      <section className={css.section}>
        <h2>{t('How gently')}</h2>
        <dl className={css.facts}>
          {one(t('Requests at once'), settings.concurrency)}
          {one(t('Between two requests'), t('{{least}} ms, and up to {{more}} ms more by chance', { least: number(settings.minDelayMs), more: number(settings.jitterMs) }))}
          {one(t('Before a second try'), t('{{n}} ms, doubled each time', { n: number(settings.retryMs) }))}
          {one(t('Pages a run'), number(settings.pagesPerRun))}
          {one(t('Pages in 24 hours'), t('{{n}} ({{used}} used)', { n: number(settings.pagesPerDay), used: number(source.budget.usedToday) }))}
          {one(t('Largest page'), `${number(settings.maxBytes / 1e6)} MB`)}
          {one(t('Longest run'), seconds(settings.wallClockLimitS * 1000))}
        </dl>
      </section>
    </div>
  );
}
