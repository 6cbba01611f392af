import { Modal } from '@mantine/core';
import { t } from '../i18n/i18n';
import { Button } from '../ui/bits';
import css from './unsettled.module.css';

/** Asked before mails go out once more: it cannot be taken back. */
export function SendAgain({ count, close, send }: { count: number; close: () => void; send: () => void }) {
  return (
    <Modal opened={count > 0} onClose={close} title={t('Send {{count}} mails once more?', { count })} size="md">
      <div className={css.asked}>
        <p>{t('You say that these mails did not arrive. If one of them did, its merchant gets it twice, and that cannot be taken back.', { count })}</p>
        <p className={css.small}>{t('Whoever was blocked, answered or moved on meanwhile is left alone: that is asked again before anything leaves.')}</p>
        <div className={css.buttons}><Button onClick={close}>{t('Cancel')}</Button><Button primary data-autofocus onClick={send}>{t('Send once more')}</Button></div>
      </div>
    </Modal>
  );
}
