/** One proposed change of a recipe. Nothing applies it by itself. */
export interface Repair {
  /** Name of the page rule. */
  page: string;
  /** Where in the page rule: `items[0].fields.title`, `seller.email`, `when`. */
  field: string;
  /** What stands there now; null where nothing does. */
  was: unknown;
  /** What should stand there; null where it should go. */
  now: unknown;
  /** 0 to 1: the share of known values that it restores on the new page, less where a single value could be chance. */
  confidence: number;
  /** A value that it reads, as it was last known. */
  example: string;
}
