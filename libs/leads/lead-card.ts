import type { Stage } from './stages.js';

/** What a lead shows of itself on the board and in lists. */
export interface LeadCard {
  readonly id: string;
  readonly merchantId: string;
  readonly name: string;
  /** 0 to 100. */
  readonly score: number;
  readonly stage: Stage;
  readonly stageSince: Date;
  readonly version: number;
  readonly marketplaces: string[];
  readonly category: string;
  readonly country: string | null;
  /** The one reason that matters, or the gate that stands against it. */
  readonly reason: string;
  readonly owner: { id: string; name: string } | null;
  /** A usable mail address is known. */
  readonly reachable: boolean;
  readonly snoozedUntil: Date | null;
  /** Newest observation behind its score. */
  readonly seenAt: Date | null;
  /** Estimated sales of a month, whole units of the merchant's largest currency; null when too little was seen. */
  readonly value: { currency: string; low: number; high: number } | null;
}
