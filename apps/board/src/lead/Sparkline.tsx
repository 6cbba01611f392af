import { dayOf } from '../ui/time';
import css from './lead.module.css';

interface Point { readonly at: string; readonly value: number }

/** Rank over time. Up is better: rank 1 is at the top. */
export function Sparkline({ ranks, width = 132, height = 36 }: { ranks: readonly { at: string; rank: number }[]; width?: number; height?: number }) {
  const points = ranks.map(({ at, rank }) => ({ at, value: rank }));
  const best = Math.min(...ranks.map(({ rank }) => rank));
  return <Line points={points} name="Rank" top="least" end={`best ${best}`} width={width} height={height} />;
}

/** Rating over time, in stars; a day without one is left out. */
export function RatingLine({ ranks, width = 88, height = 36 }: { ranks: readonly { at: string; rating: number | null }[]; width?: number; height?: number }) {
  const points = ranks.flatMap(({ at, rating }) => (rating === null ? [] : [{ at, value: Math.round(rating * 100) / 100 }]));
  return <Line points={points} name="Rating" top="most" end="of 5" width={width} height={height} />;
}

function Line({ points, name, top, end, width, height }: { points: readonly Point[]; name: string; top: 'least' | 'most'; end: string; width: number; height: number }) {
  const last = points.at(-1);
  const first = points[0];
  if (!last || !first || points.length < 2) return null;
  const pad = 4;
  const times = points.map(({ at }) => new Date(at).getTime());
  const from = times[0]!;
  const spread = Math.max(1, times.at(-1)! - from);
  const least = Math.min(...points.map(({ value }) => value));
  const most = Math.max(...points.map(({ value }) => value));
  const x = (time: number) => pad + ((time - from) / spread) * (width - 2 * pad);
  const y = (value: number) => (most === least ? height / 2 : pad + ((top === 'least' ? value - least : most - value) / (most - least)) * (height - 2 * pad));
  const drawn = points.map(({ value }, place) => `${x(times[place]!).toFixed(1)},${y(value).toFixed(1)}`);
  const text = `${name} ${first.value} on ${dayOf(first.at)}, ${last.value} on ${dayOf(last.at)}, ${end}`;
  return (
    <svg className={css.spark} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={text}>
      <title>{text}</title>
      <polygon points={`${x(from).toFixed(1)},${height} ${drawn.join(' ')} ${x(times.at(-1)!).toFixed(1)},${height}`} />
      <polyline points={drawn.join(' ')} />
      <circle cx={x(times.at(-1)!)} cy={y(last.value)} r={2.6} />
    </svg>
  );
}
