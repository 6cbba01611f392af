import { useTranslation } from '../i18n/i18n';
import { CheckIcon, CopyIcon } from '../ui/icons';
import { announce, toast } from '../ui/toasts';
import { useState } from 'react';
import css from './unsettled.module.css';

/** Copies text; a browser that forbids it says so. */
export async function copy(text: string, words: { done: string; refused: string }): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    announce(words.done);
    return true;
  } catch {
    toast(words.refused, { tone: 'red' });
    return false;
  }
}

export function useCopyWords(): { done: string; refused: string } {
  const { t } = useTranslation();
  return { done: t('Message-ID copied'), refused: t('The browser does not let this page copy. Mark the Message-ID and copy it by hand.') };
}

/** The Message-ID header with a button that copies it: what one searches a mail host's log for. */
export function MessageId({ id }: { id: string }) {
  const { t } = useTranslation();
  const words = useCopyWords();
  const [copied, setCopied] = useState(false);
  return (
    <span className={css.messageId}>
      <code title={id}>{id}</code>
      <button type="button" className={css.copy} aria-label={t('Copy the Message-ID')} title={t('Copy the Message-ID')} onClick={() => void copy(id, words).then(setCopied)}>{copied ? <CheckIcon width={14} height={14} /> : <CopyIcon width={14} height={14} />}</button>
    </span>
  );
}
