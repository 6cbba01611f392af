export interface Point { readonly at: string; readonly value: number }
/** Seconds since 1970; null: nothing was observed here although something should have been. */
export type Plotted = readonly [at: number, value: number | null];

/** A gap is longer than this many usual steps. */
const LONG = 2.5;

/** Points with a hole wherever the usual rhythm of observation was broken: a line drawn across would claim what nobody saw. */
export function withGaps(points: readonly Point[]): Plotted[] {
  const at = points.map((point) => new Date(point.at).getTime() / 1000);
  const steps = at.slice(1).map((time, place) => time - at[place]!).sort((a, b) => a - b);
  const usual = steps[Math.floor(steps.length / 2)] ?? Infinity;
  return points.flatMap((point, place): Plotted[] => {
    const before = at[place - 1];
    const hole: Plotted[] = before !== undefined && steps.length > 1 && at[place]! - before > LONG * usual ? [[(before + at[place]!) / 2, null]] : [];
    return [...hole, [at[place]!, point.value]];
  });
}
