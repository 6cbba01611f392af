import { Modal } from '@mantine/core';
import { t } from '../i18n/i18n';
import { Kbd } from '../ui/bits';
import css from './KeysDialog.module.css';
import { showKeys, useKeysOpen, useShownKeys, type Key } from './keys';
import { PLACES } from './places';

const EVERYWHERE: readonly Key[] = [['Ctrl K', 'Search or do anything'], ['/', 'Search leads'], ['?', 'These keys']];

/** Every key that does something here, those of the screen first. */
export function KeysDialog() {
  const screens = useShownKeys();
  return (
    <Modal opened={useKeysOpen()} onClose={() => showKeys(false)} title={t('Keys')} centered radius="lg" size={720}>
      <div className={css.groups}>
        {screens.map(({ title, keys }) => <Group key={title} title={t(title)} keys={keys} />)}
        <Group title={t('Everywhere')} keys={EVERYWHERE} />
        <Group title={t('Go to')} keys={PLACES.map(({ go, name }) => [`G ${go.toUpperCase()}`, name])} />
      </div>
    </Modal>
  );
}

function Group({ title, keys }: { title: string; keys: readonly Key[] }) {
  return (
    <section>
      <h3 className={css.title}>{title}</h3>
      <dl className={css.keys}>{keys.map(([press, does]) => <div key={press}><dt>{press.split(' ').map((key) => <Kbd key={key}>{key}</Kbd>)}</dt><dd>{t(does)}</dd></div>)}</dl>
    </section>
  );
}
