import { Tag } from '../ui/bits';
import { exactly, number } from '../ui/time';
import css from './desk.module.css';
import { lineDiff } from './line-diff';
import type { SourceDetail } from './queries';

/** What robots.txt says, what changed in it, and what it kept us from reading. */
export function Robots({ source: { robots, forbidden, host } }: { source: SourceDetail }) {
  return (
    <div className={css.panel}>
      <section className={css.section}>
        <div className={css.sectionHead}><h2>Pages it forbade</h2><span className={css.aside}>last 90 days; none of them was requested</span></div>
        {forbidden.length === 0 ? <p className={css.nothing}>No rule has kept a page from being read.</p> : (
          <div className={css.scroll}>
            <table className={`${css.table} ${css.stack}`}>
              <thead><tr><th>Rule</th><th data-end>Pages</th><th>For example</th></tr></thead>
              <tbody>{forbidden.map(({ rule, pages, example }) => <tr key={rule}><td className={css.wide}><code className={css.code}>{rule}</code></td><td data-end data-label="Pages" className="num">{number(pages)}</td><td className={css.url} data-wide data-label="For example">{example}</td></tr>)}</tbody>
            </table>
          </div>
        )}
      </section>
      <section className={css.section}>
        <div className={css.sectionHead}><h2>The file</h2>{robots && <span className={css.aside}>{robots.origin}/robots.txt, read {exactly(robots.fetchedAt)}</span>}</div>
        {!robots ? <p className={css.nothing}>It has not been read yet. It is asked for before the first page of every run, and at least every 24 hours.</p>
          : robots.status === null || robots.status >= 500 ? <p><Tag tone="red">{robots.status ?? 'no answer'}</Tag> It could not be read, which means that nothing may be fetched from {host} (RFC 9309, 2.3.1.4).</p>
            : robots.body === null ? <p><Tag>{robots.status}</Tag> The host has none, which forbids nothing (RFC 9309, 2.3.1.3).</p>
              : <pre className={css.text} tabIndex={0}>{robots.body || '(empty: it forbids nothing)'}</pre>}
      </section>
      {robots?.previousBody !== null && robots?.previousBody !== undefined && (
        <section className={css.section}>
          <div className={css.sectionHead}><h2>What changed</h2>{robots.changedAt && <span className={css.aside}>seen {exactly(robots.changedAt)}</span>}</div>
          <Diff was={robots.previousBody} now={robots.body ?? ''} />
        </section>
      )}
    </div>
  );
}

/** Two texts line by line; said with signs as well as colours. */
export function Diff({ was, now }: { was: string; now: string }) {
  const lines = lineDiff(was, now);
  if (lines.every(({ change }) => change === ' ')) return <p className={css.nothing}>No line differs.</p>;
  return (
    <pre className={css.diff} tabIndex={0}>
      {near(lines).map((line, place) => (line === null ? <span key={place}>⋯</span> : <span key={place} data-change={line.change}>{line.change} {line.text}</span>))}
    </pre>
  );
}

/** Only lines within three of a change; null where some are left out. */
function near(lines: ReturnType<typeof lineDiff>) {
  const keep = lines.map((_, place) => lines.slice(Math.max(0, place - 3), place + 4).some(({ change }) => change !== ' '));
  return lines.flatMap((line, place) => (keep[place] ? [line] : keep[place - 1] || (place === 0) ? [null] : []));
}
