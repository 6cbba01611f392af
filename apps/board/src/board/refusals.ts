import type { TFunction } from 'i18next';
import { Problem } from '../api/client';

const FIELDS: Record<string, string> = { address: 'a mail address', reason: 'a reason', note: 'a note', owner: 'an owner' };

/** Why not, in a sentence that begins with the missing field where the server names one. */
export function refusalText(t: TFunction, error: unknown): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error);
  const missing = (error.body as { missing?: readonly string[] } | undefined)?.missing ?? [];
  // Labels that a team chose: named as they are, in a sentence of ours.
  if (error.code === 'fields-required') return t('Fill in on the merchant’s page first: {{fields}}.', { fields: missing.map((label) => `“${label}”`).join(', ') });
  if (missing.length === 0) return error.message;
  return `${t('Missing: {{fields}}.', { fields: missing.map((field) => t(FIELDS[field] ?? field)).join(', ') })} ${error.message}`;
}

/** Names are as long as their owners like; sentences are not. */
export const cutName = (name: string): string => (name.length > 48 ? `${name.slice(0, 47)}…` : name);
