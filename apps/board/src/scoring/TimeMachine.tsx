import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, api, type Schemas } from '../api/client';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Button, Tag } from '../ui/bits';
import { dayOf, number, shortly } from '../ui/time';
import { same, sumOf, useMayModel, type Model, type Weights } from './queries';
import own from './scoring.module.css';
import tm from './timemachine.module.css';

type Replay = Schemas['ScoreReplay'];
type Summary = Schemas['ScoreReplay']['tried'];

const busy = (replays: readonly Replay[] | undefined): boolean => replays?.some(({ state }) => state === 'waiting' || state === 'running') ?? false;
const replays = queryOptions({
  queryKey: ['scoring', 'replays'], queryFn: async ({ signal }) => (await answered(api.GET('/api/scoring/replays', { signal }))).replays,
  refetchInterval: (query) => (busy(query.state.data) ? 1500 : false),
});
const OUTCOME: Record<Replay['outcome'], string> = { accept: 'said yes', answer: 'said yes or wrote back' };
const share = (value: number | null): string => (value === null ? '–' : `${(value * 100).toFixed(1)} %`);

/** A model tried on past days: who it would have put on top by what was known then, and what came of it. */
export function TimeMachine({ model, signals, take }: { model: Model; signals: Schemas['ScoreModelDesk']['signals']; take: ((weights: Weights) => void) | undefined }) {
  const client = useQueryClient();
  const may = useMayModel();
  const { data, error } = useQuery(replays);
  const [outcome, setOutcome] = useState<Replay['outcome']>('accept');
  const [days, setDays] = useState(60);
  const [shown, setShown] = useState<string | null>(null);
  const run = useMutation({
    mutationFn: () => answered(api.POST('/api/scoring/replays', { body: { ...model, outcome, horizonDays: days, weeks: 12 } as never })),
    onSuccess: async (replay) => { setShown(replay.id); await client.invalidateQueries({ queryKey: ['scoring', 'replays'] }); },
  });
  const replay = data?.find(({ id }) => id === shown) ?? data?.[0];
  const running = busy(data) || run.isPending;
  return (
    <section className={css.panel} aria-label={t('Time machine')}>
      <form className={css.section} onSubmit={(event) => { event.preventDefault(); if (!running) run.mutate(); }}>
        <div className={css.sectionHead}><h2>{t('Time machine')}</h2><span className={css.aside}>{t('changes no score')}</span></div>
        <p className={css.small}>{t('Scores everybody as of twelve past weeks, by what was known on each day and nothing later, and looks at what happened in the days after: of the fifty on top, how many came?')}</p>
        {may && (
          <div className={tm.ask}>
            <label>{t('Success is who')} <select value={outcome} onChange={(event) => setOutcome(event.target.value as Replay['outcome'])}><option value="accept">{t('said yes')}</option><option value="answer">{t('said yes or wrote back')}</option></select></label>
            <label>{t('within')} <select value={days} onChange={(event) => setDays(Number(event.target.value))}>{[14, 30, 60, 90].map((of) => <option key={of} value={of}>{t('{{of}} days', { of })}</option>)}</select></label>
            <Button type="submit" disabled={running || sumOf(model.weights) !== 100}>{running ? t('Under way…') : t('Try these weights on the past')}</Button>
            {sumOf(model.weights) !== 100 && <span className={css.small}>{t('The weights must add up to 100.')}</span>}
          </div>
        )}
        {(error ?? run.error) && <p className={css.error} role="alert">{(error ?? run.error)!.message}</p>}
        {data?.length === 0 && <p className={css.nothing}>{t('Nothing was tried yet. It takes rankings of some weeks and people who answered.')}</p>}
        {data && data.length > 1 && <label className={tm.which}>{t('Tried')} <select value={replay?.id} onChange={(event) => setShown(event.target.value)}>{data.map((one) => <option key={one.id} value={one.id}>{shortly(one.requestedAt)}{one.requestedBy ? t(' by {{requestedBy}}', { requestedBy: one.requestedBy }) : ''}</option>)}</select></label>}
      </form>
      {replay && <Result replay={replay} current={model} signals={signals} take={take} />}
    </section>
  );
}

