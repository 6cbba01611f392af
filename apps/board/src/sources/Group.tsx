import type { ReactNode } from 'react';
import css from './desk.module.css';

/** Fields that belong together, under one heading. */
export function Group({ title, children }: { title: string; children: ReactNode }) {
  return <div className={css.panel}><fieldset className={css.group}><legend>{title}</legend>{children}</fieldset></div>;
}
