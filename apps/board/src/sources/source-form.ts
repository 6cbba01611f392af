import type { Schemas } from '../api/client';
import type { SourceDetail } from './queries';

type Sent = Schemas['NewSource'];
export type Budget = Required<NonNullable<Sent['budget']>>;
export interface Entry { url: string; category: string; list: string }
export interface Blackout { from: string; to: string }

/** A source as it stands in a form: every field has a value that an input can show. */
export interface SourceForm {
  name: string; recipeId: string; marketplace: string; entries: Entry[]; least: number | ''; usual: number | '';
  cron: string; zone: string; jitterPercent: number; blackouts: Blackout[]; enabled: boolean; budget: Budget; wallClockLimitS: number;
  permission: { basis: string; reviewedOn: string; reviewer: string; fields: string; retentionDays: number };
}

/** What a part of the form needs: the whole, a way to change it, and what was wrong with a field when it was last sent. */
export interface FieldsProps { form: SourceForm; set: (change: Partial<SourceForm>) => void; wrong: (field: string) => string | undefined }

export const NO_ENTRY: Entry = { url: '', category: '', list: '' };
const NO_PERMISSION = { basis: '', reviewedOn: '', reviewer: '', fields: 'shop name, rank, rating, published contact', retentionDays: 365 };

/** Gentle, daily, and nothing vouched for. */
export const newForm = (): SourceForm => ({
  name: '', recipeId: '', marketplace: '', entries: [NO_ENTRY], least: '', usual: '', cron: '0 6 * * *', zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC', jitterPercent: 10, blackouts: [], enabled: true,
  budget: { concurrency: 1, minDelayMs: 3000, jitterMs: 2000, pagesPerRun: 300, pagesPerDay: 1000, maxBytes: 8_000_000, retryMs: 30_000 }, wallClockLimitS: 900, permission: NO_PERMISSION,
});

export function formOf({ name, recipe, marketplace, entries, expectedItems, cron, zone, jitterPercent, blackouts, enabled, settings: { wallClockLimitS, ...budget }, record }: SourceDetail): SourceForm {
  return {
    name, recipeId: recipe, marketplace, entries, least: expectedItems?.min ?? '', usual: expectedItems?.median ?? '', cron: cron ?? '', zone, jitterPercent, blackouts, enabled, budget, wallClockLimitS,
    permission: record ? { ...record, fields: record.fields.join(', ') } : NO_PERMISSION,
  };
}

/** What is sent. A permission record that nobody began is none. */
export function sentOf({ least, usual, permission: { basis, reviewedOn, reviewer, fields, retentionDays }, marketplace, cron, ...form }: SourceForm): Sent {
  const begun = basis.trim() !== '' || reviewer.trim() !== '' || reviewedOn !== '';
  return {
    ...form, ...(marketplace.trim() ? { marketplace: marketplace.trim() } : {}), cron: cron.trim() || null,
    expectedItems: least === '' && usual === '' ? null : { min: least === '' ? 1 : least, median: usual === '' ? null : usual },
    permission: begun ? { basis, reviewedOn, reviewer, fields: fields.split(',').map((field) => field.trim()).filter(Boolean), retentionDays } : null,
  };
}

/** What one person changed, on top of what another has made of the source meanwhile. */
export function onTopOf(theirs: SourceForm, base: SourceForm, mine: SourceForm): SourceForm {
  const changed = (Object.keys(mine) as Array<keyof SourceForm>).filter((key) => JSON.stringify(mine[key]) !== JSON.stringify(base[key]));
  return { ...theirs, ...Object.fromEntries(changed.map((key) => [key, mine[key]])) };
}
