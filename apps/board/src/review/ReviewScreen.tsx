import { Link, useNavigate } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Problem, type LeadDetail } from '../api/client';
import { isOverlaid, showKeys, typing, useScreenKeys, type Key } from '../frame/keys';
import { t } from '../i18n/i18n';
import { LeadBones } from '../lead/LeadDrawer';
import { Button, Empty, Failed, Kbd } from '../ui/bits';
import { UserIcon } from '../ui/icons';
import { number, useBusinessNow } from '../ui/time';
import { CardView } from './CardView';
import { RejectDialog, SnoozeDialog } from './dialogs';
import { readDraft } from './drafts';
import { NoCards } from './NoCards';
import css from './review.module.css';
import { useHand, type Counts, type Held } from './useHand';

const KEYS: readonly Key[] = [['A', 'Accept: queue it for a first mail'], ['R', 'Reject, then a number for the reason'], ['S', 'Snooze, then a number for the span'], ['J', 'Next card, this one undecided'], ['K', 'Previous card'], ['U', 'Take the last decision back'], ['E', 'Keep this card: twenty minutes more'], ['O', 'Open the lead as a page']];
const compact = window.matchMedia('(max-width: 720px)');

/** One merchant at a time: accept, reject or snooze, by keyboard. */
export function ReviewScreen() {
  const hand = useHand();
  const client = useQueryClient();
  const navigate = useNavigate();
  const now = useBusinessNow();
  const [asked, setAsked] = useState<'reject' | 'snooze' | null>(null);
  useScreenKeys('Review', KEYS);
  const { current } = hand;
  // What is on the screen is what is decided: a colleague's change since then must refuse it.
  const versionOf = (card: Held): number => client.getQueryData<LeadDetail>(['lead', card.lead.id])?.version ?? card.lead.version;
  const decidable = current && !current.lost;
  const accept = () => { if (decidable) void hand.decide(current, versionOf(current), { verdict: 'accept' }, readDraft(current.lead.id)); };

  const keys: Record<string, () => void> = {
    a: accept, r: () => { if (decidable) setAsked('reject'); }, s: () => { if (decidable) setAsked('snooze'); },
    j: () => hand.step(1), k: () => hand.step(-1), u: hand.undo, e: () => { if (decidable) void hand.keep(current); },
    o: () => { if (current) window.open(`/leads/${current.lead.id}`, '_blank', 'noopener'); },
  };
  const latest = useRef(keys);
  latest.current = asked === null ? keys : {};
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target) || isOverlaid()) return;
      const act = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (act) { event.preventDefault(); act(); }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  if (hand.error && hand.cards.length === 0) {
    return hand.error instanceof Problem && hand.error.code === 'role-not-allowed'
      ? <Empty icon={<UserIcon />} title={t('Reviewing is for those who decide on leads')} action={<Link to="/board">{t('Go to the board')}</Link>}>{t('Your role may look at leads, not accept or reject them. An admin can change it.')}</Empty>
      : <Failed what={t('Your cards')} error={hand.error} retry={() => void hand.open()} />;
  }
  const close = () => setAsked(null);
  return (
    <div className={css.page}>
      <div className={css.bar}>
        <h2 className={css.title}>{t('Review')}</h2>
        <Standing counts={hand.counts} inHand={hand.cards.length} at={hand.at} />
        <span className={css.barEnd}>
          <Button onClick={() => showKeys(true)} aria-label={t('Keys')}>{t('Keys')} <Kbd>?</Kbd></Button>
          <Button onClick={() => void navigate({ to: '/review/settings' })}>{compact.matches ? t('Who takes what') : t('Who takes which leads')}</Button>
        </span>
      </div>
      {current ? <CardView key={current.claimId} card={current} now={now} keep={() => void hand.keep(current)} pass={() => hand.pass(current)} />
        : !hand.ready || !hand.none ? <div className={css.loading}><LeadBones /></div>
        : <NoCards none={hand.none} again={() => void hand.fill()} reopen={() => void hand.open()} />}
      {(current || hand.undoable) && (
        <div className={css.actions} role="toolbar" aria-label={t('Decide')}>
          <Button primary className={css.act ?? ''} disabled={!decidable} onClick={accept}>{t('Accept')} <Kbd>A</Kbd></Button>
          <Button className={css.act ?? ''} disabled={!decidable} onClick={() => setAsked('reject')}>{t('Reject…')} <Kbd>R</Kbd></Button>
          <Button className={css.act ?? ''} disabled={!decidable} onClick={() => setAsked('snooze')}>{t('Snooze…')} <Kbd>S</Kbd></Button>
          <span className={css.gap} />
          <Button disabled={!hand.undoable} onClick={hand.undo}>{t('Undo')} <Kbd>U</Kbd></Button>
          <Button disabled={hand.at === 0} onClick={() => hand.step(-1)} aria-label={t('Previous card')}>{t('Back')} <Kbd>K</Kbd></Button>
          <Button disabled={hand.at >= hand.cards.length - 1} onClick={() => hand.step(1)} aria-label={t('Next card')}>{t('Next')} <Kbd>J</Kbd></Button>
        </div>
      )}
      <RejectDialog {...(asked === 'reject' && current ? { card: current } : {})} reasons={hand.reasons} close={close}
        give={(reason, note) => { close(); if (current) void hand.decide(current, versionOf(current), { verdict: 'reject', reason }, note); }} />
      <SnoozeDialog {...(asked === 'snooze' && current ? { card: current } : {})} now={now} close={close}
        give={(until, note) => { close(); if (current) void hand.decide(current, versionOf(current), { verdict: 'snooze', until: until.toISOString() }, note); }} />
    </div>
  );
}

function Standing({ counts, inHand, at }: { counts: Counts | null; inHand: number; at: number }) {
  if (!counts) return null;
  return (
    <p className={css.standing} role="status">
      {inHand > 0 && <span className="num">{t('card {{at}} of {{inHand}} in your hand', { at: at + 1, inHand })}</span>}
      <span className="num">{t('{{n}} wait for you', { count: counts.waiting, n: counts.waiting >= 1000 ? t('1,000 or more') : number(counts.waiting) })}</span>
      {(counts.capacity !== null || counts.givenToday > 0) && <span className="num">{counts.capacity !== null ? t('{{given}} of {{capacity}} taken today', { given: counts.givenToday, capacity: counts.capacity }) : t('{{given}} taken today', { given: counts.givenToday })}</span>}
    </p>
  );
}
