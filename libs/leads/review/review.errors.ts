import { Refusal } from '#platform';

export class ReviewCardMissing extends Refusal {
  readonly code = 'review-card-missing';
  override readonly kind = 'missing';
}
/** The lease ended and somebody else has the card, or it was let go for good. `details.holder` names who has it. */
export class ReviewCardLost extends Refusal {
  readonly code = 'review-card-lost';
  override readonly kind = 'conflict';
}
/** This card was decided another way already; `details` carry the `outcome`. */
export class ReviewDecided extends Refusal {
  readonly code = 'review-decided';
  override readonly kind = 'conflict';
}
export class NoteRequired extends Refusal {
  readonly code = 'note-required';
}
export class SnoozeInThePast extends Refusal {
  readonly code = 'snooze-in-the-past';
}
/** Ten minutes are over, or the lead has changed since. */
export class UndoTooLate extends Refusal {
  readonly code = 'undo-too-late';
  override readonly kind = 'conflict';
}
/** A mail to the merchant is on its way: that cannot be taken back. */
export class LeadWrittenTo extends Refusal {
  readonly code = 'lead-written-to';
  override readonly kind = 'conflict';
}
export class RouteUserUnknown extends Refusal {
  readonly code = 'route-user-unknown';
  override readonly kind = 'missing';
}
