import { Modal } from '@mantine/core';
import { t } from '../i18n/i18n';
import { Button } from '../ui/bits';
import type { Fate } from './queries';
import css from './unsettled.module.css';

/** Verdicts that are asked for once more, because what follows cannot be taken back. */
export type Grave = Exclude<Fate, 'arrived'>;

/** Asked before mails go out once more, or addresses are given up. */
export function SureOfIt({ count, fate, close, say }: { count: number; fate: Grave; close: () => void; say: () => void }) {
  const again = fate === 'not_arrived';
  return (
    <Modal opened={count > 0} onClose={close} title={again ? t('Send {{count}} mails once more?', { count }) : t('Give up {{count}} addresses?', { count })} size="md">
      <div className={css.asked}>
        <p>{again ? t('You say that these mails did not arrive. If one of them did, its merchant gets it twice, and that cannot be taken back.', { count })
          : t('You say that the mail host refused these addresses. Nobody writes to them again, and a merchant without another address becomes unreachable.', { count })}</p>
        {again && <p className={css.small}>{t('Whoever was blocked, answered or moved on meanwhile is left alone: that is asked again before anything leaves.')}</p>}
        <div className={css.buttons}><Button onClick={close}>{t('Cancel')}</Button><Button primary data-autofocus onClick={say}>{again ? t('Send once more') : t('Give up')}</Button></div>
      </div>
    </Modal>
  );
}
