import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { HandOverRequest, LeadDetail } from '../api/client';
import { session } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { Button, Initials } from '../ui/bits';
import { ago, dayOf, exactly, shortly } from '../ui/time';
import css from './desk.module.css';
import { useNextWords } from './NextStep';
import type { Desk } from './queries';

/** What a colleague did, beside their words; everything else that passes is told in a sentence of its own. */
const DID: Record<string, string> = { note: 'noted', stage: 'moved it', task: 'finished' };

/** One voice: who has the merchant, what passed last, what is due, whether a conversation is open. It stands above the composer, and says so before anybody writes. */
export function Voice({ lead, desk, now, may }: { lead: LeadDetail; desk: Desk; now: number; may: boolean }) {
  const { t } = useTranslation();
  const { data: me } = useQuery(session);
  const words = useNextWords();
  const [asking, setAsking] = useState(false);
  const { lastTouch, conversation } = lead.voice;
  const foreign = lead.owner !== null && lead.owner.id !== me?.id;
  const mine = lead.handOvers.find(({ askedBy }) => askedBy.id === me?.id);
  const decides = me?.role === 'admin' || me?.role === 'lead' || lead.owner?.id === me?.id;
  return (
    <section className={css.voice} data-foreign={foreign || undefined} aria-label={t('Who talks with this merchant')}>
      <dl>
        <div><dt>{t('Owner')}</dt><dd>{lead.owner ? <><Initials name={lead.owner.name} /> {lead.owner.id === me?.id ? t('you') : lead.owner.name}</> : t('nobody')}</dd></div>
        <div><dt>{t('Last touch')}</dt><dd>{lastTouch ? <><span title={exactly(lastTouch.at)}>{ago(now - new Date(lastTouch.at).getTime())}</span>{lastTouch.who && <> · <bdi>{lastTouch.who}</bdi></>}{DID[lastTouch.kind] && ` ${t(DID[lastTouch.kind]!)}`}{lastTouch.text && <>{lastTouch.who ? ': ' : ' · '}<span dir="auto" className={css.quoted}>{lastTouch.text}</span></>}</> : t('nobody wrote yet')}</dd></div>
        <div><dt>{t('Next step')}</dt><dd>{words(lead.next, now)}</dd></div>
        <div><dt>{t('Conversation')}</dt><dd>{conversation ? t('open since {{day}}', { day: dayOf(conversation.since) }) : t('none is open')}{conversation?.from && <> · <bdi>{conversation.from}</bdi></>}{conversation && <> · {conversation.running ? t('mails go out by themselves') : t('a person goes on')}</>}</dd></div>
      </dl>
      {may && foreign && !mine && lead.allowedMoves.length > 0 && <p className={css.ask}><span>{t('{{name}} looks after this merchant. Ask before you write.', { name: lead.owner!.name })}</span><Button className={css.smallButton} onClick={() => setAsking(true)}>{t('Ask for hand-over…')}</Button></p>}
      {mine && <p className={css.ask}><span>{t('You asked for this lead {{when}}. The request lapses {{end}}.', { when: shortly(mine.askedAt), end: shortly(mine.expiresAt) })}</span><Button className={css.smallButton} disabled={desk.busy} onClick={() => void desk.withdraw(mine.id).catch(() => undefined)}>{t('Take it back')}</Button></p>}
      {may && decides && lead.handOvers.filter(({ askedBy }) => askedBy.id !== me?.id).map((request) => <HandOverAnswer key={request.id} request={request} desk={desk} />)}
      <Ask lead={lead} desk={desk} opened={asking} close={() => setAsking(false)} />
    </section>
  );
}

/** A colleague asks for the lead: yes or no, with a word. */
export function HandOverAnswer({ request, desk }: { request: HandOverRequest; desk: Desk }) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState('');
  const give = (accept: boolean): void => void desk.answer(request.id, request.version, accept, answer.trim()).catch(() => undefined);
  return (
    <div className={css.request} role="group" aria-label={t('{{name}} asks for this lead', { name: request.askedBy.name })}>
      <p><strong>{t('{{name}} asks for this lead', { name: request.askedBy.name })}</strong>{request.note && <>: <span dir="auto">{request.note}</span></>} <span className={css.small}>{t('until {{when}}', { when: shortly(request.expiresAt) })}</span></p>
      <span className={css.formEnd}>
        <input className={css.wide} value={answer} maxLength={500} dir="auto" aria-label={t('A word to {{name}}', { name: request.askedBy.name })} placeholder={t('A word with it, if you like')} onChange={(event) => setAnswer(event.target.value)} />
        <Button className={css.smallButton} disabled={desk.busy} onClick={() => give(false)}>{t('Keep it')}</Button><Button primary className={css.smallButton} disabled={desk.busy} onClick={() => give(true)}>{t('Hand it over')}</Button>
      </span>
    </div>
  );
}

function Ask({ lead, desk, opened, close }: { lead: LeadDetail; desk: Desk; opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const id = useRef(crypto.randomUUID());
  return (
    <Modal opened={opened} onClose={close} title={t('Ask for hand-over')} centered radius="lg" size={440}>
      <form className={css.dialog} onSubmit={(event) => { event.preventDefault(); void desk.ask(id.current, note.trim()).then(() => { id.current = crypto.randomUUID(); setNote(''); close(); }, () => undefined); }}>
        <p className={css.small}>{t('{{name}} gets your request, and two workdays to answer. Until then the lead stays where it is.', { name: lead.owner?.name ?? '–' })}</p>
        <label className={css.field}><span>{t('Why you?')}</span><input data-autofocus value={note} maxLength={500} dir="auto" placeholder={t('I know their founder')} onChange={(event) => setNote(event.target.value)} /></label>
        <span className={css.formEnd}><Button onClick={close}>{t('Cancel')}</Button><Button primary type="submit" disabled={desk.busy}>{t('Ask')}</Button></span>
      </form>
    </Modal>
  );
}
