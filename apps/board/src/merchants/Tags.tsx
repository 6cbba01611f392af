import { useState } from 'react';
import { t } from '../i18n/i18n';
import { CloseIcon, TagIcon } from '../ui/icons';
import { announce } from '../ui/toasts';
import css from './merchant.module.css';
import { useChange, type Merchant } from './queries';

/** Words that the team puts on a merchant. */
export function Tags({ merchant, writes }: { merchant: Merchant; writes: boolean }) {
  const [text, setText] = useState('');
  const change = useChange(merchant.id);
  const put = (tags: string[], said: string) => change.mutate({ kind: 'tags', tags }, { onSuccess: () => { setText(''); announce(said); } });
  if (!writes && merchant.tags.length === 0) return null;
  return (
    <div className={css.tags} role="group" aria-label={t('Tags')}>
      <TagIcon width={14} height={14} />
      {merchant.tags.map((tag) => (
        <span key={tag} className={css.tag}><bdi>{tag}</bdi>{writes && <button type="button" aria-label={t('Remove tag {{tag}}', { tag })} disabled={change.isPending} onClick={() => put(merchant.tags.filter((one) => one !== tag), `Tag ${tag} removed`)}><CloseIcon width={11} height={11} /></button>}</span>
      ))}
      {writes && <form onSubmit={(event) => { event.preventDefault(); if (text.trim()) put([...merchant.tags, text], `Tag ${text.trim()} added`); }}><input className={css.tagInput} aria-label={t('Add a tag')} placeholder={t('Add a tag')} maxLength={40} value={text} onChange={(event) => setText(event.currentTarget.value)} dir="auto" /></form>}
    </div>
  );
}
