import { Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { LeadCard, Stage } from '../api/client';
import { Button } from '../ui/bits';
import css from './Board.module.css';
import { stageName } from './stages';

const USUAL: Partial<Record<Stage, readonly string[]>> = {
  declined: ['Not interested', 'Not now', 'Bound to another marketplace', 'Fees too high'],
  disqualified: ['Not a merchant we want', 'Products we do not allow', 'Sells with us already', 'Too small'],
  do_not_contact: ['Asked not to be written to', 'Legal request'],
  unreachable: ['No working address', 'Nobody answers'],
};

/** Asks why, where the funnel's table wants a reason. It stays in the lead's history. */
export function ReasonDialog({ asked, close, give }: { asked: { lead: LeadCard; to: Stage } | null; close: () => void; give: (why: string) => void }) {
  return (
    <Modal opened={asked !== null} onClose={close} title={asked ? `Move to ${stageName[asked.to]}` : ''} centered radius="lg" size={440}>
      {asked && <Form key={asked.lead.id} lead={asked.lead} to={asked.to} close={close} give={give} />}
    </Modal>
  );
}

function Form({ lead, to, close, give }: { lead: LeadCard; to: Stage; close: () => void; give: (why: string) => void }) {
  const [usual, setUsual] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const why = [usual, note.trim()].filter(Boolean).join(': ');
  return (
    <form className={css.reasonForm} onSubmit={(event) => { event.preventDefault(); if (why) give(why); }}>
      <p><bdi>{lead.name}</bdi> leaves the funnel. Why?</p>
      <div className={css.usual} role="group" aria-label="Usual reasons">
        {(USUAL[to] ?? []).map((text, place) => <button key={text} type="button" className={css.choice} aria-pressed={usual === text} {...(place === 0 ? { 'data-autofocus': true } : {})} onClick={() => setUsual(usual === text ? null : text)}>{text}</button>)}
      </div>
      <Textarea label={usual ? 'Anything to add' : 'Or in your words'} rows={3} maxLength={400} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <div className={css.formEnd}><Button onClick={close}>Keep it in the funnel</Button><Button primary type="submit" disabled={!why}>Move to {stageName[to]}</Button></div>
    </form>
  );
}
