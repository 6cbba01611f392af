import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Problem } from '../api/client';
import { t } from '../i18n/i18n';
import { announce, toast } from '../ui/toasts';
import { keepDraft } from './drafts';
import { decideOn, desk, letGo, renewLease, takeBack, takeNext, type Decision, type NoCard, type RejectReason, type ReviewCard } from './queries';

/** A card with the moment (this machine's clock) until which it is ours alone. */
export interface Held extends ReviewCard { readonly until: number; readonly lost?: string | undefined }
export interface Reason { readonly code: RejectReason; readonly text: string; readonly needsNote: boolean }
interface Done { readonly claimId: string; readonly name: string; readonly at: number }
export interface Counts { readonly waiting: number; readonly givenToday: number; readonly capacity: number | null }

const held = (card: ReviewCard): Held => ({ ...card, until: Date.now() + card.leaseMs });
const shortName = (name: string): string => (name.length > 40 ? `${name.slice(0, 39)}…` : name);
/** A card that comes to the top with less than this left gets its time anew. */
const RENEW_BELOW_MS = 15 * 60_000;
/** How often an empty desk looks again by itself. */
const LOOK_AGAIN_MS = 20_000;

/**
 * The cards in hand and what is done with them. The next one is fetched while the one before is looked at; a decision shows the next at once
 * and is sent meanwhile; a refusal brings the card back.
 */
