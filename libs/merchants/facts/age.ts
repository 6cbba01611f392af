const DAY = 86_400_000;

/** How old a value is (FEATURES I4): confirmed within 7 days, within 30, longer ago. Screens show it as a colour and in words. */
export type Age = 'fresh' | 'ageing' | 'old';

/** @param now business time. */
export function ageOf(seenAt: Date, now: Date): Age {
  const days = (now.getTime() - seenAt.getTime()) / DAY;
  return days <= 7 ? 'fresh' : days <= 30 ? 'ageing' : 'old';
}
