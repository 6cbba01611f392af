import type { Permission } from './source.schema.js';
import { SourceInvalid } from './sourcing.errors.js';

/** Sites change their terms; a right that nobody has looked at for half a year is a guess (FEATURES S14). */
export const REVIEW_EVERY_DAYS = 180;
const DAY_MS = 86_400_000;
/** Where the day begins first: there it may be tomorrow already. */
const FIRST_ZONE_MS = 14 * 3_600_000;

/** ISO date by which the terms must be read again. */
export const reviewBy = ({ reviewedOn }: Pick<Permission, 'reviewedOn'>): string => new Date(Date.parse(reviewedOn) + REVIEW_EVERY_DAYS * DAY_MS).toISOString().slice(0, 10);

/** @param now business time. @throws SourceInvalid for a review that has not happened yet. */
export function refuseFutureReview(reviewedOn: string, now: Date, field: string): void {
  if (Date.parse(reviewedOn) > now.getTime() + FIRST_ZONE_MS) throw new SourceInvalid(`The terms cannot have been read on ${reviewedOn}: that day is still to come.`, { fields: [field] });
}
