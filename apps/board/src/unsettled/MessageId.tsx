import { useState } from 'react';
import { t } from '../i18n/i18n';
import { CheckIcon, CopyIcon } from '../ui/icons';
import { announce, toast } from '../ui/toasts';
import css from './unsettled.module.css';

/** Copies one Message-ID or several lines of them; a browser that forbids it says so. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    announce(t('Message-ID copied'));
    return true;
  } catch {
    toast(t('The browser does not let this page copy. Mark the Message-ID and copy it by hand.'), { tone: 'red' });
    return false;
  }
}

/** The Message-ID header with a button that copies it: what one searches a mail host's log for. */
export function MessageId({ id }: { id: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <span className={css.messageId}>
      <code title={id}>{id}</code>
      <button type="button" className={css.copy} aria-label={t('Copy the Message-ID')} title={t('Copy the Message-ID')} onClick={() => void copy(id).then(setCopied)}>{copied ? <CheckIcon width={14} height={14} /> : <CopyIcon width={14} height={14} />}</button>
    </span>
  );
}
