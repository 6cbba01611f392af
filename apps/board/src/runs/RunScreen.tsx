import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { t } from '../i18n/i18n';
import { useMayOperate } from '../sources/queries';
import css from '../sources/desk.module.css';
import { Bone, Failed, Tag } from '../ui/bits';
import { AlertIcon } from '../ui/icons';
import { exactly, number, shortly } from '../ui/time';
import { Artifacts } from './Artifacts';
import { Decision } from './Decision';
import { Gates } from './Gates';
import { PagesTable } from './PagesTable';
import { run as runQuery } from './queries';
import run from './run.module.css';
import { importOf, kilobytes, percent, RunState, seconds, stateWords, tookMs, type RunDetail } from './words';

/** One run: what became of it, against the last good one, by which gates, page by page. */
export function RunScreen() {
  const { id } = useParams({ from: '/runs/$id' });
  const { data, error, isError, refetch } = useQuery(runQuery(id));
  const may = useMayOperate();
  if (isError && !data) return <Failed what={t('This run')} error={error} retry={() => void refetch()} />;
  if (!data) return <div className={css.page}><Bone width="35%" height={22} /><div className={css.panel}><div className={css.bones}><Bone width="80%" height={34} /><Bone width="60%" /><Bone width="70%" /></div></div></div>;
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/sources">{t('Sources')}</Link><span aria-hidden="true">/</span><Link to="/sources/$id" params={{ id: data.sourceId }} className="cut" dir="auto">{data.source}</Link><span aria-hidden="true">/</span><span className="cut">{t('run of {{queuedAt}}', { queuedAt: shortly(data.queuedAt) })}</span></p>
      <div className={css.head}><h1 dir="auto">{data.source}, {shortly(data.queuedAt)}</h1><RunState state={data.state} />{data.decision && <Tag title={data.decision.note ?? ''}>{data.decision.kind === 'reparsed' ? t('read again') : data.decision.kind}{data.decision.by ? t(' by {{by}}', { by: data.decision.by }) : ''}</Tag>}</div>
      {data.reason && <p className={css.lead}>{data.reason}</p>}
      {data.decision?.note && <p className={css.small}>{t('Note: {{note}}', { note: data.decision.note })}</p>}
      {data.alerts.filter((alert) => !alert.recoveredAt && !(alert.kind === 'quarantined' && data.state === 'quarantined')).map((alert) => <div key={alert.id} className={css.notice} data-tone="amber"><AlertIcon /><div><strong>{alert.text}</strong><span>{t('since {{openedAt}}', { openedAt: exactly(alert.openedAt) })}</span></div></div>)}
      {data.state === 'quarantined' && <Decision run={data} may={may} />}
      <TimeLine run={data} />
      <Figures run={data} />
      {data.gates && <Gates gates={data.gates} />}
      <Artifacts run={data} />
      <Codes run={data} />
      <PagesTable run={data} />
    </div>
  );
}

/** States that a run has left, as what happened then. */
const BEGAN: Record<string, string> = { queued: 'asked for', running: 'began' };

function TimeLine({ run: { states, attempts } }: { run: RunDetail }) {
  return (
    <section className={css.panel} aria-label={t('States')}>
      <ol className={run.line}>
        {states.map(({ state, at, text }, place) => {
          const before = states[place - 1];
          const since = before ? new Date(at).getTime() - new Date(before.at).getTime() : null;
          return (
            <li key={`${state}${at}`} data-tone={stateWords(state).tone}>
              <span className={run.lineHead}><strong>{place < states.length - 1 ? t(BEGAN[state] ?? stateWords(state).text) : t(stateWords(state).text)}</strong>{since !== null && since > 0 && <span className={css.small}>{t('after {{since}}', { since: seconds(since) })}</span>}</span>
              <span className={`${css.small} num`} title={exactly(at)}>{exactly(at)}</span>
              {text && state !== 'quarantined' && <span className={css.small}>{text}</span>}
            </li>
          );
        })}
      </ol>
      {attempts > 0 && <p className={run.attempts}>{t('Its crawler broke {{count}} times and went on where it stood.', { count: attempts })}</p>}
    </section>
  );
}

