import { useQuery } from '@tanstack/react-query';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Failed } from '../ui/bits';
import { number, shortly } from '../ui/time';
import { passes as passesQuery, type Pass } from './queries';
import own from './scoring.module.css';

const STAGE: Record<Pass['stage'], { doing: string; of: string }> = {
  locating: { doing: 'finding what moved', of: '' }, cells: { doing: 'comparing sellers', of: 'cells' }, merchants: { doing: 'scoring merchants', of: 'merchants' }, scores: { doing: 'scoring everybody', of: 'merchants' },
};

/** One small line while scores are being made; nothing while they rest. */
export function PassLine() {
  const { data } = useQuery(passesQuery);
  const pass = data?.find(({ state }) => state === 'running') ?? data?.find(({ state }) => state === 'waiting');
  if (!pass) return null;
  return (
    <span className={own.passLine} role="status">
      {pass.state === 'waiting' ? t('a pass waits') : <>{t(STAGE[pass.stage].doing)}{pass.total > 0 && <> <progress className={own.progress} value={pass.done} max={pass.total} aria-label={t(STAGE[pass.stage].doing)} /> <span className="num">{t('{{done}} of {{total}}', { done: number(pass.done), total: number(pass.total) })}</span></>}</>}
    </span>
  );
}

export function Passes() {
  const { data, error, isError, refetch } = useQuery(passesQuery);
  if (isError && !data) return <Failed what={t('The scoring passes')} error={error} retry={() => void refetch()} />;
  return (
    <section className={css.panel} aria-label={t('Scoring passes')}>
      <div className={css.section}><div className={css.sectionHead}><h2>{t('Scoring passes')}</h2><span className={css.aside}>{t('one that dies goes on where it stood')}</span></div>
        {data?.length === 0 && <p className={css.nothing}>{t('None yet. The first run of a source brings one.')}</p>}
      </div>
      {data && data.length > 0 && (
        <div className={css.scroll} tabIndex={0} role="group" aria-label={t('Table of passes')}>
          <table className={`${css.table} ${own.passes}`}>
            <thead><tr><th>{t('Why')}</th><th>{t('State')}</th><th data-end>{t('Looked at')}</th><th data-end>{t('Scores moved')}</th><th data-end>{t('Took')}</th><th data-end>{t('Asked for')}</th></tr></thead>
            <tbody>{data.map((pass) => (
              <tr key={pass.id}>
                <td className={css.wide}>{pass.reason.replace(/^run [0-9a-f-]{36} was resolved$/, t('a run was accepted'))}</td>
                <td className={own.nowrap}>{pass.state === 'running' ? `${t(STAGE[pass.stage].doing)}${pass.total > 0 ? `: ${t('{{done}} of {{total}}', { done: number(pass.done), total: number(pass.total) })}` : ''}` : t(pass.state)}</td>
                <td data-end className="num">{pass.merchants === null ? '' : number(pass.merchants)}</td>
                <td data-end className="num">{pass.changed === null ? '' : number(pass.changed)}</td>
                <td data-end className="num">{pass.startedAt && pass.finishedAt ? took(new Date(pass.finishedAt).getTime() - new Date(pass.startedAt).getTime()) : ''}</td>
                <td data-end className="num">{shortly(pass.requestedAt)}</td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const took = (ms: number): string => (ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : ms < 90_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`);
