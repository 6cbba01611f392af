/** What a clock on the wall shows in a zone: `YYYY-MM-DDTHH:MM`, without seconds. */
export type LocalTime = string;
export const REPEATS = ['daily', 'weekly', 'monthly'] as const;
export type Repeat = (typeof REPEATS)[number];

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** @returns whether this machine knows the IANA time zone. */
export function isZone(zone: string): boolean {
  try {
    format(zone);
    return true;
  } catch {
    return false;
  }
}

export const localOf = (moment: Date, zone: string): LocalTime => new Date(Math.floor((moment.getTime() + offsetMs(moment, zone)) / 60_000) * 60_000).toISOString().slice(0, 16);

/**
 * The moment at which a wall clock shows this time. Of a time that is shown twice (clocks go back) the first; a time that is never shown (clocks go
 * forward) is as much later as the clocks were moved: 02:30 is 03:30.
 */
export function momentOf(local: LocalTime, zone: string): Date {
  const asUtc = Date.parse(`${local}:00Z`);
  const offsets = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) => offsetMs(new Date(near), zone));
  const shown = offsets.map((offset) => new Date(asUtc - offset)).filter((moment) => localOf(moment, zone) === local).sort((a, b) => +a - +b);
  return shown[0] ?? new Date(asUtc - offsets[0]!);
}

/** The same wall time a day, a week or a month later; a month without the day (`monthDay`, 1 to 31) ends with its last. */
export function nextLocal(local: LocalTime, repeat: Repeat, monthDay: number): LocalTime {
  const day = new Date(`${local.slice(0, 10)}T00:00:00Z`);
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  const next = repeat === 'monthly' ? new Date(Date.UTC(year, month + 1, Math.min(monthDay, new Date(Date.UTC(year, month + 2, 0)).getUTCDate()))) : new Date(day.getTime() + (repeat === 'weekly' ? 7 : 1) * DAY_MS);
  return `${next.toISOString().slice(0, 10)}${local.slice(10)}`;
}

/** The first occurrence after `local` that is still to come at `now`: what was missed is not made up for. */
export function nextDue(local: LocalTime, repeat: Repeat, monthDay: number, zone: string, now: Date): LocalTime {
  let next = nextLocal(local, repeat, monthDay);
  while (momentOf(next, zone) <= now) next = nextLocal(next, repeat, monthDay);
  return next;
}

/** The same wall time so many workdays (Monday to Friday) later; from a weekend, counted from its Monday's eve. */
export function addWorkdays(moment: Date, days: number, zone: string): Date {
  const local = localOf(moment, zone);
  const day = new Date(`${local.slice(0, 10)}T00:00:00Z`);
  for (let left = days; left > 0;) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() % 6 !== 0) left--;
  }
  return momentOf(`${day.toISOString().slice(0, 10)}${local.slice(10)}`, zone);
}

/** The moment at which the local day of a moment ends. */
export const endOfDay = (moment: Date, zone: string): Date => momentOf(nextLocal(`${localOf(moment, zone).slice(0, 10)}T00:00`, 'daily', 1), zone);
/** The moment at which the local day before began. */
export const startOfYesterday = (moment: Date, zone: string): Date =>
  momentOf(`${new Date(Date.parse(`${localOf(moment, zone).slice(0, 10)}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)}T00:00`, zone);

function format(zone: string): Intl.DateTimeFormat {
  let known = formats.get(zone);
  if (!known) formats.set(zone, known = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }));
  return known;
}

function offsetMs(moment: Date, zone: string): number {
  const parts = Object.fromEntries(format(zone).formatToParts(moment).map((part) => [part.type, Number(part.value)]));
  return Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!) - Math.floor(moment.getTime() / 1000) * 1000;
}
