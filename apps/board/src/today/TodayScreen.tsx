import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Today } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { useDesk } from '../lead/queries';
import { HandOverAnswer } from '../lead/Voice';
import { stageName } from '../board/stages';
import { Bone, Empty, Failed, Score } from '../ui/bits';
import { CheckIcon } from '../ui/icons';
import { ago, exactly, number, shortly, span, useBusinessNow } from '../ui/time';
import { DigestForm } from './DigestForm';
import { today, type LeadLine } from './queries';
import css from './today.module.css';

/** The home screen: what waits for me, what changed since yesterday, what is stuck. */
export function TodayScreen() {
  const { t, i18n } = useTranslation();
  const { data, error, isError, refetch } = useQuery(today);
  const now = useBusinessNow();
  if (isError && !data) return <Failed what={t('Your day')} error={error} retry={() => void refetch()} />;
  const day = data && new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : i18n.language, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(`${data.day}T12:00:00Z`));
  return (
    <div className={css.page}>
      <header className={css.head}><h1>{t('Today')}</h1><p>{day ?? <Bone width={140} />}</p></header>
      {!data ? <div className={css.columns} aria-busy="true"><span className="unseen">{t('Loading')}</span>{[0, 1, 2].map((place) => <div key={place} className={css.panel}><Bones /></div>)}</div> : (
        <div className={css.columns}>
          <Waits data={data} now={now} />
          <Changed data={data} now={now} />
          <Stuck data={data} now={now} />
        </div>
      )}
      <DigestForm />
    </div>
  );
}

const Bones = () => <div className={css.bones}>{[90, 70, 80, 60, 75].map((width) => <Bone key={width} width={`${width}%`} height={14} />)}</div>;

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return <section className={css.panel} aria-label={title}><h2 className={css.panelTitle}>{title}</h2>{children}</section>;
}

/** A list with its count; what does not fit is a link away. */
function List({ title, count, tone, more, children }: { title: string; count: number; tone?: 'amber' | 'red' | undefined; more?: ReactNode; children: ReactNode[] }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <section className={css.list}>
      <h3><span>{title}</span><span className={`${css.count} num`} data-tone={tone}>{count >= 1000 ? '1,000+' : number(count)}</span></h3>
      <ul>{children}</ul>
      {count > children.length && <p className={css.more}>{more ?? t('{{count}} more follow when these are done', { count: count - children.length })}</p>}
    </section>
  );
}

function Row({ lead, when, title, children }: { lead: LeadLine; when?: string; title?: string; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <li className={css.row}>
      <Score value={lead.score} />
      <Link to="/leads/$id" params={{ id: lead.id }} className={css.name}><bdi>{lead.name}</bdi></Link>
      <span className={css.when} title={title}>{when ?? t(stageName[lead.stage])}</span>
      {children && <span className={css.text}>{children}</span>}
    </li>
  );
}

function Waits({ data: { waits, count }, now }: { data: Today; now: number }) {
  const { t } = useTranslation();
  const since = (iso: string): string => span(now - new Date(iso).getTime());
  const STATE = { accepted: t('yours now'), declined: t('stays with its owner'), expired: t('nobody answered') };
  return (
    <Panel title={t('Waits for you')}>
      {count === 0 && <Empty icon={<CheckIcon />} title={t('Nothing waits for you')} action={<Link to="/review">{t('Review the next merchants')}</Link>}>{t('Replies, tasks, mentions and requests of colleagues appear here by themselves.')}</Empty>}
      <List title={t('Replies')} count={waits.replies.count} tone="amber">
        {waits.replies.items.map((item) => <Row key={item.lead.id} lead={item.lead} when={t('waits {{since}}', { since: since(item.since) })} title={exactly(item.since)}><span dir="auto">{item.text}</span>{!item.mine && <em> {t('nobody has this lead')}</em>}</Row>)}
      </List>
      <List title={t('Requests for your leads')} count={waits.handOvers.count} tone="amber">
        {waits.handOvers.items.map((item) => <Row key={item.request.id} lead={item.lead} when={ago(now - new Date(item.request.askedAt).getTime())}><Answer item={item} /></Row>)}
      </List>
      <List title={waits.tasks.overdue > 0 ? t('Tasks, {{count}} overdue', { count: waits.tasks.overdue }) : t('Tasks')} count={waits.tasks.count} tone={waits.tasks.overdue > 0 ? 'red' : undefined}>
        {waits.tasks.items.map((item) => <TaskRow key={item.task.id} item={item} now={now} />)}
      </List>
      <List title={t('Mentions')} count={waits.mentions.count}>
        {waits.mentions.items.map((item) => <Row key={item.noteId} lead={item.lead} when={ago(now - new Date(item.at).getTime())} title={exactly(item.at)}><strong>{item.by}</strong>: <span dir="auto">{item.text}</span></Row>)}
      </List>
      <List title={t('Answers to your requests')} count={waits.answers.count}>
        {waits.answers.items.map((item) => <Row key={item.id} lead={item.lead} when={ago(now - new Date(item.at).getTime())}>{STATE[item.state]}{item.answer && <>: <span dir="auto">{item.answer}</span></>}</Row>)}
      </List>
      <List title={t('Back from a snooze')} count={waits.back.count}>
        {waits.back.items.map((item) => <Row key={item.lead.id} lead={item.lead} when={t('back {{since}}', { since: since(item.since) })} title={exactly(item.since)}>{item.byKind === 'merchant' ? t('the merchant asked for this date') : <><span dir="auto">{item.note || t('no reason was given')}</span>{item.by && ` · ${item.by}`}</>}</Row>)}
      </List>
      {waits.unsettled && (
        <List title={t('Mails to settle')} count={waits.unsettled.count} tone="amber">
          {waits.unsettled.items.map((item) => <Row key={`${item.lead.id}-${item.position}`} lead={item.lead} when={shortly(item.at)}>{t('mail {{position}} may or may not have arrived', { position: item.position })}</Row>)}
        </List>
      )}
    </Panel>
  );
}

