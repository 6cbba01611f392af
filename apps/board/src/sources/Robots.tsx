import { t } from '../i18n/i18n';
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
        <div className={css.sectionHead}><h2>{t('Pages it forbade')}</h2><span className={css.aside}>{t('last 90 days; none of them was requested')}</span></div>
        {forbidden.length === 0 ? <p className={css.nothing}>{t('No rule has kept a page from being read.')}</p> : (
          <div className={css.scroll}>
            <table className={`${css.table} ${css.stack}`}>
              <thead><tr><th>{t('Rule')}</th><th data-end>{t('Pages')}</th><th>{t('For example')}</th></tr></thead>
              <tbody>{forbidden.map(({ rule, pages, example }) => <tr key={rule}><td className={css.wide}><code className={css.code}>{rule}</code></td><td data-end data-label={t('Pages')} className="num">{number(pages)}</td><td className={css.url} data-wide data-label={t('For example')}>{example}</td></tr>)}</tbody>
            </table>
          </div>
        )}
      </section>
      <section className={css.section}>
        <div className={css.sectionHead}><h2>{t('The file')}</h2>{robots && <span className={css.aside}>{t('{{origin}}/robots.txt, read {{fetchedAt}}', { origin: robots.origin, fetchedAt: exactly(robots.fetchedAt) })}</span>}</div>
        {!robots ? <p className={css.nothing}>{t('It has not been read yet. It is asked for before the first page of every run, and at least every 24 hours.')}</p>
          : robots.status === null || robots.status >= 500 ? <p><Tag tone="red">{robots.status ?? t('no answer')}</Tag> {t('It could not be read, which means that nothing may be fetched from {{host}} (RFC 9309, 2.3.1.4).', { host })}</p>
            : robots.body === null ? <p><Tag>{robots.status}</Tag> {t('The host has none, which forbids nothing (RFC 9309, 2.3.1.3).')}</p>
              : <pre className={css.text} tabIndex={0}>{robots.body || t('(empty: it forbids nothing)')}</pre>}
      </section>
      {robots?.previousBody !== null && robots?.previousBody !== undefined && (
        <section className={css.section}>
          <div className={css.sectionHead}><h2>{t('What changed')}</h2>{robots.changedAt && <span className={css.aside}>{t('seen {{changedAt}}', { changedAt: exactly(robots.changedAt) })}</span>}</div>
          <Diff was={robots.previousBody} now={robots.body ?? ''} />
        </section>
      )}
    </div>
  );
}

/** Two texts line by line; said with signs as well as colours. */
export function Diff({ was, now }: { was: string; now: string }) {
  const lines = lineDiff(was, now);
  if (lines.every(({ change }) => change === ' ')) return <p className={css.nothing}>{t('No line differs.')}</p>;
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
