import { Refusal, TryLater } from '#platform';

export class BulkNotFound extends Refusal {
  readonly code = 'bulk-action-not-found';
  override readonly kind = 'missing';
}
/** It cannot be begun, stopped or taken back from where it is now; `details` carry its `state`. */
export class BulkMoved extends Refusal {
  readonly code = 'bulk-action-moved';
  override readonly kind = 'conflict';
}
export class BulkUndoTooLate extends Refusal {
  readonly code = 'bulk-undo-too-late';
  override readonly kind = 'conflict';
}
export class BulkNotYours extends Refusal {
  readonly code = 'bulk-action-not-yours';
  override readonly kind = 'forbidden';
}
export class TooManyLeads extends Refusal {
  readonly code = 'too-many-leads';
}
export class NoLeadsChosen extends Refusal {
  readonly code = 'no-leads-chosen';
}
export class SnoozeOver extends Refusal {
  readonly code = 'snooze-in-the-past';
}
/** A mail's outcome is being written for one of these leads. */
export class LeadsBusy extends TryLater {}
