import { Modal, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { announce } from '../ui/toasts';
import css from './merchant.module.css';
import { useChange, type Merchant } from './queries';
import { CORRECTABLE, LEGAL_FORM } from './words';

/** `name` null: a person first says what it is about. `said`: a person's word stands already and can be taken back. */
export interface Asked { readonly name: string | null; readonly label: string; readonly value: string; readonly said: boolean }

/** Asks what is right, who says so and where from. */
export function CorrectFact({ merchant, asked, close }: { merchant: Merchant; asked: Asked | null; close: () => void }) {
  return <Modal opened={asked !== null} onClose={close} title={asked?.name ? t('Correct: {{label}}', { label: asked.label.toLowerCase() }) : t('Add what you know')} radius="lg">{asked && <Form key={asked.name} merchant={merchant} asked={asked} close={close} />}</Modal>;
}

function Form({ merchant, asked, close }: { merchant: Merchant; asked: Asked; close: () => void }) {
  const open = CORRECTABLE.filter((one) => !merchant.facts.some((fact) => fact.name === one.value));
  const [name, setName] = useState(asked.name ?? open[0]?.value ?? 'address');
  const [value, setValue] = useState(asked.value || (name === 'legalForm' ? 'company' : ''));
  const [by, setBy] = useState<'merchant' | 'person'>('merchant');
  const [note, setNote] = useState('');
  const change = useChange(merchant.id);
  const label = CORRECTABLE.find((one) => one.value === name)?.label ?? asked.label;
  const choose = (one: string | null) => { if (one) { setName(one); setValue(one === 'legalForm' ? 'company' : ''); } };
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); change.mutate({ kind: 'correct', name, value, by, note }, { onSuccess: () => { close(); announce(t('{{label}} corrected', { label })); } }); }}>
      {asked.name === null && <Select label={t('About')} data={open} value={name} onChange={choose} allowDeselect={false} />}
      {name === 'legalForm' ? <Select label={t('What it is')} data={Object.entries(LEGAL_FORM).map(([one, text]) => ({ value: one, label: t(text) }))} value={value} onChange={(one) => setValue(one ?? value)} allowDeselect={false} />
        : <TextInput label={t('What it is')} value={value} onChange={(event) => setValue(event.currentTarget.value)} dir="auto" data-autofocus required withAsterisk={false} maxLength={500} {...(name === 'country' ? { description: t('two capital letters, such as DE') } : {})} />}
      <Select label={t('Who says so')} data={[{ value: 'merchant', label: t('The merchant told us') }, { value: 'person', label: t('I know it') }]} value={by} onChange={(one) => setBy(one === 'person' ? 'person' : 'merchant')} allowDeselect={false} />
      <Textarea label={t('Where from')} description={t('a call, a letter: whatever others can look up')} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={500} autosize minRows={2} />
      <p className={css.small}>{t('Pages never overwrite this. What they show stays beside it.')}</p>
      <div className={css.formFoot}>
        {asked.said && <Button disabled={change.isPending} onClick={() => change.mutate({ kind: 'withdraw', name }, { onSuccess: () => { close(); announce(t('{{label}} as the pages say', { label })); } })}>{t('Go by the pages again')}</Button>}
        <Button primary type="submit" disabled={change.isPending || value.trim() === ''}>{t('Save')}</Button>
      </div>
    </form>
  );
}
