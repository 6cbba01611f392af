import type { LeadCard, Stage } from '../api/client';

/** What a card's own menu shows. */
export type MenuKind = 'move' | 'assign';

export interface CardActions {
  /** Beside the board. */
  readonly open: (lead: LeadCard) => void;
  /** On its own page. */
  readonly page: (lead: LeadCard) => void;
  readonly move: (lead: LeadCard, to: Stage) => void;
  readonly assign: (lead: LeadCard, ownerId: string | null) => void;
  readonly moves: (stage: Stage) => readonly { to: Stage; needsReason: boolean }[];
  readonly menu: (lead: LeadCard, kind: MenuKind | null) => void;
}