function Figures({ run: data }: { run: RunDetail }) {
  const good = data.lastGood;
  const imported = importOf(data);
  const rows: Array<[string, string, string | null]> = [
    [t('Items'), data.items === null ? '–' : number(data.items), good && good.items !== null ? number(good.items) : null],
    [t('Field coverage'), data.coverage === null ? '–' : percent(data.coverage), good && good.coverage !== null ? percent(good.coverage) : null],
    [t('Storefronts'), number(data.counts.storefronts ?? 0), good ? number(good.counts.storefronts ?? 0) : null],
    [t('New storefronts'), number(data.counts.newStorefronts ?? 0), good ? number(good.counts.newStorefronts ?? 0) : null],
    [t('Pages'), number(data.pagesTotal), good?.counts.pages === undefined ? null : number(good.counts.pages)],
    [t('Took'), tookMs(data) === null ? '–' : seconds(tookMs(data)!), good && tookMs(good) !== null ? seconds(tookMs(good)!) : null],
  ];
  return (
    <section className={css.panel} aria-label={t('Figures')}>
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{t('Against the last good run')}</h2>{good ? <span className={css.aside}><Link to="/runs/$id" params={{ id: good.id }}>{shortly(good.queuedAt)}</Link></span> : <span className={css.aside}>{t('there is none before this one')}</span>}</div>
        <dl className={run.figures}>{rows.map(([name, now, was]) => <div key={name}><dt>{name}</dt><dd className="num">{now}</dd><dd className={`${css.small} num`}>{was === null ? ' ' : t('was {{was}}', { was })}</dd></div>)}</dl>
        <p className={css.small}>{imported ? <>{t('from a list that was brought:')} <Link to="/imports/$id" params={{ id: imported }}>{t('see the file')}</Link></> : <>{t('{{size}} read', { size: kilobytes(data.bytes) })} · {t('{{count}} retries', { count: data.retries })} · {t('recipe')} <Link to="/recipes/$id" params={{ id: data.recipe.id }}>{data.recipe.id}</Link> {t('version')} <code className={css.code}>{data.recipe.hash.slice(0, 8)}</code></>} · {data.trigger === 'schedule' ? t('by its schedule') : t('asked for by a person')}</p>
      </div>
    </section>
  );
}

/** What the site answered, and why pages were not read. */
function Codes({ run: { codes, reasons, kinds, pagesTotal } }: { run: RunDetail }) {
  const most = Math.max(1, ...codes.map(({ pages }) => pages));
  return (
    <div className={run.two}>
      <section className={css.panel} aria-label={t('Answers')}>
        <div className={css.section}>
          <h2>{t('Answers of the site')}</h2>
          {codes.length === 0 ? <p className={css.nothing}>{t('No page was requested.')}</p> : (
            <ul className={run.codes}>{codes.map(({ status, pages }) => (
              <li key={status ?? 0}><span className="num">{status ?? t('none')}</span><span className={run.track} data-bad={status === null || status >= 400 || undefined}><i style={{ width: `${(pages / most) * 100}%` }} /></span><span className="num">{number(pages)}</span></li>
            ))}</ul>
          )}
          <p className={css.small}>{kinds.map(({ kind, pages, medianMs }) => `${number(pages)} ${kind}${medianMs === null ? '' : `, median ${seconds(medianMs)}`}`).join(' · ') || t('{{pagesTotal}} pages', { pagesTotal })}</p>
        </div>
      </section>
      <section className={css.panel} aria-label={t('Log')}>
        <div className={css.section}>
          <h2>{t('What went otherwise')}</h2>
          {reasons.length === 0 ? <p className={css.nothing}>{t('Every page was read as it came.')}</p> : (
            <ul className={run.log}>{reasons.map(({ state, reason, pages, example }) => <li key={state + reason}><span className="num">{number(pages)} ×</span><span>{reason}<span className={css.noteLine}>{t('{{state}}, for example', { state })} <span className={css.url}>{example}</span></span></span></li>)}</ul>
          )}
        </div>
      </section>
    </div>
  );
}
