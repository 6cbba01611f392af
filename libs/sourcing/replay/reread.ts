import { extract, type Recipe } from '../extraction/index.js';
import { resultOf } from '../page-result.js';
import type { PageContext, PageResult, PageState } from '../run-states.js';

/** A page that is kept: what was read on it then, and what it was read from. */
export interface KeptPage { readonly id: number; readonly url: string; readonly kind: string; readonly context: PageContext; readonly state: PageState; readonly httpStatus: number | null; readonly result: PageResult | null; readonly readFrom: string; readonly blob: string }
export interface Reread { readonly state: 'done' | 'failed' | 'blocked'; readonly reason: string | null; readonly items: number | null; readonly result: PageResult | null }

/** What a recipe makes of a kept page: the judgement of the crawler without the crawl. Pure. */
export function reread(page: KeptPage, html: Buffer, recipe: Recipe): Reread {
  if (page.httpStatus !== null && page.httpStatus >= 400) return { state: 'failed', reason: `HTTP ${page.httpStatus}`, items: null, result: null };
  const extraction = extract(html, page.readFrom, recipe);
  if (extraction.blocked === 'shell') return { state: 'failed', reason: 'the page came without its content; its recipe should fetch it with a browser', items: null, result: null };
  if (extraction.blocked) return { state: 'blocked', reason: `the site shows a ${extraction.blocked} page`, items: null, result: null };
  if (extraction.pageKind === 'unknown') return { state: 'failed', reason: extraction.warnings[0] ?? 'no page of the recipe looks like this one', items: null, result: null };
  return { state: 'done', reason: null, items: extraction.items.length, result: resultOf(extraction) };
}
