import { Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import css from './FilterBar.module.css';

interface Props { readonly opened: boolean; readonly close: () => void; readonly title: string; readonly name: string; readonly mayShare: boolean; readonly give: (view: { name: string; shared: boolean }) => Promise<void> }

/** Asks what to call a view. A refused name stays in the field, with the reason under it. */
export function NameView({ opened, close, title, ...rest }: Props) {
  return <Modal opened={opened} onClose={close} title={title} centered radius="lg" size={400}>{opened && <Form close={close} {...rest} />}</Modal>;
}

function Form({ close, name, mayShare, give }: Pick<Props, 'close' | 'name' | 'mayShare' | 'give'>) {
  const { t } = useTranslation();
  const [text, setText] = useState(name);
  const [shared, setShared] = useState(false);
  const [why, setWhy] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    try { await give({ name: text.trim(), shared }); close(); } catch (error) { setWhy(error instanceof Error ? error.message : String(error)); }
    setBusy(false);
  };
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <TextInput data-autofocus label={t('Name')} maxLength={80} value={text} error={why} onChange={(event) => { setText(event.currentTarget.value); setWhy(null); }} dir="auto" />
      {mayShare && <label><input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} /> {t('Share it with everybody')}</label>}
      <div className={css.formEnd}><Button onClick={close}>{t('Cancel')}</Button><Button primary type="submit" disabled={!text.trim() || busy}>{t('Save')}</Button></div>
    </form>
  );
}
