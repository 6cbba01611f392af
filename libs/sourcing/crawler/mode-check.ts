import { extract, type Extraction, type Recipe } from '../extraction/reading.js';
import { resultOf } from '../page-result.js';
import type { Fetched } from './fetched.js';

/**
 * Whether a page is still fetched in the right way (PERFORMANCE rule 4): `needs-browser`, its plain answer is a shell that a script fills;
 * `needs-no-browser`, its plain answer held all that was read after a browser had drawn it; `fits`, the browser added something.
 */
export type ModeCheck = 'fits' | 'needs-browser' | 'needs-no-browser';

/** A page without scripts shows more words than this, or has nothing to say. */
const FEW_LETTERS = 300;
const LOOKED_AT = 500_000;

/** What one page says about its mode; null where nobody looked, or where there is nothing to see. Pure. */
export function checkOf(mode: 'http' | 'browser', { html, url, plain }: Pick<Fetched, 'html' | 'url' | 'plain'>, read: Extraction, recipe: Recipe): ModeCheck | null {
  if (mode === 'http') return readsNothing(read) && isShell(typeof html === 'string' ? html : html.toString('latin1')) ? 'needs-browser' : null;
  if (plain === undefined || readsNothing(read)) return null;
  return holdsAll(extract(plain, url, recipe), read) ? 'needs-no-browser' : 'fits';
}

/** Scripts, and hardly a word besides. */
export function isShell(html: string): boolean {
  if (!/<script\b/i.test(html)) return false;
  const words = html.slice(0, LOOKED_AT).replace(/<(script|style|template|head|noscript)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ').replace(/<!--[\s\S]*?(?:-->|$)/g, ' ').replace(/<[^<>]*>/g, ' ').replace(/&\w+;|\s+/g, ' ');
  return words.trim().length < FEW_LETTERS;
}

const readsNothing = ({ items, product, seller, pageKind }: Extraction): boolean => pageKind !== 'empty' && items.length === 0 && !product && !seller;

/** Every value that was read is in the other reading too, and the same. */
function holdsAll(plain: Extraction, drawn: Extraction): boolean {
  if (plain.pageKind !== drawn.pageKind || plain.items.length !== drawn.items.length || plain.next.length < drawn.next.length) return false;
  return covers(resultOf(plain), resultOf(drawn));
}

function covers(has: unknown, wanted: unknown): boolean {
  if (wanted === null || wanted === undefined) return true;
  if (typeof wanted !== 'object') return has === wanted;
  if (typeof has !== 'object' || has === null) return false;
  return Object.entries(wanted).every(([key, value]) => key === 'warnings' || covers((has as Record<string, unknown>)[key], value));
}
