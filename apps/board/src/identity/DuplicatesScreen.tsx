import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { session } from '../api/queries';
import { t } from '../i18n/i18n';
import { Bone, Button, Empty, Failed, Kbd } from '../ui/bits';
import { CheckIcon } from '../ui/icons';
import { ago, number, useBusinessNow } from '../ui/time';
import { announce } from '../ui/toasts';
import { Compare } from './Compare';
import css from './identity.module.css';
import { pairs as pairsQuery, useVerdict } from './queries';

/** Pairs that the rules are not sure of, one at a time: one merchant or two? */
export function DuplicatesScreen() {
  const { data, error, isError, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(pairsQuery);
  const { data: me } = useQuery(session);
  const now = useBusinessNow();
  const [at, setAt] = useState(0);
  const [why, setWhy] = useState('');
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const page = useRef<HTMLDivElement>(null);
  const list = (data?.pages ?? []).flatMap((one) => one.pairs).filter((pair) => !decided.has(pair.id));
  const place = Math.min(at, Math.max(0, list.length - 1));
  const pair = list[place];
  const may = me?.role === 'admin' || me?.role === 'lead' || me?.role === 'rep';
  const verdict = useVerdict((gone) => { setDecided((ids) => new Set(ids).add(gone.id)); setWhy(''); page.current?.scrollTo?.({ top: 0 }); });
  const say = (word: 'link' | 'apart', winnerId?: string) => { if (pair && may && !verdict.isPending) verdict.mutate({ pair, verdict: word, why, ...(winnerId ? { winnerId } : {}) }); };
  const go = (by: number) => { setAt(Math.max(0, Math.min(list.length - 1, place + by))); setWhy(''); };

  useEffect(() => { if (place >= list.length - 3 && hasNextPage && !isFetchingNextPage) void fetchNextPage(); }, [place, list.length, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const heard = pair && t('{{one}} and {{other}}, {{percent}} percent alike', { one: pair.one.name, other: pair.other.name, percent: Math.round(pair.score * 100) });
  useEffect(() => { if (heard) announce(heard); }, [heard]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.metaKey || event.ctrlKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || document.querySelector('[role="dialog"]')) return;
      const keys: Record<string, () => void> = { l: () => say('link'), a: () => say('apart'), j: () => go(1), k: () => go(-1) };
      const run = keys[event.key.toLowerCase()];
      if (run) { event.preventDefault(); run(); }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  if (isError && !data) return <Failed what={t('The pairs')} error={error} retry={() => void refetch()} />;
  const open = data?.pages[0]?.open ?? 0;
  return (
    <div className={css.page} ref={page}>
      <header className={css.top}>
        <div><h1>{t('Duplicates')}</h1><p className={css.lead}>{t('Storefronts that may be one merchant’s. The rules join what is sure by themselves and ask here when they are not.')}</p></div>
        {pair && <span className={css.counter} aria-live="off">{t('{{place}} of {{open}}', { place: place + 1, open: number(open) })}</span>}
      </header>
      {isPending ? <Bones /> : !pair ? (
        <Empty icon={<CheckIcon />} title={t('Nothing to compare')}>{t('Every storefront is surely one merchant’s or surely another’s. New pairs come with the next rankings; a merchant’s page lets you take a storefront out or join it with another by hand.')}</Empty>
      ) : (
        <>
          <Compare pair={pair} key={pair.id} />
          <section className={css.decide} aria-label={t('Your decision')}>
            <p className={css.small}>{t('Asked {{ago}}.', { ago: ago(now - new Date(pair.askedAt).getTime()) })} {pair.linked && t('A rule has joined them already: keeping them apart takes the newer one out again.')}</p>
            {may ? (
              <>
                <label className={css.why}><span>{t('Why')} <small>{t('(optional, stays with the decision)')}</small></span><input value={why} maxLength={500} onChange={(event) => setWhy(event.currentTarget.value)} placeholder={t('Same imprint, same owner…')} /></label>
                <div className={css.buttons}>
                  <Button primary onClick={() => say('link')} disabled={verdict.isPending}>{pair.linked ? t('One merchant') : t('Join them')} <Kbd>L</Kbd></Button>
                  <Button onClick={() => say('apart')} disabled={verdict.isPending}>{t('Keep apart')} <Kbd>A</Kbd></Button>
                  <span className={css.walk}>
                    <Button onClick={() => go(-1)} disabled={place === 0} aria-label={t('Previous pair')}>↑ <Kbd>K</Kbd></Button>
                    <Button onClick={() => go(1)} disabled={place >= list.length - 1} aria-label={t('Next pair')}>↓ <Kbd>J</Kbd></Button>
                  </span>
                </div>
              </>
            ) : <p className={css.small}>{t('Reps, leads and admins decide.')}</p>}
          </section>
        </>
      )}
    </div>
  );
}

function Bones() {
  return <div className={css.sides} aria-busy="true"><span className="unseen">{t('Loading')}</span>{[0, 1].map((side) => <div key={side} className={css.bones}>{[60, 90, 75, 40, 85, 55].map((width, line) => <Bone key={line} width={`${width}%`} height={line === 0 ? 18 : 13} />)}</div>)}</div>;
}
