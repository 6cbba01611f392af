import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sources as sourcesQuery } from '../api/queries';
import { t } from '../i18n/i18n';
import { RunState, Versus } from '../runs/words';
import { Bone, Button, Empty, Failed, Tag } from '../ui/bits';
import { DotsIcon, SourceIcon } from '../ui/icons';
import { ago, dayOf, exactly, number, shortly, useBusinessNow } from '../ui/time';
import { onItsClocks } from './clocks';
import css from './desk.module.css';
import { useMayOperate, useSwitches, type Source } from './queries';

const COLUMNS = ['Source', 'Next runs', 'Last run and the last good one', 'Budget, 24 h', 'Permission', ''];

/** What is read, how it does, and what happens next. What needs a person comes first. */
export function SourcesScreen() {
  const { data, error, isError, refetch } = useQuery(sourcesQuery);
  const may = useMayOperate();
  if (isError && !data) return <Failed what={t('The sources')} error={error} retry={() => void refetch()} />;
  const urgency = { stopped: 0, waits: 1, warning: 2, ok: 3, idle: 4 } as const;
  const sorted = data && [...data].sort((a, b) => urgency[a.health.level] - urgency[b.health.level] || a.name.localeCompare(b.name));
  const waiting = sorted?.filter(({ health }) => health.level === 'waits' || health.level === 'stopped').length ?? 0;
  return (
    <div className={css.page}>
      <div className={css.head}>
        <h1>{t('Sources')}</h1>
        {sorted && sorted.length > 0 && <span className={css.aside}>{waiting === 0 ? t('Nothing waits for you.') : t('{{count}} of {{all}} need a look.', { count: waiting, all: sorted.length })}</span>}
        <div className={css.headEnd}>
          <Link to="/recipes" className={css.aside}>{t('Recipes')}</Link>
          {may && <Link to="/imports/new" className={css.aside}>{t('Import a list')}</Link>}
          {may && <Link to="/sources/new" className={css.addLink}>{t('Add a source')}</Link>}
        </div>
      </div>
      {sorted?.length === 0
        ? <Empty icon={<SourceIcon />} title={t('No source yet')}>{t('A source is a marketplace\'s public list that Beckon reads on a schedule.')} {may ? t('Add one; the leads follow by themselves.') : t('An operator or admin adds one; the leads follow by themselves.')}</Empty>
        : (
          <div className={css.panel} aria-busy={!sorted}>
            <div className={css.sourceHead} aria-hidden="true">{COLUMNS.map((name) => <span key={name}>{t(name)}</span>)}</div>
            {sorted ? sorted.map((source) => <Row key={source.id} source={source} may={may} />) : [0, 1, 2].map((place) => <div key={place} className={css.bones}><Bone width="30%" /><Bone width="60%" height={10} /><Bone width="45%" height={10} /></div>)}
          </div>
        )}
    </div>
  );
}

