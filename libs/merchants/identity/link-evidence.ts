/** What a link by likeness rests on. */
export interface LinkEvidence {
  /** The storefront that this one was found to be like. */
  readonly beside: string;
  /** Sentences for people, the weightiest first. */
  readonly reasons: readonly string[];
  /** Telephones, sites and addresses that carry it, as keys of blocking.ts: once one turns out to be shared, a person looks again. */
  readonly basis: readonly string[];
}
