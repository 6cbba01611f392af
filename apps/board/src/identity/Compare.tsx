import { Link } from '@tanstack/react-router';
import { t } from '../i18n/i18n';
import { country, web } from '../merchants/words';
import { Tag } from '../ui/bits';
import { LinkIcon } from '../ui/icons';
import { number } from '../ui/time';
import css from './identity.module.css';
import type { Pair, Side } from './queries';

/** `alike` says when two values are one; null: they are never held against each other. */
type Line = readonly [label: string, of: (side: Side) => string | null, alike?: ((value: string) => string) | null];
const LINES: readonly Line[] = [
  ['Shop name', (side) => side.name],
  ['Legal name', (side) => side.shows.businessName],
  ['Country', (side) => country(side.country) || null],
  ['Address', (side) => side.shows.address],
  ['VAT number', (side) => side.shows.vat],
  ['Register', (side) => side.shows.registration],
  ['Mail', (side) => side.shows.email],
  // With or without the country's number in front.
  ['Phone', (side) => side.shows.phone, (value) => value.replace(/\D/g, '').slice(-8)],
  ['Ratings', (side) => (side.shows.ratingCount === null ? null : side.shows.rating === null ? number(side.shows.ratingCount) : t('{{rating}} from {{ratings}}', { rating: side.shows.rating.toFixed(1), ratings: number(side.shows.ratingCount) })), null],
];
/** Case, spaces and marks aside. */
const plain = (text: string): string => text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

/** Two storefronts line by line, with why they were put beside each other. */
export function Compare({ pair }: { pair: Pair }) {
  return (
    <section className={css.compare} aria-label={t('{{name}} beside {{name2}}', { name: pair.one.name, name2: pair.other.name })}>
      <div className={css.verdict}>
        <strong className="num">{Math.floor(pair.score * 100)} %</strong><span>{t('likely one merchant')}</span>
        <ul>{pair.reasons.map((reason) => <li key={reason} dir="auto">{reason}</li>)}</ul>
      </div>
      <table className={css.table}>
        <thead><tr><td /><th scope="col"><Head side={pair.one} /></th><th scope="col"><Head side={pair.other} /></th></tr></thead>
        <tbody>
          {LINES.map(([label, of, alike = plain]) => {
            const [one, other] = [of(pair.one), of(pair.other)];
            if (one === null && other === null) return null;
            const same = one !== null && other !== null && alike ? alike(one) === alike(other) : null;
            return (
              <tr key={label} data-same={same ?? undefined}>
                <th scope="row">{t(label)}{same !== null && <span className={css.mark} data-same={same}>{same ? t('same') : t('differs')}</span>}</th>
                {[one, other].map((value, side) => <td key={side} dir="auto">{value ?? <span className={css.none}>{t('not shown')}</span>}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Head({ side }: { side: Side }) {
  const url = web(side.url);
  return (
    <div className={css.head}>
      <span className={css.headLine}><Tag>{side.marketplace}</Tag>{url && <a href={url} target="_blank" rel="noreferrer noopener" className={css.out}><LinkIcon width={13} height={13} /><span className="unseen">{t('Open {{name}} on {{marketplace}}', { name: side.name, marketplace: side.marketplace })}</span></a>}</span>
      <Link to="/merchants/$id" params={{ id: side.merchantId }} className={css.name} dir="auto">{side.merchantName}</Link>
      <span className={css.small}>{side.storefronts === 1 ? t('its only storefront') : t('{{storefronts}} storefronts', { storefronts: side.storefronts })} · {side.sellerId}</span>
    </div>
  );
}
