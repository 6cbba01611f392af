/** Reasons for a no, as the merchant reads them. */
export const DECLINE_REASONS = {
  fees: 'The fees after the free months',
  effort: 'It is too much work to set up',
  enough: 'We sell on enough marketplaces',
  not_us: 'The offer does not fit what we sell',
  trust: 'I do not know enough about you',
  other: 'Another reason',
} as const;
export type DeclineReason = keyof typeof DECLINE_REASONS;
export const isDeclineReason = (text: string): text is DeclineReason => Object.hasOwn(DECLINE_REASONS, text);

/** Months that may be chosen for "not now": the next ones, at most this many. */
export const MONTHS_AHEAD = 12;

/** `2027-03` and `March 2027`, from the month after `today` (`YYYY-MM-DD`) on. */
export function monthsAhead(today: string): Array<{ value: string; label: string }> {
  const [year, month] = today.split('-').map(Number) as [number, number];
  return Array.from({ length: MONTHS_AHEAD }, (_, i) => {
    const first = new Date(Date.UTC(year, month + i, 1));
    return { value: first.toISOString().slice(0, 7), label: new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(first) };
  });
}
