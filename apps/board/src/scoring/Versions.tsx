import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Button, Tag } from '../ui/bits';
import { dayOf, number } from '../ui/time';
import { same, type Desk, type Model, type Version } from './queries';
import own from './scoring.module.css';

const STATE = { draft: { text: 'draft', tone: 'amber' }, published: { text: 'in force', tone: 'green' }, retired: { text: 'retired', tone: undefined } } as const;

/** Every version there was, why it was published, and what it weighed. */
export function Versions({ desk, current, take }: { desk: Desk; current: Model; take: ((version: Version) => void) | undefined }) {
  return (
    <section className={css.panel} aria-label={t('Versions')}>
      <div className={css.section}><div className={css.sectionHead}><h2>{t('Versions')}</h2></div></div>
      <div className={css.scroll} tabIndex={0} role="group" aria-label={t('Table of versions')}>
        <table className={`${css.table} ${own.versions}`}>
          <thead><tr><th>{t('Version')}</th><th>{t('Why')}</th><th>{t('Weights')}</th><th data-end>{t('Scored with it')}</th><th><span className="unseen">{t('Take it')}</span></th></tr></thead>
          <tbody>
            {desk.versions.map((version) => (
              <tr key={version.id}>
                <td className={own.nowrap}><strong className="num">v{version.version}</strong> <Tag tone={STATE[version.state].tone}>{t(STATE[version.state].text)}</Tag><span className={css.noteLine}>{version.publishedAt ? `${dayOf(version.publishedAt)}${version.publishedBy ? `, ${version.publishedBy}` : ''}` : ''}</span></td>
                <td className={own.why}>{version.note || <span className={css.nothing}>{t('not published yet')}</span>}</td>
                <td><ul className={own.chips}>{desk.signals.filter(({ signal }) => version.weights[signal] > 0).map(({ signal, label }) => <li key={signal}>{label} <b className="num">{version.weights[signal]}</b></li>)}</ul></td>
                <td data-end className="num">{number(version.merchants)}</td>
                <td data-end>{take && version.state === 'retired' && !same({ weights: version.weights, gates: version.gates }, current) && <Button className={css.smallButton} onClick={() => { take(version); window.scrollTo({ top: 0 }); }}>{t('Begin from it')}</Button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
