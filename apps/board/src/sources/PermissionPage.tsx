import { Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../i18n/i18n';
import { Button, Tag } from '../ui/bits';
import { dayOf, exactly, number } from '../ui/time';
import css from './desk.module.css';
import { useMayOperate, type SourceDetail } from './queries';
import { ReviewForm } from './ReviewForm';
import { RobotsEvidence } from './RobotsEvidence';

/** What is collected here, how often, why and by which right: to be printed, or sent to a site's owner who asks. */
export function PermissionPage({ source }: { source: SourceDetail }) {
  const { record, permission, settings, about, lastRequests } = source;
  const may = useMayOperate();
  const [reviewing, setReviewing] = useState(false);
  const one = (name: string, value: React.ReactNode) => <div><dt>{name}</dt><dd>{value}</dd></div>;
  return (
    <article className={css.panel} aria-label={t('Permission record')}>
      <section className={css.section}>
        <div className={css.sectionHead}>
          <h2>{about.workspace ? t('What {{workspace}} reads on {{host}}', { workspace: about.workspace, host: source.host }) : t('What we read on {{host}}', { host: source.host })}</h2>
          {permission.state === 'missing' ? <Tag tone="amber">{t('no permission record')}</Tag> : permission.state === 'review-due' ? <Tag tone="amber">{t('review was due {{reviewBy}}', { reviewBy: dayOf(permission.reviewBy!) })}</Tag> : <Tag tone="green">{t('reviewed')}</Tag>}
          <span className={`${css.recordEnd} ${css.noPrint}`}>
            {may && record && <Button className={css.smallButton} primary={permission.state === 'review-due'} onClick={() => setReviewing(true)}>{t('Record a review')}</Button>}
            {may && <Link to="/sources/$id/edit" params={{ id: source.id }} className={css.editLink}>{record ? t('Change the record') : t('Write the record')}</Link>}
            <Button className={css.smallButton} onClick={() => window.print()}>{t('Print')}</Button>
          </span>
          <Modal opened={reviewing} onClose={() => setReviewing(false)} title={t('The terms were read again')} centered radius="lg" size={480}>{reviewing && <ReviewForm source={source} close={() => setReviewing(false)} />}</Modal>
        </div>
        {!record && <p className={css.nothing}>{t('There is no permission record, so this source cannot run by itself. The record says by which right the site is read, when its terms were reviewed and by whom, which fields are kept and for how long.')}</p>}
      </section>
      {record && (
        <>
          <section className={css.section}>
            <h2>{t('By which right')}</h2>
            <dl className={css.facts}>
              {one(t('Basis'), record.basis)}
              {one(t('Terms of the site read'), t('on {{day}} by {{name}}', { day: dayOf(record.reviewedOn), name: record.reviewer }) + (permission.reviewBy ? `; ${t('to be read again by {{day}}', { day: dayOf(permission.reviewBy) })}` : ''))}
            </dl>
          </section>
          <section className={css.section}>
            <h2>{t('What is kept')}</h2>
            <dl className={css.facts}>{one(t('Fields'), record.fields.join(', '))}{one(t('For how long'), t('{{n}} days', { n: number(record.retentionDays) }))}{one(t('Kept from'), t('{{n}} storefronts', { count: source.storefronts, n: number(source.storefronts) }))}</dl>
          </section>
        </>
      )}
      <section className={css.section}>
        <h2>{t('How often, and how gently')}</h2>
        <dl className={css.facts}>
          {one(t('When'), source.cron ? <>{t('by the timetable')} <code className={css.code}>{source.cron}</code>, {source.zone.replace('_', ' ')}</> : t('when a person asks'))}
          {one(t('How much'), t('at most {{run}} pages a run and {{day}} in 24 hours', { run: number(settings.pagesPerRun), day: number(settings.pagesPerDay) }))}
          {one(t('How fast'), `${settings.concurrency === 1 ? t('one request at a time') : t('{{n}} requests at once', { n: settings.concurrency })}, ${settings.minDelayMs === 0 ? t('without a pause: the host is a machine of our own') : t('at least {{seconds}} s between two', { seconds: number(settings.minDelayMs / 1000) })}`)}
          {one(t('Which pages'), source.entries.map(({ url }) => url).join('\n'))}
          {one(t('Who asks'), about.userAgent)}
          {one('robots.txt', t('is read before every run and obeyed to the letter (RFC 9309). A new rule that covers a page we read stops the run before its first request.'))}
        </dl>
      </section>
      <section className={css.section}>
        <div className={css.sectionHead}><h2>{t('The last requests')}</h2><span className={css.aside}>{t('each with what allowed it and what was left of the budget; all of them stand with their run')}</span></div>
        {lastRequests.length === 0 ? <p className={css.nothing}>{t('Nothing has been requested yet.')}</p> : (
          <div className={css.scroll}>
            <table className={`${css.table} ${css.stack}`}>
              <thead><tr><th>{t('Address')}</th><th>{t('What for')}</th><th>{t('Allowed by')}</th><th data-end>{t('Budget left')}</th><th data-end>{t('When')}</th></tr></thead>
              <tbody>{lastRequests.map((one) => (
                <tr key={`${one.runId} ${one.url}`}>
                  <td className={css.url}>{one.url}</td><td className={css.purpose} dir="auto" data-wide>{one.purpose}</td><td className={css.rule} data-label={t('Allowed by')}><RobotsEvidence rule={one.rule} file={one.robotsFile} /></td>
                  <td data-end data-label={t('Budget left')} className="num">{one.budgetLeft === null ? '–' : number(one.budgetLeft)}</td><td data-end data-label={t('When')} className="num"><Link to="/runs/$id" params={{ id: one.runId }}>{exactly(one.fetchedAt)}</Link></td>
                </tr>
              ))}</tbody>
            </table>
          </div>
        )}
      </section>
      <section className={css.section}>
        <h2>{t('To object')}</h2>
        <p className={css.lead}>{t('Who runs this, how to reach us and how to be left out: {{contact}}. A site that forbids us in robots.txt (product token “Beckon”) is not read from then on; a merchant who asks not to be contacted is never written to again.', { contact: about.contact })}</p>
      </section>
    </article>
  );
}