export function useHand() {
  const client = useQueryClient();
  const [cards, setCards] = useState<readonly Held[]>([]);
  const [place, setPlace] = useState(0);
  const [none, setNone] = useState<NoCard | null>(null);
  const [counts, setCounts] = useState<Counts | null>(null);
  const [reasons, setReasons] = useState<readonly Reason[]>([]);
  const [away, setAway] = useState(false);
  const [undoMinutes, setUndoMinutes] = useState(10);
  const [error, setError] = useState<unknown>(null);
  const [ready, setReady] = useState(false);
  const [done, setDone] = useState<readonly Done[]>([]);
  const asking = useRef(false);
  const inHand = useRef<readonly Held[]>([]);
  /** Decisions on their way to the server: one is taken back only once it is there. */
  const sending = useRef(new Map<string, Promise<unknown>>());
  inHand.current = cards;

  const learn = useCallback(({ waiting, givenToday, capacity }: Counts) => setCounts({ waiting, givenToday, capacity }), []);
  /** What came with the card is newer than what an earlier look at the lead has left behind. */
  const take = useCallback((card: ReviewCard): Held => { client.setQueryData(['lead', card.lead.id], card.lead); return held(card); }, [client]);
  const fill = useCallback(async () => {
    if (asking.current) return;
    asking.current = true;
    try {
      const next = await takeNext();
      learn(next);
      setNone(next.none);
      const { card } = next;
      const taken = card && take(card);
      if (taken) setCards((all) => (all.some((one) => one.claimId === taken.claimId) ? all : [...all, taken]));
      setError(null);
    } catch (failed) {
      setError(failed);
    } finally {
      asking.current = false;
      setReady(true);
    }
  }, [learn, take]);
  const open = useCallback(async () => {
    setError(null);
    try {
      const found = await desk();
      learn(found);
      setReasons(found.reasons);
      setAway(found.away);
      setUndoMinutes(found.undoMinutes);
      setCards(found.cards.map(take));
      setPlace(0);
      setNone(null);
      if (found.cards.length === 0) await fill();
      setReady(true);
    } catch (failed) {
      setError(failed);
      setReady(true);
    }
  }, [fill, learn, take]);

  useEffect(() => { void open(); }, [open]);
  // One card ahead, so that "next" shows something at once.
  useEffect(() => { if (ready && !none && !error && place >= cards.length - 1) void fill(); }, [ready, none, error, place, cards.length, fill]);
  useEffect(() => {
    if (cards.length > 0 || !none) return;
    const timer = setInterval(() => void fill(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [cards.length, none, fill]);
  // Whoever leaves lets go of what they did not decide.
  useEffect(() => {
    const leave = () => { if (inHand.current.length > 0) void letGo(inHand.current.map((card) => card.claimId)).catch(() => undefined); };
    window.addEventListener('pagehide', leave);
    return () => { window.removeEventListener('pagehide', leave); leave(); };
  }, []);

  const at = Math.min(place, Math.max(0, cards.length - 1));
  const current = cards[at];
  const change = useCallback((claimId: string, what: Partial<Held>) => setCards((all) => all.map((card) => (card.claimId === claimId ? { ...card, ...what } : card))), []);
  const drop = useCallback((claimId: string) => setCards((all) => all.filter((card) => card.claimId !== claimId)), []);

  const keep = useCallback(async (card: Held) => {
    try {
      const { leaseMs } = await renewLease(card.claimId);
      change(card.claimId, { until: Date.now() + leaseMs, lost: undefined });
    } catch (failed) {
      if (failed instanceof Problem && failed.code === 'review-card-lost') change(card.claimId, { lost: failed.message, until: 0 });
    }
  }, [change]);
  const currentId = current?.claimId;
  useEffect(() => {
    const card = inHand.current.find((one) => one.claimId === currentId);
    if (card && !card.lost && card.until - Date.now() < RENEW_BELOW_MS) void keep(card);
  }, [currentId, keep]);

  const decide = useCallback(async (card: Held, version: number, decision: DecisionWithoutVersion, note: string) => {
    const was = inHand.current.findIndex((one) => one.claimId === card.claimId);
    drop(card.claimId);
    keepDraft(card.lead.id, '');
    setNone((old) => (old?.why === 'held-by-you' || old?.why === 'capacity-reached' ? null : old));
    const entry = { claimId: card.claimId, name: card.lead.name, at: Date.now() };
    setDone((all) => [...all.slice(-49), entry]);
    const sent = decideOn(card.claimId, { ...decision, version, note });
    sending.current.set(card.claimId, sent.catch(() => undefined));
    try {
      const made = await sent;
      learn(made);
      for (const key of ['board', 'column', 'leads', 'facets']) void client.invalidateQueries({ queryKey: [key] });
      void client.invalidateQueries({ queryKey: ['lead', card.lead.id] });
      const text = `${t(VERDICT[made.outcome])}: ${shortName(card.lead.name)}${made.givenTo && made.outcome === 'accepted' ? givenText(made.givenTo) : ''}`;
      toast(text, { action: { label: t('Undo'), run: () => void undoOne.current(entry) } });
      announce(text);
    } catch (failed) {
      setDone((all) => all.filter((one) => one.claimId !== card.claimId));
      keepDraft(card.lead.id, note);
      // A lead that was changed and still waits can be decided on once it was looked at again.
      const waits = failed instanceof Problem && failed.code === 'lead-changed' && failed.body?.current?.stage === 'qualified';
      const lost = failed instanceof Problem && !waits && (failed.code === 'review-card-lost' || failed.code === 'lead-changed' || failed.code === 'review-decided');
      void client.invalidateQueries({ queryKey: ['lead', card.lead.id] });
      const back = lost ? { ...card, lost: failed.message } : card;
      setCards((all) => [...all.slice(0, was), back, ...all.slice(was)]);
      setPlace(was);
      const why = failed instanceof Error ? failed.message : String(failed);
      toast(`${t('{{name}} was not decided.', { name: shortName(card.lead.name) })} ${why}${note ? ` ${t('What you wrote is kept.')}` : ''}`, { tone: 'red' });
    }
  }, [client, drop, learn]);

  const undoOne = useRef<(entry: Done) => Promise<void>>(async () => undefined);
  undoOne.current = async (entry) => {
    setDone((all) => all.filter((one) => one.claimId !== entry.claimId));
    await sending.current.get(entry.claimId);
    try {
      const card = take(await takeBack(entry.claimId));
      setCards((all) => [...all.slice(0, at), card, ...all.slice(at).filter((one) => one.claimId !== card.claimId)]);
      setPlace(at);
      setNone((old) => (old?.why === 'capacity-reached' ? null : old));
      void client.invalidateQueries({ queryKey: ['lead', card.lead.id] });
      announce(t('Taken back: {{name}} is in front of you again.', { name: entry.name }));
      toast(t('Taken back: {{name}}', { name: shortName(entry.name) }));
    } catch (failed) {
      toast(`${t('{{name}} could not be taken back.', { name: shortName(entry.name) })} ${failed instanceof Error ? failed.message : String(failed)}`, { tone: 'red' });
    }
  };
  const undo = useCallback(() => {
    const last = done.at(-1);
    if (!last || Date.now() - last.at > undoMinutes * 60_000) { toast(t('There is nothing to take back: a decision can be undone for {{undoMinutes}} minutes.', { undoMinutes })); return; }
    void undoOne.current(last);
  }, [done, undoMinutes]);

  // "Next" pressed before the next card is there holds until it is.
  const [goOn, setGoOn] = useState(false);
  useEffect(() => {
    if (!goOn || (at + 1 >= cards.length && !none)) return;
    setGoOn(false);
    if (at + 1 < cards.length) setPlace(at + 1);
    else announce(t('No more cards for now.'));
  }, [goOn, at, cards.length, none]);
  const step = useCallback((by: 1 | -1) => {
    const next = at + by;
    setGoOn(by === 1 && next >= cards.length);
    if (next < 0) announce(t('This is the first card in your hand.'));
    else if (next < cards.length) setPlace(next);
  }, [at, cards.length]);
  /** A card that is lost or gone leaves the hand. */
  const pass = useCallback((card: Held) => { drop(card.claimId); void letGo([card.claimId]).catch(() => undefined); }, [drop]);

  return { ready, error, open, fill, cards, at, current, none, counts, reasons, away, undoable: done.length > 0, decide, undo, step, keep, pass };
}

type DecisionWithoutVersion = Decision extends infer One ? (One extends Decision ? Omit<One, 'version' | 'note'> : never) : never;
export type { DecisionWithoutVersion };

const VERDICT = { accepted: 'Accepted', rejected: 'Rejected', snoozed: 'Snoozed' } as const;
const givenText = ({ name, how }: { name: string; how: 'accepted' | 'turn' | 'voice' | 'kept' }): string => ({ accepted: '', turn: t('. {{name}}\'s turn: it is theirs', { name }), voice: t('. {{name}} talks to them already: it is theirs', { name }), kept: t('. It stays with {{name}}', { name }) })[how];