function Result({ replay, current, signals, take }: { replay: Replay; current: Model; signals: Schemas['ScoreModelDesk']['signals']; take: ((weights: Weights) => void) | undefined }) {
  if (replay.state === 'failed') return <div className={css.section}><p className={css.error} role="alert">{replay.error ?? t('It could not be finished. Try again.')}</p></div>;
  if (replay.state !== 'done' && replay.cutoffs.length === 0) return <div className={css.section}><Progress replay={replay} /></div>;
  const nobody = replay.cutoffs.every((one) => one.tried.candidates === 0);
  const other = !same({ ...current, weights: { ...replay.weights } as Weights }, current);
  return (
    <>
      <div className={css.section}>
        {replay.state !== 'done' && <Progress replay={replay} />}
        {other && <p className={css.small}>{t('These figures are of other weights than those above.')}</p>}
        {nobody ? <p className={css.nothing}>{t('Nobody had been seen yet on those days: the past begins with the first accepted run.')}</p> : (
          <table className={`${own.counts} ${tm.rates}`}>
            <caption className="unseen">{t('Of the fifty on top, who {{did}} within {{horizonDays}} days', { did: t(OUTCOME[replay.outcome]), horizonDays: replay.horizonDays })}</caption>
            <thead><tr><th>{t('Of the top fifty on {{cutoffs}} days', { cutoffs: replay.cutoffs.length })}</th><th>{t(OUTCOME[replay.outcome])}</th><th>{t('95 % between')}</th><th>{t('against chance')}</th></tr></thead>
            <tbody><Rate name="Tried weights" rate={replay.tried} /><Rate name={t('v{{version}} in force then', { version: replay.publishedVersion })} rate={replay.published} /></tbody>
          </table>
        )}
        {!nobody && replay.tried.lift === null && <p className={css.small}>{t('Nobody {{value}} in those weeks: there is nothing yet to tell models apart by.', { value: OUTCOME[replay.outcome] })}</p>}
      </div>
      {!nobody && <div className={css.section}><Days replay={replay} /></div>}
      {!nobody && replay.cutoffs[0]!.disagreements.length > 0 && <div className={css.section}><Disagreements cutoff={replay.cutoffs[0]!} /></div>}
      {replay.suggestion && <div className={css.section}><Learned replay={replay} signals={signals} take={take} /></div>}
    </>
  );
}

const Progress = ({ replay }: { replay: Replay }) => (
  <p className={css.small} role="status"><progress className={own.progress} value={replay.done} max={replay.weeks} aria-label={t('Days looked at')} /> {t('{{done}} of {{weeks}} days looked at. It goes on without you.', { done: replay.done, weeks: replay.weeks })}</p>
);

function Rate({ name, rate }: { name: string; rate: Summary }) {
  return <tr><td>{name}</td><td className="num"><strong>{share(rate.precision)}</strong> <small>{t('{{hits}} of {{of}}', { hits: number(rate.hits), of: number(rate.of) })}</small></td><td className="num">{rate.low === null ? '–' : t('{{low}} and {{high}}', { low: share(rate.low), high: share(rate.high) })}</td><td className="num">{rate.lift === null ? '–' : `${rate.lift.toFixed(1)} ×`}</td></tr>;
}

