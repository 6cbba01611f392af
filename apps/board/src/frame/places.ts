import type { ComponentType, SVGProps } from 'react';
import { BoardIcon, CheckIcon, ListIcon, PairIcon, SettingsIcon, SourceIcon, SparkIcon, SunIcon } from '../ui/icons';

export interface Place { readonly to: string; readonly name: string; /** Pressed after `g`. */ readonly go: string; readonly Icon: ComponentType<SVGProps<SVGSVGElement>> }

/** Where one can go from anywhere, in the order of the menu. Names are keys of the catalogs. */
export const PLACES = [
  { to: '/today', name: 'Today', go: 't', Icon: SunIcon },
  { to: '/review', name: 'Review', go: 'r', Icon: CheckIcon },
  { to: '/board', name: 'Board', go: 'b', Icon: BoardIcon },
  { to: '/leads', name: 'Leads', go: 'l', Icon: ListIcon },
  { to: '/duplicates', name: 'Duplicates', go: 'd', Icon: PairIcon },
  { to: '/scoring', name: 'Scoring', go: 'c', Icon: SparkIcon },
  { to: '/sources', name: 'Sources', go: 's', Icon: SourceIcon },
  { to: '/settings', name: 'Settings', go: 'e', Icon: SettingsIcon },
] as const satisfies readonly Place[];
