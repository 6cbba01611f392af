import type { Schemas } from '../api/client';
import { locale, t } from '../i18n/i18n';
import { Tag } from '../ui/bits';
import { number } from '../ui/time';
import css from '../sources/desk.module.css';

export type Run = Schemas['Run'];
export type RunDetail = Schemas['RunDetail'];
type Tone = 'green' | 'red' | 'amber' | undefined;

/** Every state of a run in words. Amber waits for a person, red is stopped. */
export const STATES: Record<Run['state'], { text: string; tone: Tone }> = {
  queued: { text: 'waits its turn', tone: undefined }, running: { text: 'running', tone: undefined }, crawled: { text: 'being checked', tone: undefined },
  ok: { text: 'ok', tone: 'green' }, ok_with_warnings: { text: 'ok, with warnings', tone: 'amber' }, quarantined: { text: 'in quarantine', tone: 'amber' },
  blocked: { text: 'blocked by the site', tone: 'red' }, stopped_by_robots: { text: 'stopped by robots.txt', tone: 'red' }, failed: { text: 'failed', tone: 'red' },
  timed_out: { text: 'took too long', tone: 'red' }, cancelled: { text: 'cancelled', tone: undefined }, missed: { text: 'missed', tone: 'red' },
};
export const stateWords = (state: string): { text: string; tone: Tone } => STATES[state as Run['state']] ?? { text: state, tone: undefined };
/** The import that a run was made of: such a run asked no site. Null for a crawl. */
export const importOf = (run: Pick<Run, 'occasion'>): string | null => /^import ([0-9a-f-]{36})$/.exec(run.occasion)?.[1] ?? null;
export const isUnderWay = (state: Run['state']): boolean => state === 'queued' || state === 'running' || state === 'crawled';

export function RunState({ state, reason }: { state: string; reason?: string | null }) {
  const { text, tone } = stateWords(state);
  return <Tag tone={tone} {...(reason ? { title: reason } : {})}>{t(text)}</Tag>;
}

export const tookMs = (run: Run): number | null => (run.startedAt && run.finishedAt ? new Date(run.finishedAt).getTime() - new Date(run.startedAt).getTime() : null);
export const seconds = (ms: number): string => (ms < 950 ? `${Math.round(ms)} ms` : ms < 90_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`);
export const percent = (share: number): string => `${(share * 100).toLocaleString(locale(), { maximumFractionDigits: share > 0.99 && share < 1 ? 1 : 0 })} %`;
export const kilobytes = (bytes: number): string => (bytes < 1024 ? `${bytes} B` : bytes < 1_000_000 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`);

/** Items, coverage and time of a run, each beside those of the last good one; what fell is marked. */
export function Versus({ run, good }: { run: Run; good: Run | null }) {
  const took = tookMs(run);
  const usual = good && tookMs(good);
  return (
    <dl className={css.versus}>
      <Figure name="items" value={run.items} was={good?.items} show={number} worse={(now, was) => now < was * 0.9} change />
      <Figure name="coverage" value={run.coverage} was={good?.coverage} show={percent} worse={(now, was) => now < was - 0.02} />
      <Figure name="took" value={took} was={usual} show={seconds} worse={(now, was) => now > was * 3 && now > 60_000} />
    </dl>
  );
}

function Figure({ name, value, was, show, worse, change = false }: { name: string; value: number | null; was: number | null | undefined; show: (value: number) => string; worse: (now: number, was: number) => boolean; change?: boolean }) {
  if (value === null) return <div><dt>{name}</dt><dd>–</dd></div>;
  const known = was !== null && was !== undefined;
  const moved = known && change && was > 0 ? Math.round((value / was - 1) * 100) : 0;
  return (
    <div>
      <dt>{name}</dt>
      <dd><span className={known && worse(value, was) ? css.worse : undefined}>{show(value)}{moved ? ` (${moved > 0 ? '+' : '−'}${Math.abs(moved)} %)` : ''}</span>{known && <small> {t('was {{was}}', { was: show(was) })}</small>}</dd>
    </div>
  );
}
