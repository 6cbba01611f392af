import { t } from '../i18n/i18n';
import { ago, dayOf, exactly, number } from '../ui/time';
import css from './merchant.module.css';
import type { Merchant } from './queries';
import { Section } from './Section';
import { money } from './words';

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/** What they may sell in a year: a range with its method, never a point. */
export function Estimates({ merchant: { estimates }, now }: { merchant: Merchant; now: number }) {
  return (
    <Section title={t('Sales a year, estimated')} aside={t('for our eyes only')}>
      {estimates.length === 0 && <p className={css.nothing}>{t('Too little was seen: it takes two observations at least two days apart, with more ratings in the later one.')}</p>}
      {estimates.map((estimate) => (
        <div key={estimate.currency} className={css.estimate}>
          <p className={css.range}><strong className="num">{money(estimate.low, estimate.currency)} – {money(estimate.high, estimate.currency)}</strong><span className={css.small}>{t('likely near {{mid}} ·', { mid: money(estimate.mid, estimate.currency) })} <span title={exactly(estimate.computedAt)}>{t('worked out {{ago}}', { ago: ago(now - new Date(estimate.computedAt).getTime()) })}</span></span></p>
          <details className={css.past}><summary>{t('How we got this')}</summary>
            <div className={css.how}>
              <p>{sentence(estimate.method)}.</p>
              <ul>{estimate.basis.storefronts.map((shop) => (
                <li key={shop.marketplace + shop.sellerId}>{shop.marketplace} <bdi>{shop.sellerId}</bdi>{t(': {{ratingsFrom}} → {{ratingsTo}} ratings from {{from}} to {{to}} ({{days}} days), median price {{medianPrice}} {{currency}}', { ratingsFrom: number(shop.ratingsFrom), ratingsTo: number(shop.ratingsTo), from: dayOf(shop.from), to: dayOf(shop.to), days: shop.days, medianPrice: shop.medianPrice, currency: estimate.currency })}</li>
              ))}</ul>
              <p>{t('Assumed: {{value}} of orders leave a rating for the low figure, {{value2}} for the middle one, {{value3}} for the high one. On top of that the ends are widened by what such estimates miss by: a fifth after a week of observations, half after less.', { value: percent(estimate.basis.reviewRates[2]!), value2: percent(estimate.basis.reviewRates[1]!), value3: percent(estimate.basis.reviewRates[0]!) })}</p>
              <p>{t('It stands in no mail: templates cannot name it.')}</p>
            </div>
          </details>
        </div>
      ))}
    </Section>
  );
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
