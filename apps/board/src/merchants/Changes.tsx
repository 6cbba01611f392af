import { Link } from '@tanstack/react-router';
import { t } from '../i18n/i18n';
import { Tag } from '../ui/bits';
import { ago, dayOf, exactly } from '../ui/time';
import css from './merchant.module.css';
import type { Merchant } from './queries';
import { Section } from './Section';

const GOOD = new Set(['rank-up', 'new-category', 'products-up']);

/** What changed, each with the two runs that show it. */
export function Changes({ merchant: { changes, storefronts }, now }: { merchant: Merchant; now: number }) {
  return (
    <Section title={t('Changes')} aside={changes.length > 0 ? `${changes.length}` : undefined}>
      {changes.length === 0 && <p className={css.nothing}>{t('Nothing that is worth telling has changed between two runs.')}</p>}
      <ul className={css.changes}>
        {changes.slice(0, 20).map((change) => (
          <li key={change.id} data-good={GOOD.has(change.kind) || undefined}>
            <span className={css.text} dir="auto">{change.text}</span>
            <span className={css.from}>
              <Tag>{change.marketplace}</Tag>{storefronts.length > 1 && <bdi className={css.small}>{change.storefrontName}</bdi>}
              <span className={css.small} title={exactly(change.after.at)}>{ago(now - new Date(change.after.at).getTime())}</span>
              <Link to="/runs/$id" params={{ id: change.before.runId }} className={css.sourceLink} title={t('showed {{value}}', { value: change.before.value ?? t('nothing') })}>{dayOf(change.before.at)}</Link>
              <span className={css.small} aria-hidden="true">→</span>
              <Link to="/runs/$id" params={{ id: change.after.runId }} className={css.sourceLink} title={t('showed {{value}}', { value: change.after.value ?? t('nothing') })}>{dayOf(change.after.at)}</Link>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
