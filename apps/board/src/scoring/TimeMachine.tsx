import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, api, type Schemas } from '../api/client';
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
    <section className={css.panel} aria-label="Time machine">
      <form className={css.section} onSubmit={(event) => { event.preventDefault(); if (!running) run.mutate(); }}>
        <div className={css.sectionHead}><h2>Time machine</h2><span className={css.aside}>changes no score</span></div>
        <p className={css.small}>Scores everybody as of twelve past weeks, by what was known on each day and nothing later, and looks at what happened in the days after: of the fifty on top, how many came?</p>
        {may && (
          <div className={tm.ask}>
            <label>Success is who <select value={outcome} onChange={(event) => setOutcome(event.target.value as Replay['outcome'])}><option value="accept">said yes</option><option value="answer">said yes or wrote back</option></select></label>
            <label>within <select value={days} onChange={(event) => setDays(Number(event.target.value))}>{[14, 30, 60, 90].map((of) => <option key={of} value={of}>{of} days</option>)}</select></label>
            <Button type="submit" disabled={running || sumOf(model.weights) !== 100}>{running ? 'Under way…' : 'Try these weights on the past'}</Button>
            {sumOf(model.weights) !== 100 && <span className={css.small}>The weights must add up to 100.</span>}
          </div>
        )}
        {(error ?? run.error) && <p className={css.error} role="alert">{(error ?? run.error)!.message}</p>}
        {data?.length === 0 && <p className={css.nothing}>Nothing was tried yet. It takes rankings of some weeks and people who answered.</p>}
        {data && data.length > 1 && <label className={tm.which}>Tried <select value={replay?.id} onChange={(event) => setShown(event.target.value)}>{data.map((one) => <option key={one.id} value={one.id}>{shortly(one.requestedAt)}{one.requestedBy ? ` by ${one.requestedBy}` : ''}</option>)}</select></label>}
      </form>
      {replay && <Result replay={replay} current={model} signals={signals} take={take} />}
    </section>
  );
}

function Result({ replay, current, signals, take }: { replay: Replay; current: Model; signals: Schemas['ScoreModelDesk']['signals']; take: ((weights: Weights) => void) | undefined }) {
  if (replay.state === 'failed') return <div className={css.section}><p className={css.error} role="alert">{replay.error ?? 'It could not be finished. Try again.'}</p></div>;
  if (replay.state !== 'done' && replay.cutoffs.length === 0) return <div className={css.section}><Progress replay={replay} /></div>;
  const nobody = replay.cutoffs.every((one) => one.tried.candidates === 0);
  const other = !same({ ...current, weights: { ...replay.weights } as Weights }, current);
  return (
    <>
      <div className={css.section}>
        {replay.state !== 'done' && <Progress replay={replay} />}
        {other && <p className={css.small}>These figures are of other weights than those above.</p>}
        {nobody ? <p className={css.nothing}>Nobody had been seen yet on those days: the past begins with the first accepted run.</p> : (
          <table className={`${own.counts} ${tm.rates}`}>
            <caption className="unseen">Of the fifty on top, who {OUTCOME[replay.outcome]} within {replay.horizonDays} days</caption>
            <thead><tr><th>Of the top fifty on {replay.cutoffs.length} days</th><th>{OUTCOME[replay.outcome]}</th><th>95 % between</th><th>against chance</th></tr></thead>
            <tbody><Rate name="Tried weights" rate={replay.tried} /><Rate name={`v${replay.publishedVersion} in force then`} rate={replay.published} /></tbody>
          </table>
        )}
        {!nobody && replay.tried.lift === null && <p className={css.small}>Nobody {OUTCOME[replay.outcome]} in those weeks: there is nothing yet to tell models apart by.</p>}
      </div>
      {!nobody && <div className={css.section}><Days replay={replay} /></div>}
      {!nobody && replay.cutoffs[0]!.disagreements.length > 0 && <div className={css.section}><Disagreements cutoff={replay.cutoffs[0]!} /></div>}
      {replay.suggestion && <div className={css.section}><Learned replay={replay} signals={signals} take={take} /></div>}
    </>
  );
}

const Progress = ({ replay }: { replay: Replay }) => (
  <p className={css.small} role="status"><progress className={own.progress} value={replay.done} max={replay.weeks} aria-label="Days looked at" /> {replay.done} of {replay.weeks} days looked at. It goes on without you.</p>
);

