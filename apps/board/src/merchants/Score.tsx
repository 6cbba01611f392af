import { t } from '../i18n/i18n';
import { AlertIcon, LinkIcon } from '../ui/icons';
import { ago, exactly } from '../ui/time';
import css from './merchant.module.css';
import type { Merchant } from './queries';
import { Section } from './Section';
import { host, web } from './words';

/** Every line of the score, and that they add up to it. */
export function Score({ merchant: { score }, now }: { merchant: Merchant; now: number }) {
  if (!score) return <Section title={t('Score')} id="score"><p className={css.nothing}>{t('Not scored yet. The next scoring pass fills this in.')}</p></Section>;
  const sum = score.contributions.reduce((total, { points }) => total + points, 0);
  return (
    <Section title={t('Score')} id="score" aside={t('model v{{modelVersion}}', { modelVersion: score.modelVersion })}>
      {score.gates.length > 0 && <ul className={css.gates}>{score.gates.map((gate) => <li key={gate.code}><AlertIcon width={14} height={14} />{gate.text}</li>)}</ul>}
      <ul className={css.lines}>
        {[...score.contributions].sort((a, b) => b.points - a.points).map((line) => (
          <li key={line.label} data-contribution={line.points}>
            <span className={css.lineName}>{line.label}</span><span className={`${css.points} num`}>{line.points}<small>/{line.max}</small></span>
            <span className={css.because}><span dir="auto">{line.text}</span>{web(line.sourceUrl) && <> <a className={css.source} href={web(line.sourceUrl)} target="_blank" rel="noreferrer noopener" title={t('Source: {{sourceUrl}}', { sourceUrl: line.sourceUrl! })}><LinkIcon width={12} height={12} /><span className="unseen">{t('Source at {{sourceUrl}}', { sourceUrl: host(line.sourceUrl!) })}</span></a></>}
              {line.seenAt && <span className={css.seen} title={exactly(line.seenAt)}> {t('seen {{ago}}', { ago: ago(now - new Date(line.seenAt).getTime()) })}</span>}</span>
          </li>
        ))}
      </ul>
      <p className={css.sum}><span>{t('Adds up to')}</span><strong className="num" data-sum={sum}>{sum}</strong></p>
    </Section>
  );
}
