/** What the quarantine gate measured in one respect. `ok: false` keeps the whole run from becoming visible; `warning` only tells. */
export interface Gate {
  readonly gate: 'item-count' | 'expected-items' | 'coverage' | 'schema' | 'distribution' | 'rank-continuity';
  /** For coverage and distribution: `list.price`, `seller.email` and so on. */
  readonly field?: string;
  readonly measured: number;
  readonly limit: number;
  readonly ok: boolean;
  readonly warning?: boolean;
  /** A sentence for the operator. */
  readonly text: string;
}

/** A run in figures: small enough to be kept with it, and all that the gates of later runs need. */
export interface RunProfile {
  /** Ranked and advertised places together. */
  readonly items: number;
  /** Places by name of the entry that their list belongs to. */
  readonly lists: Readonly<Record<string, number>>;
  /** Times seen and times asked, by `page kind.field`. */
  readonly coverage: Readonly<Record<string, readonly [seen: number, of: number]>>;
  /** Values that cannot be, and items that cannot be told apart, of all items. */
  readonly invalid: readonly [number, number];
  /** Pages that arrived and that the recipe could not read, of all that arrived. */
  readonly unread: readonly [number, number];
  /** Titles, names and addresses that hold U+FFFD, of all that were read: letters that were lost because a page lied about its encoding. Absent in runs of before this was measured. */
  readonly garbled?: readonly [number, number];
  /** Counts by bin, by field. */
  readonly spread: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
