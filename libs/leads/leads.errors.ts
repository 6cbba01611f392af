import { Refusal } from '#platform';

export class LeadNotFound extends Refusal {
  readonly code = 'lead-not-found';
  override readonly kind = 'missing';
}
/** Somebody else was faster; `details` carry the current `stage` and `version`. */
export class LeadChanged extends Refusal {
  readonly code = 'lead-changed';
  override readonly kind = 'conflict';
}
/** `details` carry `from`, `to` and the moves that are `allowed`. */
export class StageMoveNotAllowed extends Refusal {
  readonly code = 'stage-move-not-allowed';
  override readonly kind = 'conflict';
}
export class ReasonRequired extends Refusal {
  readonly code = 'reason-required';
}
/** A lead without an address cannot be queued for mail. */
export class AddressRequired extends Refusal {
  readonly code = 'address-required';
  override readonly kind = 'conflict';
}
/** The merchant has no value of custom fields that the stage asks for: their labels are in `details.missing`, their `keys` beside them. */
export class FieldsRequired extends Refusal {
  readonly code = 'fields-required';
  override readonly kind = 'conflict';
}
export class OwnerUnknown extends Refusal {
  readonly code = 'owner-unknown';
}
/** The reason is not one of the stage's list. */
export class ReasonUnknown extends Refusal {
  readonly code = 'reason-unknown';
}
/** `details` carry the limits as they are now. */
export class StageLimitsChanged extends Refusal {
  readonly code = 'stage-limits-changed';
  override readonly kind = 'conflict';
}
export class StageLimitsWrong extends Refusal {
  readonly code = 'stage-limits-wrong';
}
export class ViewNotFound extends Refusal {
  readonly code = 'view-not-found';
  override readonly kind = 'missing';
}
export class ViewNotYours extends Refusal {
  readonly code = 'view-not-yours';
  override readonly kind = 'forbidden';
}
/** `details` carry the view as it is now. */
export class ViewChanged extends Refusal {
  readonly code = 'view-changed';
  override readonly kind = 'conflict';
}
export class ViewNameTaken extends Refusal {
  readonly code = 'view-name-taken';
  override readonly kind = 'conflict';
}