function Rate({ name, rate }: { name: string; rate: Summary }) {
  return <tr><td>{name}</td><td className="num"><strong>{share(rate.precision)}</strong> <small>{number(rate.hits)} of {number(rate.of)}</small></td><td className="num">{rate.low === null ? '–' : `${share(rate.low)} and ${share(rate.high)}`}</td><td className="num">{rate.lift === null ? '–' : `${rate.lift.toFixed(1)} ×`}</td></tr>;
}

function Days({ replay }: { replay: Replay }) {
  return (
    <details className={tm.more}><summary>Day by day ({replay.cutoffs.length})</summary>
      <div className={css.scroll} tabIndex={0} role="region" aria-label="Day by day"><table className={`${css.table} ${tm.days}`}>
        <thead><tr><th>As of</th><th data-end>Candidates</th><th data-end>Of them came</th><th data-end>Tried: top 50</th><th data-end>In force: top 50</th><th data-end>In both tops</th></tr></thead>
        <tbody>{replay.cutoffs.map((one) => <tr key={one.asOf}><td>{dayOf(one.asOf)}</td><td data-end className="num">{number(one.tried.candidates)}</td><td data-end className="num">{number(one.tried.positives)}</td><td data-end className="num">{one.tried.hits} of {one.tried.of}</td><td data-end className="num">{one.published.hits} of {one.published.of}</td><td data-end className="num">{one.overlap}</td></tr>)}</tbody>
      </table></div>
    </details>
  );
}

function Disagreements({ cutoff }: { cutoff: Replay['cutoffs'][number] }) {
  return (
    <details className={tm.more}><summary>Where the two disagree on {dayOf(cutoff.asOf)} ({cutoff.disagreements.length})</summary>
      <ul className={tm.list}>{cutoff.disagreements.map((one) => (
        <li key={one.merchantId}><Link to="/merchants/$id" params={{ id: one.merchantId }} className="cut" dir="auto" title={one.name}>{one.name}</Link><span className={`${own.places} num`}>tried {one.triedRank ? `#${one.triedRank}` : 'ruled out'}, in force {one.publishedRank ? `#${one.publishedRank}` : 'ruled out'}</span>{one.came ? <Tag tone="green">came</Tag> : <Tag>did not</Tag>}</li>
      ))}</ul>
    </details>
  );
}

function Learned({ replay, signals, take }: { replay: Replay; signals: Schemas['ScoreModelDesk']['signals']; take: ((weights: Weights) => void) | undefined }) {
  const { weights, why, odds, calibration, calibrationError } = replay.suggestion!;
  return (
    <>
      <div className={css.sectionHead}><h3 className={own.small}>What the outcomes suggest</h3><span className={css.aside}>shown, never applied by itself</span></div>
      <p className={css.small}>{why}</p>
      {weights && (
        <>
          <table className={own.counts}>
            <thead><tr><th>Signal</th><th>suggested</th><th>tried</th><th>odds of a yes</th></tr></thead>
            <tbody>{signals.map(({ signal, label }) => <tr key={signal} data-zero={!weights[signal] || undefined}><td>{label}</td><td className="num"><strong>{weights[signal] ?? 0}</strong></td><td className="num">{replay.weights[signal] ?? 0}</td><td className="num">{odds[signal] === undefined ? '–' : `${odds[signal]} ×`}</td></tr>)}</tbody>
          </table>
          <p className={css.small}>Odds: a full share against none, all else equal. A signal that counts against a yes gets nothing, because a score only adds.</p>
          {calibrationError !== null && <details className={tm.more}><summary>Does it foretell what comes? It is off by {share(calibrationError)} on days it did not learn from</summary>
            <table className={own.counts}><thead><tr><th>Group</th><th>foretold</th><th>came</th></tr></thead><tbody>{calibration.map((bin, at) => <tr key={at}><td>{at + 1}</td><td className="num">{share(bin.foretold)}</td><td className="num">{share(bin.came / bin.of)} <small>{bin.came} of {bin.of}</small></td></tr>)}</tbody></table>
          </details>}
          {take && <div><Button onClick={() => take(weights as Weights)}>Put these weights into the editor</Button></div>}
        </>
      )}
    </>
  );
}
