import type { ReactNode } from 'react';
import type { Stage } from '../api/client';
import { isExit, stageName } from '../board/stages';
import { t } from '../i18n/i18n';
import css from './bits.module.css';
import { ago } from './time';

/** After so long without a new observation a score is greyed, not hidden (FEATURES R5); the server takes a lead out of the queue after 30 days. */
const STALE_MS = 14 * 86_400_000;
export const isStale = (seenAt: string | null, now: number): boolean => seenAt !== null && now - new Date(seenAt).getTime() > STALE_MS;

/** A score from 0 to 100. Darker is better: intensity, not another colour. Grey: what it rests on was last seen too long ago to be trusted. */
export function Score({ value, large = false, seenAt = null, now }: { value: number; large?: boolean; seenAt?: string | null; now?: number }) {
  const level = value >= 80 ? 3 : value >= 60 ? 2 : 1;
  const stale = now !== undefined && isStale(seenAt, now);
  const title = stale ? t('Score {{value}} of 100, from what was seen {{ago}}', { value, ago: ago(now - new Date(seenAt!).getTime()) }) : t('Score {{value}} of 100', { value });
  return <span className={css.score} data-level={level} data-stale={stale || undefined} data-large={large || undefined} title={title}><span className="unseen">{stale ? t('old score') : t('score')} </span>{value}</span>;
}

export function StageDot({ stage }: { stage: Stage }) {
  return <span className={css.dot} style={{ background: `var(--stage-${isExit(stage) ? 'exit' : stage})` }} data-exit={isExit(stage) || undefined} aria-hidden="true" />;
}

export function StageLabel({ stage }: { stage: Stage }) {
  return <span className={css.stage}><StageDot stage={stage} />{stageName[stage]}</span>;
}

/** A short neutral tag: marketplace, country, state. */
export function Tag({ children, tone, title }: { children: ReactNode; tone?: 'amber' | 'red' | 'green' | undefined; title?: string }) {
  return <span className={css.tag} data-tone={tone} title={title}>{children}</span>;
}

/** Who owns it, by initials. */
export function Initials({ name, size = 20 }: { name: string; size?: number }) {
  const letters = name.split(/\s+/).filter(Boolean);
  const text = ((letters[0]?.[0] ?? '') + (letters.length > 1 ? letters.at(-1)![0] : '')).toUpperCase();
  return <span className={css.initials} style={{ width: size, height: size, fontSize: size * 0.45 }} title={name} aria-label={name} role="img">{text}</span>;
}

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className={css.kbd}>{children}</kbd>;
}

/** Grey shapes of the right size while something loads. */
export function Bone({ width = '100%', height = 12, round = false }: { width?: number | string; height?: number; round?: boolean }) {
  return <span className={css.bone} style={{ width, height, borderRadius: round ? 999 : undefined }} aria-hidden="true" />;
}

/** Says why there is nothing here and what to do. */
export function Empty({ icon, title, children, action }: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.empty}>
      {icon && <span className={css.emptyIcon}>{icon}</span>}
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

/** Says what went wrong, what was kept, and offers to try again. */
export function Failed({ error, retry, what }: { error: unknown; retry: () => void; what: string }) {
  return (
    <div className={css.empty} role="alert">
      <h2>{t('{{what}} could not be loaded', { what })}</h2>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <button type="button" className={css.button} onClick={retry}>{t('Try again')}</button>
    </div>
  );
}

export function Button({ children, primary = false, ...rest }: { children: ReactNode; primary?: boolean } & React.ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" {...rest} className={`${primary ? css.primary : css.button} ${rest.className ?? ''}`}>{children}</button>;
}
