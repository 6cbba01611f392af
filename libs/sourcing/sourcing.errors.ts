import { Refusal } from '#platform';

export class SourceInvalid extends Refusal {
  readonly code = 'source-invalid';
}
export class SourceNameTaken extends Refusal {
  readonly code = 'source-name-taken';
  override readonly kind = 'conflict';
}
/** Two people edited it at once, and this one came second. Details: `version` as it is now, `changedBy`, `changedAt`, `changed` (names of what). */
export class SourceChangedMeanwhile extends Refusal {
  readonly code = 'source-changed';
  override readonly kind = 'conflict';
}
/** A run of it is under way, which holds its host. */
export class SourceBusy extends Refusal {
  readonly code = 'source-busy';
  override readonly kind = 'conflict';
}
export class SourcePermissionRequired extends Refusal {
  readonly code = 'source-permission-required';
}
export class SourceNotFound extends Refusal {
  readonly code = 'source-not-found';
  override readonly kind = 'missing';
}
export class RecipeUnknown extends Refusal {
  readonly code = 'recipe-unknown';
}
export class RunNotFound extends Refusal {
  readonly code = 'run-not-found';
  override readonly kind = 'missing';
}
export class RunNotQuarantined extends Refusal {
  readonly code = 'run-not-quarantined';
  override readonly kind = 'conflict';
}
/** The new version reads worse than what is in use; `details.gates` says where. */
export class RecipeRegresses extends Refusal {
  readonly code = 'recipe-regresses';
  override readonly kind = 'conflict';
}
export class RecipeVersionNotFound extends Refusal {
  readonly code = 'recipe-version-not-found';
  override readonly kind = 'missing';
}
/** What was kept of the run has been thrown away, so it cannot be read again. */
export class NothingKept extends Refusal {
  readonly code = 'nothing-kept';
  override readonly kind = 'gone';
}
export class ReadingNotFound extends Refusal {
  readonly code = 'reading-not-found';
  override readonly kind = 'missing';
}
export class RobotsUnknown extends Refusal {
  readonly code = 'robots-unknown';
  override readonly kind = 'missing';
}
