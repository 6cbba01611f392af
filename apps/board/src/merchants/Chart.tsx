import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { t } from '../i18n/i18n';
import { dayOf } from '../ui/time';
import css from './merchant.module.css';
import type { Plotted } from './series';

export interface Line { readonly name: string; readonly points: readonly Plotted[] }

/** Hues of the funnel's ramp that can be told apart in light and dark; more than four lines share the last. */
const HUES = ['--stage-offer_sent', '--accent', '--amber', '--stage-sourced'];
const DASHES = [[], [6, 3], [2, 3], [8, 3, 2, 3]];

/** Lines over time. What it shows is said in words as well; a table stands beside it. */
export default function Chart({ title, lines, days, until, inverted = false, decimals, height }: { title: string; lines: readonly Line[]; days: number; until: string; inverted?: boolean; decimals: number; height: number }) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    const place = box.current;
    if (!place) return undefined;
    const style = getComputedStyle(place);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const axis = { stroke: colour('--text-3'), font: `11px ${style.fontFamily}`, ticks: { show: false }, grid: { stroke: colour('--line'), width: 1 }, border: { show: false } };
    const values = lines.flatMap((line) => line.points.flatMap(([, value]) => value ?? []));
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = Math.max((high - low) * 0.12, inverted ? 1 : 0.05);
    const ends: [number, number] = [Math.max(inverted ? 0.5 : 0, low - room), inverted ? high + room : Math.min(5.02, high + room)];
    const end = new Date(until).getTime() / 1000;
    const first = Math.min(...lines.flatMap((line) => line.points.map(([at]) => at)));
    const from = Math.max(end - days * 86_400, first - Math.max(3_600, (end - first) * 0.03));
    const chart = new uPlot({
      width: place.clientWidth || 320, height, padding: [8, 18, 0, 0], legend: { show: false }, cursor: { y: false, points: { size: 6 }, drag: { x: false, y: false } },
      scales: { x: { time: true, range: [from, end] }, y: { dir: inverted ? -1 : 1, range: ends } },
      axes: [
        { ...axis, size: 24, space: 64, grid: { show: false }, values: (_, splits) => splits.map((at) => dayOf(new Date(at * 1000).toISOString()).replace(/ \d{4}$/, '')) },
        { ...axis, size: 38, space: 26, values: (_, splits) => splits.map((value) => (decimals === 0 && value % 1 !== 0 ? '' : String(Number(value.toFixed(decimals))))) },
      ],
      series: [{}, ...lines.map((line, at) => ({
        label: line.name, stroke: colour(HUES[Math.min(at, HUES.length - 1)]!), width: 1.75, dash: DASHES[Math.min(at, DASHES.length - 1)]!, spanGaps: false, points: { show: line.points.length <= 40, size: 5 },
      }))],
      hooks: { setCursor: [(self) => { tell(place, self, lines, decimals); }] },
    }, aligned(lines), place);
    const watch = new ResizeObserver(() => { if (place.clientWidth > 0) chart.setSize({ width: place.clientWidth, height }); });
    watch.observe(place);
    return () => { watch.disconnect(); chart.destroy(); };
  }, [lines, days, until, inverted, decimals, height, scheme]);
  return (
    <figure className={css.chart}>
      <figcaption><span className={css.chartTitle}>{title}</span>{inverted && <span className={css.small}>{t('1 is the top')}</span>}{lines.length > 1 && lines.map((line, at) => <span key={line.name} className={css.key}><svg width="18" height="6" aria-hidden="true"><line x1="0" y1="3" x2="18" y2="3" stroke={`var(${HUES[Math.min(at, HUES.length - 1)]!})`} strokeWidth="2" strokeDasharray={DASHES[Math.min(at, DASHES.length - 1)]!.join(' ')} /></svg>{line.name}</span>)}<output className={css.under} aria-hidden="true" /></figcaption>
      <div ref={box} className={css.plot} role="img" aria-label={words(title, lines, decimals)} />
    </figure>
  );
}

/** What stands under the pointer, beside the title. */
function tell(place: HTMLElement, chart: uPlot, lines: readonly Line[], decimals: number): void {
  const out = place.parentElement?.querySelector('output');
  const at = chart.cursor.idx;
  if (!out) return;
  const shown = at === null || at === undefined ? [] : lines.flatMap((line, place) => { const value = chart.data[place + 1]?.[at]; return value === null || value === undefined ? [] : [`${lines.length > 1 ? `${line.name} ` : ''}${value.toFixed(decimals)}`]; });
  out.textContent = shown.length > 0 ? `${dayOf(new Date(chart.data[0][at!]! * 1000).toISOString())}: ${shown.join(', ')}` : '';
}

/** One column of times; `undefined` where another line has a point, `null` where this one has a hole. */
function aligned(lines: readonly Line[]): uPlot.AlignedData {
  const times = [...new Set(lines.flatMap((line) => line.points.map(([at]) => at)))].sort((a, b) => a - b);
  return [times, ...lines.map((line) => { const of = new Map(line.points); return times.map((at) => of.get(at)); })] as uPlot.AlignedData;
}

function words(title: string, lines: readonly Line[], decimals: number): string {
  return lines.map((line) => {
    const seen = line.points.filter((point): point is readonly [number, number] => point[1] !== null);
    const [first, last] = [seen[0], seen.at(-1)];
    if (!first || !last) return '';
    const day = (at: number) => dayOf(new Date(at * 1000).toISOString());
    return `${title}${lines.length > 1 ? ` in ${line.name}` : ''}: ${first[1].toFixed(decimals)} on ${day(first[0])}, ${last[1].toFixed(decimals)} on ${day(last[0])}`;
  }).filter(Boolean).join('; ');
}
