import type { Extraction, NextLink } from './extraction/index.js';

/** queued → running → crawled, then one of the rest, for good; only a quarantined run goes back to `crawled`, when a person releases or re-parses it. */
export const RUN_STATES = ['queued', 'running', 'crawled', 'ok', 'ok_with_warnings', 'quarantined', 'blocked', 'stopped_by_robots', 'failed', 'timed_out', 'cancelled', 'missed'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** States in which nothing more happens to a run by itself. */
export const FINAL_RUN_STATES: readonly RunState[] = ['ok', 'ok_with_warnings', 'quarantined', 'blocked', 'stopped_by_robots', 'failed', 'timed_out', 'cancelled', 'missed'];
/** States of runs whose observations count. */
export const ACCEPTED_RUN_STATES: readonly RunState[] = ['ok', 'ok_with_warnings'];

/**
 * What became of a page; each page ends in exactly one of these but `pending`.
 * `refused`: robots.txt forbids it, no request was made. `skipped`: the run ended or its budget was used up before its turn.
 */
export type PageState = 'pending' | 'done' | 'refused' | 'blocked' | 'failed' | 'skipped';

export type LinkKind = NextLink['kind'];

/** What is known of a page before it is fetched. */
export interface PageContext {
  /** Of the entry that led here. */
  list?: string;
  category?: string;
  /** Which page of its list, from 1. */
  page?: number;
  productId?: string;
  sellerId?: string;
}

/** What is kept of a page's extraction until the run is accepted. */
export interface PageResult extends Pick<Extraction, 'pageKind' | 'items' | 'product' | 'seller' | 'warnings'> {
  /** Only links to sellers: a product page names its seller there. */
  next: NextLink[];
}

export interface RunCounts {
  pages: number;
  listings: number;
  storefronts: number;
  newStorefronts: number;
  products: number;
  refused: number;
  failed: number;
}

/** Who decides about a quarantined run, and why. */
export interface Decision { readonly userId: string; readonly note?: string | undefined }
