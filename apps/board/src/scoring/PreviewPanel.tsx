import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { locale, t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Bone, Score } from '../ui/bits';
import { number } from '../ui/time';
import { preview as previewQuery, type Model, type Move, type Preview } from './queries';
import own from './scoring.module.css';

const GATE: Record<string, string> = {
  'prohibited-category': 'Category not taken', suppressed: 'Opted out or blocked', 'already-selling-with-us': 'Sells with us already', 'rating-too-low': 'Rating too low', 'too-few-ratings': 'Too few ratings', 'country-not-served': 'Country not served',
};

/** Who would enter and leave the top, worked out as the weights move. */
export function PreviewPanel({ model, waiting, valid, changed, most }: { model: Model; waiting: boolean; valid: boolean; changed: boolean; most: number }) {
  const { data, error, isFetching } = useQuery(previewQuery(model, valid));
  const busy = valid && (waiting || isFetching);
  return (
    <section className={css.panel} aria-label={t('Preview')} aria-busy={busy}>
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{t('What it would change')}</h2><span className={css.aside}>{data ? (data.merchants < data.all ? t('best {{n}} of {{all}} merchants, {{ms}} ms', { n: number(data.merchants), all: number(data.all), ms: number(data.ms) }) : t('{{all}} merchants, {{ms}} ms', { all: number(data.all), ms: number(data.ms) })) : t('up to {{most}} merchants', { most: number(most) })}</span></div>
        {!valid && <p className={own.hold}>{t('The weights must add up to 100.')} {data ? t('Below is the last model that did.') : ''}</p>}
        {error && valid && <p className={css.error} role="alert">{error.message}</p>}
        {!data && !error && valid && <div className={own.previewBones}><Bone height={56} /><Bone height={160} /></div>}
        {data && <div data-stale={busy || !valid || undefined} className={own.result}>
          {data.all === 0 ? <p className={css.nothing}>{t('Nobody is scored yet. After the first run of a source the preview compares who is there.')}</p> : <Figures data={data} changed={changed} />}
        </div>}
      </div>
      {data && data.all > 0 && <div className={own.result} data-stale={busy || !valid || undefined}>
        <div className={`${css.section} ${own.ruled}`}><div className={own.moves}><Moves title={t('Enter the top')} moves={data.entering} empty={t('Nobody enters.')} /><Moves title={t('Leave the top')} moves={data.leaving} empty={t('Nobody leaves.')} /></div></div>
        <div className={`${css.section} ${own.ruled}`}><Histogram data={data} /></div>
        <div className={`${css.section} ${own.ruled}`}><GateCounts data={data} /></div>
      </div>}
    </section>
  );
}

function Figures({ data, changed }: { data: Preview; changed: boolean }) {
  return (
    <>
      <dl className={own.figures}>
        <div><dt>{t('Top {{top}} that stays', { top: data.top })}</dt><dd className="num">{data.overlap} %</dd></div>
        <div><dt>{t('Enter / leave')}</dt><dd className="num">{data.entering.length} / {data.leaving.length}</dd></div>
        <div><dt>{t('Places moved, mean')}</dt><dd className="num">{data.meanMove.toLocaleString(locale())}</dd></div>
        <div><dt>{t('Scores up / down')}</dt><dd className="num">{number(data.scoresUp)} / {number(data.scoresDown)}</dd></div>
      </dl>
      {!changed && <p className={css.small}>{t('This is the model in force. Move a weight to see who would enter and leave.')}</p>}
    </>
  );
}

function Moves({ title, moves, empty }: { title: string; moves: readonly Move[]; empty: string }) {
  return (
    <div>
      <h3 className={own.small}>{title} <span className="num">{moves.length}</span></h3>
      {moves.length === 0 ? <p className={css.nothing}>{empty}</p> : (
        <ol className={own.list} tabIndex={moves.length > 6 ? 0 : undefined} aria-label={title}>
          {moves.map((move) => (
            <li key={move.merchantId}>
              <Score value={move.to} />
              <Link to="/merchants/$id" params={{ id: move.merchantId }} className="cut" dir="auto" title={move.name}>{move.name}</Link>
              <span className={`${own.places} num`}>{move.fromRank ? `#${number(move.fromRank)}` : t('ruled out')} → {move.toRank ? `#${number(move.toRank)}` : t('ruled out')}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** Who passes, by ten points, before and after. */
function Histogram({ data }: { data: Preview }) {
  const { before, after } = data.histogram;
  const most = Math.max(1, ...before, ...after);
  return (
    <div>
      <h3 className={own.small}>{t('Scores of who passes')} <span className={css.aside}>{t('grey now, green by this model')}</span></h3>
      <table className={own.histogram}>
        <caption className="unseen">{t('Merchants that pass, by score, now and by this model')}</caption>
        <tbody>
          <tr>{before.map((count, at) => (
            <td key={at} title={t('{{at}}–{{value}}: {{count}} now, {{value2}} by this model', { at: at * 10, value: at === 9 ? 100 : at * 10 + 9, count: number(count), value2: number(after[at]!) })}>
              <span className="unseen">{t('{{at}} and more: {{count}} now, {{value}} then', { at: at * 10, count, value: after[at] ?? 0 })}</span>
              <i style={{ height: `${(count / most) * 100}%` }} /><b style={{ height: `${(after[at]! / most) * 100}%` }} />
            </td>
          ))}</tr>
          <tr aria-hidden="true">{before.map((_, at) => <td key={at} className="num">{at * 10}</td>)}</tr>
        </tbody>
      </table>
    </div>
  );
}

function GateCounts({ data }: { data: Preview }) {
  return (
    <table className={own.counts}>
      <caption className="unseen">{t('Merchants ruled out')}</caption>
      <thead><tr><th>{t('Ruled out by')}</th><th>{t('now')}</th><th>{t('then')}</th></tr></thead>
      <tbody>
        {data.gates.map((gate) => <tr key={gate.code} data-zero={(gate.before === 0 && gate.after === 0) || undefined}><td>{t(GATE[gate.code] ?? gate.code)}</td><td className="num">{number(gate.before)}</td><td className="num" data-changed={gate.after !== gate.before || undefined}>{number(gate.after)}</td></tr>)}
        <tr className={own.total}><td>{t('Nothing stands against')}</td><td className="num">{number(data.passing.before)}</td><td className="num" data-changed={data.passing.after !== data.passing.before || undefined}>{number(data.passing.after)}</td></tr>
      </tbody>
    </table>
  );
}
