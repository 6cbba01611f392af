import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../api/client';
import { runs as runsQuery, sources as sourcesQuery } from '../api/queries';
import { Bone, Empty, Failed, Tag } from '../ui/bits';
import { SourceIcon } from '../ui/icons';
import { ago, exactly, number, shortly, useBusinessNow } from '../ui/time';
import css from './SourcesScreen.module.css';

type Run = Schemas['Run'];
const STATE: Record<string, { text: string; tone?: 'green' | 'red' | 'amber' }> = {
  ok: { text: 'ok', tone: 'green' }, failed: { text: 'failed', tone: 'red' }, quarantined: { text: 'waits for a person', tone: 'amber' },
  queued: { text: 'queued' }, running: { text: 'running' }, crawled: { text: 'being checked' },
};
const State = ({ run }: { run: Run }) => <Tag tone={STATE[run.state]?.tone} {...(run.reason ? { title: run.reason } : {})}>{STATE[run.state]?.text ?? run.state}</Tag>;
const took = (run: Run): string => (run.startedAt && run.finishedAt ? seconds(new Date(run.finishedAt).getTime() - new Date(run.startedAt).getTime()) : '–');
const seconds = (ms: number): string => (ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`);
const figures = (run: Run): string => Object.entries(run.counts).filter(([, value]) => value > 0).slice(0, 4).map(([name, value]) => `${number(value)} ${words(name)}`).join(' · ') || '–';
const words = (name: string): string => name.replace(/([A-Z])/g, ' $1').replaceAll('_', ' ').toLowerCase();

/** What is crawled and how it went. Read only. */
export function SourcesScreen() {
  const sources = useQuery(sourcesQuery);
  const runs = useQuery(runsQuery);
  const now = useBusinessNow();
  if (sources.isError && !sources.data) return <Failed what="The sources" error={sources.error} retry={() => void sources.refetch()} />;
  return (
    <div className={css.page}>
      <h1>Sources</h1>
      {!sources.data ? <div className={css.panel}>{[0, 1].map((place) => <div key={place} className={css.source}><Bone width="30%" /><Bone width="60%" height={10} /></div>)}</div>
        : sources.data.length === 0 ? <Empty icon={<SourceIcon />} title="No source yet">A source is a marketplace's public list that Beckon reads on a schedule. Add one with <code>npx beckon crawl</code>; the leads follow by themselves.</Empty>
          : (
            <div className={css.panel}>
              {sources.data.map((source) => (
                <article key={source.id} className={css.source}>
                  <div className={css.sourceHead}><h2 className="cut">{source.name}</h2><Tag>{source.marketplace}</Tag>{!source.enabled && <Tag tone="amber">paused</Tag>}{source.lastRun ? <State run={source.lastRun} /> : <Tag>never ran</Tag>}</div>
                  <p className={css.line}>{number(source.storefronts)} storefronts · recipe {source.recipe} · {source.cron ? <>runs at <code>{source.cron}</code> ({source.zone})</> : 'runs when somebody asks'}</p>
                  {source.lastRun && <p className={css.line}>Last run {ago(now - new Date(source.lastRun.businessAt).getTime())}: {figures(source.lastRun)}{source.lastRun.reason && <span className={css.reason}>{source.lastRun.reason}</span>}</p>}
                </article>
              ))}
            </div>
          )}
      {runs.data && runs.data.length > 0 && (
        <>
          <h2>Latest runs</h2>
          <div className={css.panel}>
            <table className={css.table}>
              <thead><tr><th>Source</th><th>For</th><th>State</th><th>Figures</th><th>Took</th></tr></thead>
              <tbody>{runs.data.map((run) => (
                <tr key={run.id}><td className="cut">{run.source}</td><td className="num" title={`${exactly(run.businessAt)}, ${run.trigger === 'schedule' ? 'by its schedule' : 'asked for by a person'}`}>{shortly(run.businessAt)}</td><td><State run={run} /></td><td className={`${css.figures} num`}>{run.reason ?? figures(run)}</td><td className="num">{took(run)}</td></tr>
              ))}</tbody>
            </table>
          </div>
        </>
      )}
    </div>
  );
}
