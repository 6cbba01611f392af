import { Refusal } from '#platform';

export class HandOverNotFound extends Refusal {
  readonly code = 'hand-over-not-found';
  override readonly kind = 'missing';
}
/** It was answered, expired or taken back meanwhile; `details` carry the current `state` and `version`. */
export class HandOverChanged extends Refusal {
  readonly code = 'hand-over-changed';
  override readonly kind = 'conflict';
}
/** Nobody has to be asked: the lead is nobody's, or the asker's already. */
export class HandOverNeedless extends Refusal {
  readonly code = 'hand-over-needless';
  override readonly kind = 'conflict';
}
export class HandOverNotYours extends Refusal {
  readonly code = 'hand-over-not-yours';
  override readonly kind = 'forbidden';
}
