import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { t } from '../i18n/i18n';
import { Bone, Tag } from '../ui/bits';
import { ago, dayOf, exactly, number } from '../ui/time';
import type { Line } from './Chart';
import css from './merchant.module.css';
import { history, type Merchant, type Series } from './queries';
import { Section } from './Section';
import { withGaps } from './series';
import { Unlink } from './Unlink';
import { country, web } from './words';

// The drawing library is fetched with the first chart, not with the board.
const Chart = lazy(() => import('./Chart'));
const WINDOWS = [[30, '30 days'], [90, '90 days'], [365, 'a year']] as const;

type Shop = Merchant['storefronts'][number];

/** Where they sell, how they stand there and how that went, and why we think that it is them. */
export function Storefronts({ merchant, now, writes }: { merchant: Merchant; now: number; writes: boolean }) {
  const [days, setDays] = useState<number>(90);
  const { data, isError } = useQuery(history(merchant.id, days));
  return (
    <Section title={t('Storefronts')} aside={<span className={css.windows} role="group" aria-label={t('Charts over')}>{WINDOWS.map(([of, text]) => <button key={of} type="button" className={css.window} aria-pressed={days === of} onClick={() => setDays(of)}>{t(text)}</button>)}</span>}>
      {merchant.storefronts.length === 0 && <p className={css.nothing}>{t('No storefront is linked to this merchant.')}</p>}
      {merchant.storefronts.map((shop) => (
        <article key={shop.id} className={css.shop} aria-label={t('{{name}} on {{marketplace}}', { name: shop.name, marketplace: shop.marketplace })}>
          <div className={css.shopHead}>
            <Tag>{shop.marketplace}</Tag>
            {web(shop.url) ? <a href={web(shop.url)} target="_blank" rel="noreferrer noopener" className="cut" dir="auto" title={shop.name}>{shop.name}</a> : <strong className="cut" dir="auto" title={shop.name}>{shop.name}</strong>}
            <span className={css.seen} title={exactly(shop.seenAt)}>{t('seen {{ago}}', { ago: ago(now - new Date(shop.seenAt).getTime()) })}</span>
          </div>
          <dl className={css.figures}>
            <div><dt>{t('Best rank')}</dt><dd className="num">{shop.bestRank ?? '–'}{shop.bestRank !== null && shop.listSize !== null && <small> {t('of {{listSize}}', { listSize: shop.listSize })}</small>}</dd></div>
            <div><dt>{t('Rating')}</dt><dd className="num">{shop.rating === null ? '–' : shop.rating.toFixed(1)}{shop.ratingCount !== null && <small> ({number(shop.ratingCount)})</small>}</dd></div>
            <div><dt>{t('Positive')}</dt><dd className="num">{shop.positivePercent === null ? '–' : `${Math.round(shop.positivePercent)} %`}</dd></div>
            <div><dt>{t('Listed')}</dt><dd className="num">{shop.listedProducts ?? '–'}</dd></div>
          </dl>
          {isError ? <p className={css.nothing}>{t('The history could not be loaded.')}</p> : !data ? <Bone width="100%" height={150} /> : <Charts series={data.series.filter((one) => one.storefrontId === shop.id)} days={days} until={data.until} />}
          <p className={css.small}>{[shop.category, country(shop.country), t('seller id {{sellerId}}', { sellerId: shop.sellerId })].filter(Boolean).join(' · ')}</p>
          <Why merchant={merchant} shop={shop} writes={writes} />
        </article>
      ))}
      {merchant.formerLinks.length > 0 && (
        <details className={css.past}><summary>{t('Not theirs any more ({{formerLinks}})', { formerLinks: merchant.formerLinks.length })}</summary>
          <ul>{merchant.formerLinks.map((link) => <li key={link.storefrontId + link.unlinkedAt}><Tag>{link.marketplace}</Tag> <bdi>{link.name}</bdi> <span className={css.small}>{t('{{linkedAt}} to {{unlinkedAt}}: {{reason}}', { linkedAt: dayOf(link.linkedAt), unlinkedAt: dayOf(link.unlinkedAt), reason: link.reason })}</span></li>)}</ul>
        </details>
      )}
    </Section>
  );
}

/** Why this storefront counts as theirs, and the way out when it is not. */
function Why({ merchant, shop, writes }: { merchant: Merchant; shop: Shop; writes: boolean }) {
  const [asking, setAsking] = useState(false);
  return (
    <p className={css.why}>
      <span className={css.small}>{t('Theirs because of')}</span> <span dir="auto">{shop.link.reason}</span> <span className={css.small}>({shop.link.by ?? t('a rule')}, {dayOf(shop.link.at)})</span>
      {writes && merchant.storefronts.length > 1 && <> <button type="button" className={css.quiet} onClick={() => setAsking(true)} aria-label={t('{{name}} is not theirs', { name: shop.name })}>{t('Not theirs')}</button></>}
      <Unlink merchant={merchant} shop={asking ? shop : null} close={() => setAsking(false)} />
    </p>
  );
}

function Charts({ series, days, until }: { series: readonly Series[]; days: number; until: string }) {
  const ranks = useMemo((): Line[] => series.map((one) => ({ name: one.category, points: withGaps(one.points.map((point) => ({ at: point.at, value: point.rank }))) })), [series]);
  const ratings = useMemo((): Line[] => {
    const points = series.flatMap((one) => one.points).filter((point) => point.rating !== null).sort((a, b) => (a.at < b.at ? -1 : 1)).map((point) => ({ at: point.at, value: point.rating! }));
    return points.length === 0 ? [] : [{ name: t('Rating'), points: withGaps(points) }];
  }, [series]);
  const points = series.flatMap((one) => one.points.map((point) => ({ ...point, category: one.category }))).sort((a, b) => (a.at < b.at ? 1 : -1));
  if (points.length === 0) return <p className={css.nothing}>{t('Not seen on any list in this time.')}</p>;
  if (points.length === 1) return <p className={css.nothing}>{t('Seen once, on {{at}}: a line takes two.', { at: dayOf(points[0]!.at) })}</p>;
  return (
    <div className={css.charts}>
      <Suspense fallback={<Bone width="100%" height={150} />}>
        <Chart title={t('Rank')} lines={ranks} days={days} until={until} inverted decimals={0} height={140} />
        {ratings.length > 0 && <Chart title={t('Rating')} lines={ratings} days={days} until={until} decimals={2} height={96} />}
      </Suspense>
      <details className={css.past}><summary>{t('As a table ({{points}})', { points: points.length })}</summary>
        <div className={css.tableBox} tabIndex={0} role="region" aria-label={t('Rank and rating by day')}><table className={css.table}>
          <thead><tr><th scope="col">{t('Seen')}</th><th scope="col">{t('List')}</th><th scope="col">{t('Rank')}</th><th scope="col">{t('Rating')}</th><th scope="col">{t('Ratings')}</th></tr></thead>
          <tbody>{points.map((point) => <tr key={point.at + point.category}><td>{exactly(point.at)}</td><td>{point.category}</td><td className="num">{t('{{rank}} of {{listSize}}', { rank: point.rank, listSize: point.listSize })}</td><td className="num">{point.rating?.toFixed(2) ?? '–'}</td><td className="num">{point.ratingCount === null ? '–' : number(point.ratingCount)}</td></tr>)}</tbody>
        </table></div>
      </details>
    </div>
  );
}
