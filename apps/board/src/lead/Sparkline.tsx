import { dayOf } from '../ui/time';
import css from './lead.module.css';

/** Rank over time. Up is better: rank 1 is at the top. */
export function Sparkline({ ranks, width = 132, height = 36 }: { ranks: readonly { at: string; rank: number }[]; width?: number; height?: number }) {
  const last = ranks.at(-1);
  const first = ranks[0];
  if (!last || !first || ranks.length < 2) return null;
  const pad = 4;
  const times = ranks.map(({ at }) => new Date(at).getTime());
  const from = times[0]!;
  const spread = Math.max(1, times.at(-1)! - from);
  const best = Math.min(...ranks.map(({ rank }) => rank));
  const worst = Math.max(...ranks.map(({ rank }) => rank));
  const x = (time: number) => pad + ((time - from) / spread) * (width - 2 * pad);
  const y = (rank: number) => (worst === best ? height / 2 : pad + ((rank - best) / (worst - best)) * (height - 2 * pad));
  const points = ranks.map(({ rank }, place) => `${x(times[place]!).toFixed(1)},${y(rank).toFixed(1)}`);
  const text = `Rank ${first.rank} on ${dayOf(first.at)}, ${last.rank} on ${dayOf(last.at)}, best ${best}`;
  return (
    <svg className={css.spark} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={text}>
      <title>{text}</title>
      <polygon points={`${x(from).toFixed(1)},${height} ${points.join(' ')} ${x(times.at(-1)!).toFixed(1)},${height}`} />
      <polyline points={points.join(' ')} />
      <circle cx={x(times.at(-1)!)} cy={y(last.rank)} r={2.6} />
    </svg>
  );
}
