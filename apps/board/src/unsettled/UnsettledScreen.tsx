import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useScreenKeys, type Key } from '../frame/keys';
import { t } from '../i18n/i18n';
import { Bone, Button, Empty, Failed, Kbd } from '../ui/bits';
import { CheckIcon, CopyIcon } from '../ui/icons';
import { useBusinessNow } from '../ui/time';
import { MailRow } from './MailRow';
import { copy } from './MessageId';
import { unsettled, useRights, useSettle, type Fate, type Order, type UnsettledMail } from './queries';
import { SureOfIt, type Grave } from './SureOfIt';
import css from './unsettled.module.css';

const KEYS: readonly Key[] = [['J', 'Next mail'], ['K', 'Previous mail'], ['X', 'Choose it, or not'], ['A', 'It arrived'], ['N', 'It did not arrive'], ['R', 'The address was refused'], ['C', 'Copy Message-IDs']];

/** Mails that may or may not have gone: a person looks each up at the mail host and says what became of it. */
export function UnsettledScreen() {
  const { lead } = useSearch({ from: '/unsettled' });
  const navigate = useNavigate({ from: '/unsettled' });
  const [order, setOrder] = useState<Order>('oldest');
  const { data, error, isError, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(unsettled(order, lead));
  const { settles } = useRights();
  const now = useBusinessNow();
  useScreenKeys('Unsettled mails', KEYS);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState(-1);
  const [asked, setAsked] = useState<{ mails: readonly UnsettledMail[]; fate: Grave }>({ mails: [], fate: 'not_arrived' });
  const mails = (data?.pages ?? []).flatMap((page) => page.mails);
  const total = data?.pages[0]?.total ?? 0;
  const picked = mails.filter((mail) => chosen.has(mail.id));
  const place = Math.min(at, mails.length - 1);
  const { mutate, isPending: busy } = useSettle((ids) => setChosen((old) => new Set([...old].filter((id) => !ids.includes(id)))));

  const choose = (id: string) => setChosen((old) => { const next = new Set(old); if (!next.delete(id)) next.add(id); return next; });
  const settle = (which: readonly UnsettledMail[], fate: Fate) => {
    if (!settles || busy || which.length === 0) return;
    if (fate === 'arrived') mutate({ mails: which, fate }); else setAsked({ mails: which, fate });
  };
  /** What a key is about: the chosen mails, else the one the keyboard stands on. */
  const meant = (): readonly UnsettledMail[] => (picked.length > 0 ? picked : mails.slice(Math.max(place, 0), place + 1));
  const copyMeant = () => { const which = meant(); if (which.length > 0) void copy(which.map((mail) => mail.messageId).join('\n')); };

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.metaKey || event.ctrlKey || event.altKey || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && (target as HTMLInputElement).type !== 'checkbox') || document.querySelector('[role="dialog"]')) return;
      const go = (by: number) => { setAt(Math.max(0, Math.min(mails.length - 1, place + by))); if (hasNextPage && !isFetchingNextPage && place + by >= mails.length - 5) void fetchNextPage(); };
      const keys: Record<string, () => void> = {
        j: () => go(1), k: () => go(-1), x: () => { const mail = mails[place]; if (mail && settles) choose(mail.id); }, c: copyMeant,
        a: () => settle(meant(), 'arrived'), n: () => settle(meant(), 'not_arrived'), r: () => settle(meant(), 'bounced'),
      };
      const run = keys[event.key.toLowerCase()];
      if (run) { event.preventDefault(); run(); }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  if (isError && !data) return <Failed what={t('The unsettled mails')} error={error} retry={() => void refetch()} />;
  return (
    <div className={css.page}>
      <header className={css.top}>
        <div>
          <h1>{t('Unsettled mails')}</h1>
          <p className={css.lead}>{t('These mails were on their way when something broke. Whether they arrived cannot be known from here, so nothing more goes to these merchants until somebody has looked. Search the mail host’s log, or the Sent folder, for the Message-ID.')}</p>
        </div>
        {total > 0 && <span className={css.counter}>{t('{{count}} mails wait', { count: total })}</span>}
      </header>
      {lead && <p className={css.filter}>{t('Only the mails of one lead.')} <button type="button" onClick={() => void navigate({ search: {} })}>{t('Show all')}</button></p>}
      {isPending ? <Bones /> : mails.length === 0 ? (
        <Empty icon={<CheckIcon />} title={t('Every mail’s fate is known')} action={<Link to="/board">{t('Go to the board')}</Link>}>{t('A mail comes here when the program or the connection breaks off in the moment between handing it over and the mail host’s answer. That is rare.')}</Empty>
      ) : (
        <>
          <dl className={css.means}>
            <div><dt>{t('It arrived')}</dt><dd>{t('It counts as sent from now. The next mail of the sequence follows after its usual delay.')}</dd></div>
            <div><dt>{t('It did not arrive')}</dt><dd>{t('It goes out once more, under the same Message-ID, if the merchant may still be written to.')}</dd></div>
            <div><dt>{t('The address was refused')}</dt><dd>{t('The log says that there is no such address (550, 5.1.1). Nobody writes to it again.')}</dd></div>
          </dl>
          <div className={css.bar} role="toolbar" aria-label={t('Chosen mails')}>
            {settles && <label className={css.all}><input type="checkbox" checked={picked.length === mails.length} ref={(box) => { if (box) box.indeterminate = picked.length > 0 && picked.length < mails.length; }} onChange={() => setChosen(picked.length === mails.length ? new Set() : new Set(mails.map((mail) => mail.id)))} />{picked.length > 0 ? t('{{count}} chosen', { count: picked.length }) : t('Choose all shown')}</label>}
            {settles && <Button primary disabled={busy || meant().length === 0} onClick={() => settle(meant(), 'arrived')}>{t('It arrived')} <Kbd>A</Kbd></Button>}
            {settles && <Button disabled={busy || meant().length === 0} onClick={() => settle(meant(), 'not_arrived')}>{t('It did not arrive')} <Kbd>N</Kbd></Button>}
            {settles && <Button disabled={busy || meant().length === 0} onClick={() => settle(meant(), 'bounced')}>{t('The address was refused')} <Kbd>R</Kbd></Button>}
            <Button disabled={meant().length === 0} onClick={copyMeant}><CopyIcon width={14} height={14} />{t('Copy Message-IDs')} <Kbd>C</Kbd></Button>
            <label className={css.order}><span className="unseen">{t('Order')}</span><select value={order} onChange={(event) => { setOrder(event.currentTarget.value as Order); setAt(-1); }}><option value="oldest">{t('Oldest first')}</option><option value="newest">{t('Newest first')}</option></select></label>
          </div>
          <ul className={css.rows} aria-label={t('Unsettled mails')}>
            {mails.map((mail, index) => <MailRow key={mail.id} mail={mail} now={now} chosen={chosen.has(mail.id)} current={index === place} settles={settles} busy={busy} choose={() => { choose(mail.id); setAt(index); }} settle={(fate) => settle([mail], fate)} />)}
          </ul>
          {hasNextPage && <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('Show more')}</Button>}
          {settles ? <p className={css.keys}><Kbd>J</Kbd> <Kbd>K</Kbd> {t('next, previous')} · <Kbd>X</Kbd> {t('choose')}</p> : <p className={css.small}>{t('Reps, leads and admins settle mails.')}</p>}
        </>
      )}
      <SureOfIt count={asked.mails.length} fate={asked.fate} close={() => setAsked({ ...asked, mails: [] })} say={() => { mutate(asked); setAsked({ ...asked, mails: [] }); }} />
    </div>
  );
}

function Bones() {
  return <div className={css.rows} aria-busy="true"><span className="unseen">{t('Loading')}</span>{[70, 55, 80].map((width) => <div key={width} className={css.bones}><Bone width={`${width / 2}%`} height={16} /><Bone width={`${width}%`} /><Bone width="40%" /></div>)}</div>;
}