function Row({ source, may }: { source: Source; may: boolean }) {
  const now = useBusinessNow();
  const { lastRun, budget, permission, nextRuns } = source;
  return (
    <article className={css.source} aria-label={source.name}>
      <div className={css.who}>
        <i className={css.dot} data-level={source.health.level} aria-hidden="true" />
        <span><Link to="/sources/$id" params={{ id: source.id }} dir="auto">{source.name}</Link> <Tag>{source.marketplace}</Tag>{source.openAlerts > 0 && <> <Tag tone="red">{source.openAlerts} {source.openAlerts === 1 ? t('alert') : t('alerts')}</Tag></>}</span>
        <p className={css.health} data-level={source.health.level} title={source.health.text}>{source.health.text}</p>
      </div>
      <div><span className={css.label}>{t('Next runs')}</span>{source.kind === 'list' ? <span className={css.small}>{t('when somebody brings a file')}</span> : <NextRuns runs={nextRuns} cron={source.cron} enabled={source.enabled} />}</div>
      <div>
        <span className={css.label}>{t('Last run and the last good one')}</span>
        {lastRun ? <><Link to="/runs/$id" params={{ id: lastRun.id }} className={css.runLink}><RunState state={lastRun.state} reason={lastRun.reason} /> <span className={css.small} title={exactly(lastRun.businessAt)}>{ago(now - new Date(lastRun.businessAt).getTime())}</span></Link><Versus run={lastRun} good={source.lastGood} /></> : <span className={css.nothing}>{source.kind === 'list' ? t('nothing was taken in yet') : t('never ran')}</span>}
      </div>
      <div className="num">
        <span className={css.label}>{t('Budget, 24 h')}</span>
        {source.kind === 'list' ? <span className={css.small}>{t('no site is asked')}</span> : <>
          <span>{number(budget.usedToday)}</span> <span className={css.small}>{t('of {{pagesPerDay}} pages', { pagesPerDay: number(budget.pagesPerDay) })}</span>
          <div className={css.bar} data-full={budget.usedToday >= budget.pagesPerDay * 0.95 || undefined}><i style={{ width: `${Math.min(100, (budget.usedToday / budget.pagesPerDay) * 100)}%` }} /></div>
        </>}
      </div>
      <div>
        <span className={css.label}>{t('Permission')}</span>
        {permission.state === 'missing' ? <Tag tone="amber">{t('no record')}</Tag> : permission.state === 'review-due' ? <Tag tone="amber">{t('review due')}</Tag> : <Tag tone="green">{t('recorded')}</Tag>}
        {permission.reviewBy && <div className={css.small}>{t('review by {{reviewBy}}', { reviewBy: dayOf(permission.reviewBy) })}</div>}
      </div>
      <div className={css.rowEnd}>{may && <Actions source={source} />}</div>
    </article>
  );
}

/** @param zone on whose clocks they are shown; default: those of who looks. */
export function NextRuns({ runs, cron, enabled, zone }: { runs: Source['nextRuns']; cron: string | null; enabled: boolean; zone?: string }) {
  if (!cron) return <span className={css.small}>{t('when somebody asks')}</span>;
  if (!enabled) return <Tag tone="amber">{t('paused')}</Tag>;
  if (runs.length === 0) return <span className={css.small}>{t('none')}</span>;
  return <ul className={`${css.times} num`}>{runs.map(({ at, skipped }) => <li key={at} data-skipped={skipped || undefined} title={`${exactly(at)}${skipped ? t(', left out') : ''}`}>{zone ? onItsClocks(at, zone) : shortly(at)}{skipped && <span className="unseen"> {t('left out')}</span>}</li>)}</ul>;
}

export function Actions({ source }: { source: Pick<Source, 'id' | 'name' | 'kind' | 'enabled' | 'cron' | 'nextRuns'> }) {
  const { runNow, enable, skip } = useSwitches();
  const { id, name } = source;
  const first = source.nextRuns[0];
  const skipped = source.nextRuns.some((run) => run.skipped);
  if (source.kind === 'list') return <Link to="/imports/new" search={{ list: id }} className={`${css.addLink} ${css.smallButton}`}>{t('Bring a file')}</Link>;
  return (
    <>
      <Button className={css.smallButton} disabled={runNow.isPending} onClick={() => runNow.mutate({ id, name })}>{t('Run now')}</Button>
      <Menu position="bottom-end" width={230}>
        <Menu.Target><button type="button" className={css.iconButton} aria-label={t('More for {{name}}', { name })}><DotsIcon /></button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => enable.mutate({ id, name, enabled: !source.enabled })}>{source.enabled ? t('Pause its schedule') : t('Resume its schedule')}</Menu.Item>
          {skipped
            ? <Menu.Item onClick={() => skip.mutate({ id, name, moment: null })}>{t('Do not skip a run')}</Menu.Item>
            : <Menu.Item disabled={!first} onClick={() => { if (first) skip.mutate({ id, name, moment: first.at }); }}>{first ? t('Skip the run of {{at}}', { at: shortly(first.at) }) : t('Skip the next run')}</Menu.Item>}
          <Menu.Item component={Link} to={`/sources/${id}`}>{t('Open')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
