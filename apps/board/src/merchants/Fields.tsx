import { useState } from 'react';
import { stageName } from '../board/stages';
import { t } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { dayOf } from '../ui/time';
import { announce } from '../ui/toasts';
import css from './merchant.module.css';
import { useChange, type CustomValue, type Merchant } from './queries';
import { Section } from './Section';
import { web } from './words';

/** The fields that the team keeps for itself. */
export function Fields({ merchant, writes }: { merchant: Merchant; writes: boolean }) {
  const [open, setOpen] = useState<string | null>(null);
  const change = useChange(merchant.id);
  return (
    <Section title={t('Our own fields')}>
      {merchant.fields.length === 0 && <p className={css.nothing}>{t('Your team has defined no fields of its own.')}</p>}
      <dl className={css.fields}>
        {merchant.fields.map((field) => (
          <div key={field.key}>
            <dt>{field.label}{field.retired && <span className={css.small}> {t('(not used any more)')}</span>}</dt>
            <dd>
              {open === field.key ? <Editor field={field} busy={change.isPending} close={() => setOpen(null)} save={(value) => change.mutate({ kind: 'field', key: field.key, value }, { onSuccess: () => { setOpen(null); announce(t('{{label}} saved', { label: field.label })); } })} /> : (
                <>
                  <Shown field={field} />
                  {field.value === null && field.requiredFrom && !field.retired && <span className={css.small}>{t('needed from {{stage}}', { stage: t(stageName[field.requiredFrom]) })}</span>}
                  {field.at && <span className={css.small}>{field.by ?? t('somebody')}, {dayOf(field.at)}</span>}
                  {writes && !field.retired && <button type="button" className={css.quiet} onClick={() => setOpen(field.key)} aria-label={`${field.value === null ? t('Fill in') : t('Change')} ${field.label}`}>{field.value === null ? t('Fill in') : t('Change')}</button>}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Shown({ field }: { field: CustomValue }) {
  if (field.value === null) return <span className={css.small}>{t('not filled in')}</span>;
  if (typeof field.value === 'boolean') return <span>{field.value ? t('yes') : t('no')}</span>;
  const text = String(field.value);
  return field.kind === 'url' && web(text) ? <a href={web(text)} target="_blank" rel="noreferrer noopener" className={css.text}>{text}</a> : <bdi className={css.text}>{field.kind === 'date' ? dayOf(text) : text}</bdi>;
}

function Editor({ field, busy, save, close }: { field: CustomValue; busy: boolean; save: (value: string | null) => void; close: () => void }) {
  const [text, setText] = useState(field.value === null ? '' : typeof field.value === 'boolean' ? (field.value ? 'yes' : 'no') : String(field.value));
  const choices = field.kind === 'choice' ? field.choices : field.kind === 'yes-no' ? ['yes', 'no'] : null;
  const given = { 'aria-label': field.label, value: text, autoFocus: true, className: css.input, onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value) };
  return (
    <form className={css.inline} onSubmit={(event) => { event.preventDefault(); save(text.trim() === '' ? null : text); }} onKeyDown={(event) => { if (event.key === 'Escape') close(); }}>
      {choices ? <select {...given}><option value="">{t('not filled in')}</option>{choices.map((one) => <option key={one}>{one}</option>)}</select> : <input {...given} type={field.kind === 'date' ? 'date' : 'text'} inputMode={field.kind === 'number' ? 'decimal' : field.kind === 'url' ? 'url' : 'text'} dir="auto" />}
      <Button type="submit" primary disabled={busy} className={css.slim}>{t('Save')}</Button><Button onClick={close} className={css.slim}>{t('Cancel')}</Button>
    </form>
  );
}
