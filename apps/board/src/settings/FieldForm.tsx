import { Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Problem, type Schemas } from '../api/client';
import { customFields } from '../api/queries';
import { FUNNEL, stageName } from '../board/stages';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { announce } from '../ui/toasts';
import { keyFor } from './field-key';
import { KIND_WORDS, KINDS } from './field-words';
import { addField, changeField, type CustomField } from './queries';
import css from './settings.module.css';

type Wanted = Schemas['NewCustomField'];

/** A new field, or what can change of one. What the server refuses is said at the field that it is about. */
export function FieldForm({ field, close }: { field?: CustomField; close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [label, setLabel] = useState(field?.label ?? '');
  /** null: it follows the label. */
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const [kind, setKind] = useState<CustomField['kind']>(field?.kind ?? 'text');
  const [choices, setChoices] = useState(field?.choices.join('\n') ?? '');
  const [from, setFrom] = useState<CustomField['requiredFrom']>(field?.requiredFrom ?? null);
  const key = ownKey ?? keyFor(label);
  const save = useMutation({
    mutationFn: () => {
      const lines = kind === 'choice' ? choices.split('\n').map((line) => line.trim()).filter(Boolean) : [];
      if (!field) return addField({ key, label, kind, choices: lines, requiredFrom: from } satisfies Wanted);
      return changeField(field.key, { label, requiredFrom: from, ...(kind === 'choice' ? { choices: lines } : {}) });
    },
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: customFields.queryKey });
      void client.invalidateQueries({ queryKey: ['merchant'] });
      announce(t('{{label}} saved', { label: saved.label }));
      close();
    },
  });
  const refused = save.error instanceof Problem ? save.error.body?.errors ?? [] : [];
  const refusal = (name: string) => refused.find(({ field: at }) => at === name || at.startsWith(`${name}.`))?.message;
  const elsewhere = save.isError && !['label', 'key', 'kind', 'choices', 'requiredFrom'].some(refusal);
  return (
    <form className={css.form} onSubmit={(event: FormEvent) => { event.preventDefault(); save.mutate(); }}>
      {elsewhere && <p className={css.error} role="alert">{save.error.message}</p>}
      <TextInput label={t('Label')} description={t('What people read')} required withAsterisk={false} data-autofocus maxLength={60} dir="auto" value={label} error={refusal('label')} onChange={(event) => setLabel(event.currentTarget.value)} />
      {field ? (
        <dl className={css.fixed}>
          <dt>{t('Key')}</dt><dd><code className={css.prefix}>{field.key}</code></dd>
          <dt>{t('Kind')}</dt><dd>{t(KIND_WORDS[field.kind])}</dd>
          <dd className={css.small}>{t('These two stay as they are: exports, programs and what was written rely on them. For another kind, add a new field and retire this one.')}</dd>
        </dl>
      ) : (
        <>
          <TextInput label={t('Key')} description={t('By it exports, imports and programs know the field. It cannot change later.')} required withAsterisk={false} maxLength={40} dir="ltr" autoComplete="off" spellCheck={false} autoCapitalize="none" classNames={{ input: css.mono ?? '' }} value={key} error={refusal('key')} onChange={(event) => setOwnKey(event.currentTarget.value)} />
          <Select label={t('Kind')} description={t('It cannot change later either.')} allowDeselect={false} value={kind} error={refusal('kind')} data={KINDS.map((one) => ({ value: one, label: t(KIND_WORDS[one]) }))} onChange={(one) => { if (one) setKind(one as CustomField['kind']); }} />
        </>
      )}
      {kind === 'choice' && <Textarea label={t('Choices')} description={field ? t('One a line. A choice that you take away stays where it was written.') : t('One a line')} required withAsterisk={false} autosize minRows={3} maxRows={10} dir="auto" value={choices} error={refusal('choices')} onChange={(event) => setChoices(event.currentTarget.value)} />}
      <Select label={t('Needed from stage')} description={t('Nobody moves a lead there, or further, before its merchant has a value. What Beckon moves by itself is not held up.')} allowDeselect={false} value={from ?? ''} error={refusal('requiredFrom')}
        data={[{ value: '', label: t('Never needed') }, ...FUNNEL.map((stage) => ({ value: stage, label: t(stageName[stage]) }))]} onChange={(stage) => setFrom((stage || null) as CustomField['requiredFrom'])} />
      <div className={css.formEnd}><Button onClick={close}>{t('Cancel')}</Button><Button primary type="submit" disabled={save.isPending}>{field ? t('Save') : t('Add the field')}</Button></div>
    </form>
  );
}
