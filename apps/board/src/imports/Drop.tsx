import { useState } from 'react';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import own from './imports.module.css';

/** A file may be dropped or chosen; the field is a plain file input underneath, so that keys and screen readers find it. */
export function Drop({ file, choose, prompt, hint, accept }: { file: File | null; choose: (file: File | null) => void; prompt: string; hint: string; accept: string }) {
  const [over, setOver] = useState(false);
  return (
    <label className={own.drop} data-over={over || undefined} data-chosen={file ? true : undefined}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); choose(event.dataTransfer.files[0] ?? null); }}>
      <input type="file" aria-label={t('File')} accept={accept} onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)} />
      {file
        ? <><strong className="cut" dir="auto">{file.name}</strong><span className={css.small}>{file.size < 1_000_000 ? t('{{value}} KB', { value: Math.max(1, Math.round(file.size / 1024)) }) : t('{{size}} MB', { size: (file.size / 1_048_576).toFixed(1) })} {t('· choose another one')}</span></>
        : <><strong>{prompt}</strong><span className={css.small}>{hint}</span></>}
    </label>
  );
}