function TaskRow({ item: { lead, task }, now }: { item: Today['waits']['tasks']['items'][number]; now: number }) {
  const { t } = useTranslation();
  const desk = useDesk(lead);
  const late = new Date(task.dueAt).getTime() < now;
  return (
    <li className={css.row}>
      <input type="checkbox" checked={false} disabled={desk.busy} aria-label={t('Done: {{title}}', { title: task.title })} onChange={() => void desk.finish(task.id, task.version, true).catch(() => undefined)} />
      <Link to="/leads/$id" params={{ id: lead.id }} className={css.name}><span dir="auto">{task.title}</span></Link>
      <span className={css.when} data-late={late || undefined} title={exactly(task.dueAt)}>{late ? t('overdue {{since}}', { since: span(now - new Date(task.dueAt).getTime()) }) : shortly(task.dueAt)}</span>
      <span className={css.text}><bdi>{lead.name}</bdi></span>
    </li>
  );
}

const Answer = ({ item }: { item: Today['waits']['handOvers']['items'][number] }) => <HandOverAnswer request={item.request} desk={useDesk(item.lead)} />;

const ANSWERED: Record<string, string> = { reply: 'replied', offer_accepted: 'said yes', offer_declined: 'said no', offer_not_now: 'said not now' };

function Changed({ data: { changed }, now }: { data: Today; now: number }) {
  const { t } = useTranslation();
  const quiet = changed.fresh.count + changed.jumps.count + changed.answers.count + changed.sent === 0;
  return (
    <Panel title={t('Changed since yesterday')}>
      {quiet && <p className={css.quiet}>{t('Nothing changed since yesterday. New merchants come with the next crawl.')} <Link to="/sources">{t('When is that?')}</Link></p>}
      {!quiet && <p className={css.sum}>{t('{{sent}} mails sent, {{answered}} answered', { sent: number(changed.sent), answered: number(changed.answers.count) })}</p>}
      <List title={t('Answers of merchants')} count={changed.answers.count}>
        {changed.answers.items.map((item) => <Row key={item.lead.id + item.at} lead={item.lead} when={ago(now - new Date(item.at).getTime())} title={exactly(item.at)}>{t(ANSWERED[item.kind] ?? item.kind)}: <span dir="auto">{item.text}</span></Row>)}
      </List>
      <List title={t('New merchants worth a look')} count={changed.fresh.count} more={<Link to="/leads" search={{ stage: ['qualified'] }}>{t('See all')}</Link>}>
        {changed.fresh.items.map((item) => <Row key={item.lead.id} lead={item.lead} when={ago(now - new Date(item.at).getTime())}><span dir="auto">{item.reason}</span></Row>)}
      </List>
      <List title={t('Scores that jumped')} count={changed.jumps.count} more={<Link to="/leads">{t('See all')}</Link>}>
        {changed.jumps.items.map((item) => <Row key={item.lead.id} lead={item.lead} when={`${item.from} → ${item.to}`} title={exactly(item.at)}><span dir="auto">{item.why}</span></Row>)}
      </List>
    </Panel>
  );
}

function Stuck({ data: { stuck }, now }: { data: Today; now: number }) {
  const { t } = useTranslation();
  const count = stuck.rotting.count + (stuck.sources?.count ?? 0) + (stuck.mailboxes?.count ?? 0);
  return (
    <Panel title={t('Stuck')}>
      {count === 0 && <p className={css.quiet}>{t('Nothing is stuck.')}</p>}
      <List title={t('Your leads that stand too long')} count={stuck.rotting.count} tone="red" more={<Link to="/board" search={{ owner: ['me'] }}>{t('See all')}</Link>}>
        {stuck.rotting.items.map((item) => <Row key={item.lead.id} lead={item.lead} when={span(now - new Date(item.since).getTime())} title={exactly(item.since)}>{t('in {{stage}}, which is meant for {{days}} days', { stage: t(stageName[item.lead.stage]), days: item.limitDays })}</Row>)}
      </List>
      {stuck.sources && (
        <List title={t('Sources')} count={stuck.sources.count} tone="red" more={<Link to="/sources">{t('See all')}</Link>}>
          {stuck.sources.items.map((item) => <li key={item.id} className={css.row}><span /><Link className={css.name} to="/sources/$id" params={{ id: item.sourceId }}>{item.source}</Link><span className={css.when}>{shortly(item.openedAt)}</span><span className={css.text}>{item.text}</span></li>)}
        </List>
      )}
      {stuck.mailboxes && (
        <List title={t('Mailboxes')} count={stuck.mailboxes.count} tone="red">
          {stuck.mailboxes.items.map((item) => <li key={item.address} className={css.row}><span /><bdi className={css.name}>{item.address}</bdi><span className={css.when}>{t(item.state)}</span>{item.reason && <span className={css.text}>{item.reason}</span>}</li>)}
        </List>
      )}
    </Panel>
  );
}
