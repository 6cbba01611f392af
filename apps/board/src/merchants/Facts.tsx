import { Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Bone, Button, Tag } from '../ui/bits';
import { LinkIcon } from '../ui/icons';
import { dayOf, exactly } from '../ui/time';
import { announce } from '../ui/toasts';
import css from './merchant.module.css';
import { captureText, useChange, type Fact, type Merchant, type Sourced } from './queries';
import { Age, Section } from './Section';
import { confidence, host, LEGAL_FORM, web } from './words';

type Kept = { id: string; value: string };

/** What we hold, each value with the page that says so, how sure it is, how old, and what stood there before. */
export function Facts({ merchant, now, writes }: { merchant: Merchant; now: number; writes: boolean }) {
  const [asked, setAsked] = useState<Fact | null>(null);
  const [kept, setKept] = useState<Kept | null>(null);
  const change = useChange(merchant.id);
  return (
    <Section title="Facts" aside={merchant.facts.length > 0 ? `${merchant.facts.length}` : undefined}>
      {merchant.facts.length === 0 && <p className={css.nothing}>No page of this merchant has been read yet. The next run that reads its seller page fills this in.</p>}
      <ul className={css.facts}>
        {merchant.facts.map((fact) => (
          <li key={fact.name} data-fact={fact.name}>
            <div className={css.factHead}>
              <span className={css.factName}>{fact.label}</span>
              {writes && fact.correctable && <button type="button" className={css.quiet} onClick={() => setAsked(fact)} aria-label={`Correct ${fact.label.toLowerCase()}`}>Correct</button>}
            </div>
            <Value of={fact.current} read={fact.read} now={now} open={setKept} />
            {fact.others.map((other, place) => <div key={place} className={css.other}><Value of={other} read={fact.read} now={now} open={setKept} /></div>)}
            {fact.past.length > 0 && (
              <details className={css.past}><summary>Before ({fact.past.length})</summary>
                <ul>{fact.past.map((one, place) => <li key={place}><Value of={one} read={fact.read} now={now} open={setKept} until={one.until} /></li>)}</ul>
              </details>
            )}
          </li>
        ))}
      </ul>
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={asked ? `Correct: ${asked.label.toLowerCase()}` : ''} radius="lg">
        {asked && <Correction key={asked.name} fact={asked} busy={change.isPending}
          give={(said) => change.mutate({ kind: 'correct', name: asked.name, ...said }, { onSuccess: () => { setAsked(null); announce(`${asked.label} corrected`); } })}
          withdraw={() => change.mutate({ kind: 'withdraw', name: asked.name }, { onSuccess: () => { setAsked(null); announce(`${asked.label} as the pages say`); } })} />}
      </Modal>
      <Modal opened={kept !== null} onClose={() => setKept(null)} title="The page as it came" size="xl" radius="lg">{kept && <KeptPage {...kept} />}</Modal>
    </Section>
  );
}

function Value({ of, read, now, open, until }: { of: Sourced; read: string; now: number; open: (kept: Kept) => void; until?: string }) {
  return (
    <div className={css.value}>
      <bdi className={css.text}>{LEGAL_FORM[of.value] && !of.page ? LEGAL_FORM[of.value] : of.value}</bdi>
      <span className={css.from}>
        {of.said ? <Tag tone="green" {...(of.said.note ? { title: of.said.note } : {})}>{of.said.kind === 'merchant' ? 'merchant' : of.said.name ?? 'one of us'}, {dayOf(of.seenAt)}</Tag> : of.page && (
          <>
            {web(of.page.sourceUrl)
              ? <a className={css.sourceLink} href={web(of.page.sourceUrl)} target="_blank" rel="noreferrer noopener" title={`${of.page.sourceUrl}: ${read}`} data-source><LinkIcon width={12} height={12} />{host(of.page.sourceUrl)}</a>
              : <span className={css.small}>{of.page.marketplace}</span>}
            {of.page.captureId && <button type="button" className={css.quiet} onClick={() => open({ id: of.page!.captureId!, value: of.value })}>as stored</button>}
            <Link to="/runs/$id" params={{ id: of.page.runId }} className={css.sourceLink} title={of.page.recipe ? `read by recipe ${of.page.recipe.id}, version ${of.page.recipe.hash}` : 'the run that read it'} data-run>run</Link>
          </>
        )}
        {of.said?.kind === 'merchant' && of.said.name && <span className={css.small}>written down by {of.said.name}</span>}
        <span className={css.small} title={of.said ? 'a person said so' : read}>{confidence(of.confidence)}</span>
        {until ? <span className={css.small} title={`from ${exactly(of.since)} to ${exactly(until)}`}>{dayOf(of.since)} to {dayOf(until)}</span> : <Age age={of.age} seenAt={of.seenAt} now={now} verb={of.said ? 'said' : 'seen'} />}
      </span>
      {of.said?.note && <span className={css.small} dir="auto">“{of.said.note}”</span>}
    </div>
  );
}

function Correction({ fact, busy, give, withdraw }: { fact: Fact; busy: boolean; give: (said: { value: string; by: 'merchant' | 'person'; note: string }) => void; withdraw: () => void }) {
  const [value, setValue] = useState(fact.current.value);
  const [by, setBy] = useState<'merchant' | 'person'>('merchant');
  const [note, setNote] = useState('');
  const choices = fact.name === 'legalForm' ? ['company', 'sole_trader', 'unknown'] : null;
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); give({ value, by, note }); }}>
      {choices ? <Select label="What it is" data={choices.map((one) => ({ value: one, label: LEGAL_FORM[one]! }))} value={value} onChange={(one) => setValue(one ?? value)} allowDeselect={false} />
        : <TextInput label="What it is" value={value} onChange={(event) => setValue(event.currentTarget.value)} dir="auto" data-autofocus required maxLength={500} />}
      <Select label="Who says so" data={[{ value: 'merchant', label: 'The merchant told us' }, { value: 'person', label: 'I know it' }]} value={by} onChange={(one) => setBy(one === 'person' ? 'person' : 'merchant')} allowDeselect={false} />
      <Textarea label="Where from" description="a call, a letter: whatever others can look up" value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={500} autosize minRows={2} />
      <p className={css.small}>Pages never overwrite this. What they show stays beside it.</p>
      <div className={css.formFoot}>
        {fact.current.said && <Button onClick={withdraw} disabled={busy}>Go by the pages again</Button>}
        <Button primary type="submit" disabled={busy || value.trim() === ''}>Save</Button>
      </div>
    </form>
  );
}

/** Scraped pages are shown as text, never drawn; the value is found in it. */
function KeptPage({ id, value }: Kept) {
  const { data, error, isError } = useQuery(captureText(id));
  if (isError) return <p className={css.nothing}>{error.message}</p>;
  if (!data) return <Bone width="100%" height={160} />;
  const place = data.text.indexOf(value);
  const from = Math.max(0, place - 1500);
  return (
    <div className={css.kept}>
      <p className={css.small}>{web(data.url) ? <a href={web(data.url)} target="_blank" rel="noreferrer noopener">{data.url}</a> : data.url}</p>
      {place < 0 ? <><p className={css.small}>The value does not stand there in these very letters: it was put together or brought to one form.</p><pre dir="auto" tabIndex={0}>{data.text.slice(0, 6000)}</pre></>
        : <pre dir="auto" tabIndex={0}>{data.text.slice(from, place)}<mark>{value}</mark>{data.text.slice(place + value.length, place + value.length + 1500)}</pre>}
    </div>
  );
}
