import type { ReactNode } from 'react';
import { t } from '../i18n/i18n';
import { ago, exactly } from '../ui/time';
import css from './merchant.module.css';
import type { Sourced } from './queries';
import { AGE } from './words';

export function Section({ title, aside, children, id }: { title: string; aside?: ReactNode; children: ReactNode; id?: string }) {
  return <section className={css.section} aria-label={title} id={id}><div className={css.sectionHead}><h2>{title}</h2>{aside !== undefined && <span className={css.aside}>{aside}</span>}</div>{children}</section>;
}

/** How old a value is, as a colour and in words. */
export function Age({ age, seenAt, now, verb = 'seen' }: { age: Sourced['age']; seenAt: string; now: number; verb?: string }) {
  return <span className={css.seen} title={`${t(AGE[age])}: ${exactly(seenAt)}`}><i className={css.ageDot} data-age={age} aria-hidden="true" />{t(verb)} {ago(now - new Date(seenAt).getTime())}<span className="unseen">, {t(AGE[age])}</span></span>;
}
