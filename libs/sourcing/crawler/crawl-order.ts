import type { Recipe } from '../extraction/reading.js';

/** What a crawler is told by its supervisor; the rest it reads from the book. */
export interface CrawlOrder {
  readonly runId: string;
  /** The instance under which the run is held; a crawler stops when it no longer is. */
  readonly holder: string;
  /** Of the run, parsed and checked. */
  readonly recipe: Recipe;
  readonly databaseUrl: string;
  /** Sent with every request, e.g. `Beckon/0.1.0 (+https://beckon.northwind.example/bot)`. */
  readonly userAgent: string;
  /** The name by which robots.txt speaks to us. */
  readonly productToken: string;
  /** `host:port` pairs on private addresses that may be reached all the same. */
  readonly allowHosts: readonly string[];
  readonly browser?: string | undefined;
  /** Folder for what is kept of pages. */
  readonly blobs: string;
  /** Folder for answers of the site that the book may not know yet. */
  readonly answers: string;
}

/** What a crawler tells its supervisor. */
export type CrawlNote = /** It waits for its order. */ { readonly ready: true } | { readonly browserPid: number } | /** The site has answered something new, or something was booked. */ { readonly progress: true } | /** These pages are in the book. */ { readonly booked: readonly number[] } | { readonly log: 'info' | 'warn' | 'error'; readonly message: string; readonly data?: Record<string, unknown> };

/** The host is being crawled by another run: nothing was done (EX_TEMPFAIL). */
export const EXIT_HOST_BUSY = 75;
/** What the crawler needs has gone, its supervisor or its database; nobody's fault here (EX_UNAVAILABLE). Any other code but 0 means that the crawler broke. */
export const EXIT_LEFT_ALONE = 69;
