import { Modal, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { t } from '../i18n/i18n';
import { Button, Kbd } from '../ui/bits';
import { dateFormat } from '../ui/time';
import { keepDraft, readDraft } from './drafts';
import css from './review.module.css';
import type { RejectReason } from './queries';
import type { Held, Reason } from './useHand';

interface Asked { readonly card: Held; readonly close: () => void }
const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** Why not? A number chooses and is done; words can be added first. */
export function RejectDialog({ card, close, reasons, give }: Partial<Asked> & { close: () => void; reasons: readonly Reason[]; give: (reason: RejectReason, note: string) => void }) {
  return (
    <Modal opened={card !== undefined} onClose={close} title={t('Reject: why?')} centered radius="lg" size={460} returnFocus={false}>
      {card && <RejectForm card={card} reasons={reasons} give={give} />}
    </Modal>
  );
}

function RejectForm({ card, reasons, give }: { card: Held; reasons: readonly Reason[]; give: (reason: RejectReason, note: string) => void }) {
  const [note, setNote] = useNote(card);
  const [missing, setMissing] = useState<RejectReason | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const choose = (reason: Reason): void => {
    if (reason.needsNote && note.trim() === '') { setMissing(reason.code); field.current?.focus(); return; }
    give(reason.code, note);
  };
  useDigits((digit) => { const reason = reasons[digit - 1]; if (reason) choose(reason); });
  return (
    <div className={css.dialog}>
      <p className={css.about}><bdi>{card.lead.name}</bdi> {t('leaves the funnel.')}</p>
      <ol className={css.choices} aria-label={t('Reasons')}>
        {reasons.map((reason, place) => (
          <li key={reason.code}><button type="button" className={css.choiceRow} {...(place === 0 ? { 'data-autofocus': true } : {})} onClick={() => choose(reason)}><Kbd>{place + 1}</Kbd>{reason.text}</button></li>
        ))}
      </ol>
      <Textarea ref={field} label={t('Note')} description={missing ? undefined : t('If there is more to say; write it before you choose')} error={missing ? t('Say in a few words what the reason is, then choose again') : undefined} rows={2} maxLength={500} value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && missing) { event.preventDefault(); choose(reasons.find((one) => one.code === missing)!); } }} />
      {missing && <div className={css.formEnd}><Button primary disabled={note.trim() === ''} onClick={() => choose(reasons.find((one) => one.code === missing)!)}>{t('Reject with this note')}</Button></div>}
    </div>
  );
}

const at8 = (day: Date): Date => { day.setHours(8, 0, 0, 0); return day; };
/** The Monday after the weekend, or the one after that when it is tomorrow. */
const toMonday = (now: number): number => { const days = (8 - new Date(now).getDay()) % 7 || 7; return days === 1 ? 8 : days; };
const inDays = (now: number, days: number): Date => { const day = new Date(now); day.setDate(day.getDate() + days); return at8(day); };
/** The usual spans, from business time now. */
export const presets = (now: number): { text: string; until: Date }[] => [
  { text: t('Tomorrow'), until: inDays(now, 1) },
  { text: t('In three days'), until: inDays(now, 3) },
  { text: t('Next Monday'), until: inDays(now, toMonday(now)) },
  { text: t('In two weeks'), until: inDays(now, 14) },
  { text: t('In a month'), until: inDays(now, 30) },
  { text: t('In three months'), until: inDays(now, 91) },
];
const dayField = (moment: Date): string => `${moment.getFullYear()}-${String(moment.getMonth() + 1).padStart(2, '0')}-${String(moment.getDate()).padStart(2, '0')}`;

/** Not now: until when? */
export function SnoozeDialog({ card, close, now, give }: Partial<Asked> & { close: () => void; now: number; give: (until: Date, note: string) => void }) {
  return (
    <Modal opened={card !== undefined} onClose={close} title={t('Snooze: until when?')} centered radius="lg" size={420} returnFocus={false}>
      {card && <SnoozeForm card={card} now={now} give={give} />}
    </Modal>
  );
}

function SnoozeForm({ card, now, give }: { card: Held; now: number; give: (until: Date, note: string) => void }) {
  const [note, setNote] = useNote(card);
  const [day, setDay] = useState('');
  const all = presets(now);
  useDigits((digit) => { const preset = all[digit - 1]; if (preset) give(preset.until, note); });
  return (
    <div className={css.dialog}>
      <p className={css.about}><bdi>{card.lead.name}</bdi> {t('sleeps until then, and comes first when it is back.')}</p>
      <ol className={css.choices} aria-label={t('Until when')}>
        {all.map((preset, place) => (
          <li key={preset.text}><button type="button" className={css.choiceRow} {...(place === 0 ? { 'data-autofocus': true } : {})} onClick={() => give(preset.until, note)}><Kbd>{place + 1}</Kbd>{preset.text}<span className={css.choiceAside}>{dateFormat({ weekday: 'short', day: 'numeric', month: 'short' }).format(preset.until)}</span></button></li>
        ))}
      </ol>
      <form className={css.dayRow} onSubmit={(event) => { event.preventDefault(); if (day) give(at8(new Date(`${day}T08:00:00`)), note); }}>
        <label>{t('Another day')}<input type="date" value={day} min={dayField(inDays(now, 1))} onChange={(event) => setDay(event.currentTarget.value)} /></label>
        <Button type="submit" disabled={!day}>{t('Snooze')}</Button>
      </form>
      <Textarea label={t('Why it should be back then')} description={t('Shown with the card when it returns; write it before you choose')} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </div>
  );
}

/** What was typed about this card, kept until it is decided. */
function useNote(card: Held): [string, (text: string) => void] {
  const [note, setNote] = useState(() => readDraft(card.lead.id));
  return [note, (text) => { setNote(text); keepDraft(card.lead.id, text); }];
}

/** Number keys, except where somebody types. */
function useDigits(press: (digit: number) => void): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      event.preventDefault();
      latest.current(Number(event.key));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
