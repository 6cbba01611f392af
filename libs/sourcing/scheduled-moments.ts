import { createHash } from 'node:crypto';
import { SourceInvalid } from './sourcing.errors.js';

/** When a source is read by itself: five cron fields in a zone, and hours of the day in which it is not. */
export interface Timetable { readonly cron: string; readonly zone: string; readonly blackouts?: ReadonlyArray<{ readonly from: string; readonly to: string }>; /** Of the time to the next moment; default 10. */ readonly jitterPercent?: number }

const MINUTE = 60_000;
const JITTER_PERCENT = 10;
/** A daily job does not wander through the day for it. */
export const MOST_JITTER_MS = 5 * MINUTE;
/** Years of days are looked through before a timetable counts as never due (29 February comes every 8 years at worst). */
const MOST_DAYS = 366 * 9;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS = [
  { name: 'minute', from: 0, to: 59, words: [], base: 0 }, { name: 'hour', from: 0, to: 23, words: [], base: 0 }, { name: 'day of the month', from: 1, to: 31, words: [], base: 0 },
  { name: 'month', from: 1, to: 12, words: MONTHS, base: 1 }, { name: 'day of the week', from: 0, to: 7, words: DAYS, base: 0 },
] as const;

/**
 * The next moments of a timetable, soonest first; fewer than `count` when there are no more.
 * Where clocks go forward, a time that does not exist is due once, at the next minute that does. Where they go back, a time that
 * comes twice is due once, the first time. A moment within a blackout is left out.
 * @throws SourceInvalid for cron fields that cannot be read; the message names the field.
 */
export function nextRuns({ cron, zone, blackouts = [] }: Timetable, count: number, after: Date): Date[] {
  const [minutes, hours, days, months, weekdays] = parsed(cron) as [Field, Field, Field, Field, Field];
  const wall = wallClock(zone);
  const found: Date[] = [];
  const start = wall(after.getTime());
  for (let day = 0; day < MOST_DAYS && found.length < count; day++) {
    const date = new Date(Date.UTC(start.year, start.month - 1, start.day + day));
    const [month, dayOfMonth, weekday] = [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay()];
    const byDay = days.any || weekdays.any ? days.has(dayOfMonth) && weekdays.has(weekday) : days.has(dayOfMonth) || weekdays.has(weekday);
    if (!months.has(month) || !byDay) continue;
    const due = new Set<number>();
    for (const hour of hours.values) for (const minute of minutes.values) due.add(instantOf(date.getTime() + (hour * 60 + minute) * MINUTE, wall));
    for (const moment of [...due].sort((a, b) => a - b)) {
      if (moment <= after.getTime() || found.length >= count || (found.at(-1)?.getTime() ?? 0) >= moment || isDark(wall(moment), blackouts)) continue;
      found.push(new Date(moment));
    }
  }
  return found;
}

/**
 * When a moment is really started: up to a tenth (or what the source says) of the time to the next one earlier or later, at most five minutes, so that installations with
 * the same timetable do not all knock on one door at once. The same moment of the same source always gets the same answer.
 */
export function jittered(timetable: Timetable, sourceId: string, moment: Date): Date {
  const { jitterPercent: percent = JITTER_PERCENT } = timetable;
  const [next] = nextRuns(timetable, 1, moment);
  const most = Math.min(MOST_JITTER_MS, next ? (next.getTime() - moment.getTime()) * percent / 100 : percent > 0 ? MOST_JITTER_MS : 0);
  const chance = createHash('sha256').update(`${sourceId} ${moment.toISOString()}`).digest().readUInt32BE(0) / 2 ** 32;
  const at = moment.getTime() + Math.round((chance * 2 - 1) * most);
  return isDark(wallClock(timetable.zone)(at), timetable.blackouts ?? []) ? moment : new Date(at);
}

interface Field { readonly any: boolean; readonly values: readonly number[]; has(value: number): boolean }

function parsed(cron: string): Field[] {
  const parts = cron.trim().split(/\s+/);
  if (parts.length !== 5) throw invalid(`"${cron.slice(0, 80)}" is no timetable: five fields are needed (minute, hour, day of the month, month, day of the week), such as 0 6 * * 1-5.`);
  return parts.map((part, place) => {
    const field = FIELDS[place]!;
    const set = new Set<number>();
    for (const piece of part.toLowerCase().split(',')) {
      const match = /^(\*|([a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(piece);
      const number = (text: string): number => (/^\d/.test(text) ? Number(text) : (field.words as readonly string[]).indexOf(text) < 0 ? NaN : (field.words as readonly string[]).indexOf(text) + field.base);
      const step = match?.[4] === undefined ? 1 : Number(match[4]);
      const from = !match ? NaN : match[1] === '*' ? field.from : number(match[2]!);
      const to = !match ? NaN : match[1] === '*' ? field.to : match[3] !== undefined ? number(match[3]) : match[4] !== undefined ? field.to : from;
      if (!(from >= field.from && to <= field.to && from <= to && step >= 1)) throw invalid(`The ${field.name} "${part.slice(0, 40)}" cannot be read. Use *, numbers from ${field.from} to ${field.to}, lists, ranges and steps, such as */15 or 1-5.`);
      for (let value = from; value <= to; value += step) set.add(place === 4 ? value % 7 : value);
    }
    return { any: part === '*', values: [...set].sort((a, b) => a - b), has: (value) => set.has(value) };
  });
}
const invalid = (message: string): SourceInvalid => new SourceInvalid(message, { fields: ['cron'] });

interface Wall { readonly year: number; readonly month: number; readonly day: number; readonly hour: number; readonly minute: number; /** As if it were UTC. */ readonly at: number }

function wallClock(zone: string): (instant: number) => Wall {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, calendar: 'gregory', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (instant) => {
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)])) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', number>;
    return { ...part, at: Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute) };
  };
}

/** The first instant at which clocks on the wall show this time, or, where they jump over it, the first one after the jump. */
function instantOf(wallTime: number, wall: (instant: number) => Wall): number {
  const offsetAt = (instant: number): number => wall(instant).at - Math.floor(instant / MINUTE) * MINUTE;
  // A day before and after stand on either side of any change of the clocks.
  const candidates = [...new Set([offsetAt(wallTime - 86_400_000), offsetAt(wallTime + 86_400_000)])].map((offset) => wallTime - offset).sort((a, b) => a - b);
  const exact = candidates.find((instant) => wall(instant).at === wallTime);
  if (exact !== undefined) return exact;
  let [before, after] = [candidates[0]!, candidates.at(-1)!];
  while (after - before > MINUTE) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
    if (wall(middle).at < wallTime) before = middle; else after = middle;
  }
  return after;
}

function isDark({ hour, minute }: Wall, blackouts: NonNullable<Timetable['blackouts']>): boolean {
  const now = hour * 60 + minute;
  const of = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return blackouts.some(({ from, to }) => (of(from) <= of(to) ? now >= of(from) && now < of(to) : now >= of(from) || now < of(to)));
}
