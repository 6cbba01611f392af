import type { Extraction } from './extraction/index.js';
import type { PageResult } from './run-states.js';

/** What is kept of a page's extraction: pictures are not, and of links only those to sellers. */
export function resultOf({ pageKind, items, product, seller, warnings, next }: Extraction): PageResult {
  return { pageKind, items: items.map((item) => ({ ...item, image: null })), product, seller, warnings, next: next.filter((link) => link.kind === 'seller') };
}