function Days({ replay }: { replay: Replay }) {
  return (
    <details className={tm.more}><summary>{t('Day by day ({{cutoffs}})', { cutoffs: replay.cutoffs.length })}</summary>
      <div className={css.scroll} tabIndex={0} role="region" aria-label={t('Day by day')}><table className={`${css.table} ${tm.days}`}>
        <thead><tr><th>{t('As of')}</th><th data-end>{t('Candidates')}</th><th data-end>{t('Of them came')}</th><th data-end>{t('Tried: top 50')}</th><th data-end>{t('In force: top 50')}</th><th data-end>{t('In both tops')}</th></tr></thead>
        <tbody>{replay.cutoffs.map((one) => <tr key={one.asOf}><td>{dayOf(one.asOf)}</td><td data-end className="num">{number(one.tried.candidates)}</td><td data-end className="num">{number(one.tried.positives)}</td><td data-end className="num">{t('{{hits}} of {{of}}', { hits: one.tried.hits, of: one.tried.of })}</td><td data-end className="num">{t('{{hits}} of {{of}}', { hits: one.published.hits, of: one.published.of })}</td><td data-end className="num">{one.overlap}</td></tr>)}</tbody>
      </table></div>
    </details>
  );
}

function Disagreements({ cutoff }: { cutoff: Replay['cutoffs'][number] }) {
  return (
    <details className={tm.more}><summary>{t('Where the two disagree on {{asOf}} ({{disagreements}})', { asOf: dayOf(cutoff.asOf), disagreements: cutoff.disagreements.length })}</summary>
      <ul className={tm.list}>{cutoff.disagreements.map((one) => (
        <li key={one.merchantId}><Link to="/merchants/$id" params={{ id: one.merchantId }} className="cut" dir="auto" title={one.name}>{one.name}</Link><span className={`${own.places} num`}>{t('tried {{tried}}, in force {{published}}', { tried: one.triedRank ? `#${one.triedRank}` : t('ruled out'), published: one.publishedRank ? `#${one.publishedRank}` : t('ruled out') })}</span>{one.came ? <Tag tone="green">{t('came')}</Tag> : <Tag>{t('did not')}</Tag>}</li>
      ))}</ul>
    </details>
  );
}

function Learned({ replay, signals, take }: { replay: Replay; signals: Schemas['ScoreModelDesk']['signals']; take: ((weights: Weights) => void) | undefined }) {
  const { weights, why, odds, calibration, calibrationError } = replay.suggestion!;
  return (
    <>
      <div className={css.sectionHead}><h3 className={own.small}>{t('What the outcomes suggest')}</h3><span className={css.aside}>{t('shown, never applied by itself')}</span></div>
      <p className={css.small}>{why}</p>
      {weights && (
        <>
          <table className={own.counts}>
            <thead><tr><th>{t('Signal')}</th><th>{t('suggested')}</th><th>{t('tried')}</th><th>{t('odds of a yes')}</th></tr></thead>
            <tbody>{signals.map(({ signal, label }) => <tr key={signal} data-zero={!weights[signal] || undefined}><td>{label}</td><td className="num"><strong>{weights[signal] ?? 0}</strong></td><td className="num">{replay.weights[signal] ?? 0}</td><td className="num">{odds[signal] === undefined ? '–' : `${odds[signal]} ×`}</td></tr>)}</tbody>
          </table>
          <p className={css.small}>{t('Odds: a full share against none, all else equal. A signal that counts against a yes gets nothing, because a score only adds.')}</p>
          {calibrationError !== null && <details className={tm.more}><summary>{t('Does it foretell what comes? It is off by {{calibrationError}} on days it did not learn from', { calibrationError: share(calibrationError) })}</summary>
            <table className={own.counts}><thead><tr><th>{t('Group')}</th><th>{t('foretold')}</th><th>{t('came')}</th></tr></thead><tbody>{calibration.map((bin, at) => <tr key={at}><td>{at + 1}</td><td className="num">{share(bin.foretold)}</td><td className="num">{share(bin.came / bin.of)} <small>{t('{{came}} of {{of}}', { came: bin.came, of: bin.of })}</small></td></tr>)}</tbody></table>
          </details>}
          {take && <div><Button onClick={() => take(weights as Weights)}>{t('Put these weights into the editor')}</Button></div>}
        </>
      )}
    </>
  );
}
