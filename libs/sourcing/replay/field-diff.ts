import { LIST_FIELDS, PRODUCT_FIELDS, SELLER_FIELDS } from '../quarantine/profile.js';
import type { PageResult } from '../run-states.js';

export interface FieldDiff { readonly pageKind: string; readonly field: string; /** Share of the things that have it, 0 to 1, as it was read then. */ readonly before: number; readonly after: number; /** Things on which it reads otherwise. */ readonly changed: number }
export interface DiffExample { readonly url: string; readonly field: string; readonly was: string | null; readonly now: string | null }

const EXAMPLES_A_FIELD = 3;
const LONGEST_EXAMPLE = 200;

interface Tally { of: number; before: number; after: number; changed: number; examples: DiffExample[] }

/** Compares field by field what two recipes read on the same pages. Items are matched by product id, those without one by their order. */
export class FieldDiffs {
  private readonly tallies = new Map<string, Tally>();

  add(url: string, kind: string, was: PageResult | null, now: PageResult | null): void {
    if (kind === 'list') {
      const [before, after] = [keyed(was), keyed(now)];
      for (const key of new Set([...before.keys(), ...after.keys()])) for (const field of LIST_FIELDS) this.compare(url, kind, field, before.get(key)?.[field], after.get(key)?.[field]);
    } else if (kind === 'product') {
      for (const field of PRODUCT_FIELDS) this.compare(url, kind, field, was?.product?.[field], now?.product?.[field]);
      this.compare(url, kind, 'seller', sellerOf(was), sellerOf(now));
    } else if (kind === 'seller') {
      for (const field of SELLER_FIELDS) this.compare(url, kind, field, was?.seller?.[field], now?.seller?.[field]);
    }
  }

  fields(): FieldDiff[] {
    return [...this.tallies].map(([key, { of, before, after, changed }]) => {
      const [pageKind, field] = key.split('.') as [string, string];
      return { pageKind, field, before: before / of, after: after / of, changed };
    });
  }

  examples(): DiffExample[] {
    return [...this.tallies.values()].flatMap(({ examples }) => examples);
  }

  private compare(url: string, kind: string, field: string, was: unknown, now: unknown): void {
    const key = `${kind}.${field}`;
    const tally = this.tallies.get(key) ?? { of: 0, before: 0, after: 0, changed: 0, examples: [] };
    this.tallies.set(key, tally);
    const [a, b] = [written(was), written(now)];
    tally.of++;
    if (a !== null) tally.before++;
    if (b !== null) tally.after++;
    if (a === b) return;
    tally.changed++;
    if (tally.examples.length < EXAMPLES_A_FIELD) tally.examples.push({ url, field: key, was: a, now: b });
  }
}

function keyed(result: PageResult | null): Map<string, PageResult['items'][number]> {
  return new Map((result?.items ?? []).map((item, n) => [item.productId ?? `#${n}`, item]));
}

const sellerOf = (result: PageResult | null): unknown => result?.seller?.id ?? result?.seller?.name ?? result?.next.find((link) => link.sellerId)?.sellerId;
const written = (value: unknown): string | null => (value === null || value === undefined ? null : (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LONGEST_EXAMPLE));
