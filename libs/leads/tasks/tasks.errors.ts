import { Refusal } from '#platform';

export class TaskNotFound extends Refusal {
  readonly code = 'task-not-found';
  override readonly kind = 'missing';
}
/** Somebody else was faster; `details` carry the current `title`, `dueAt`, `done` and `version`. */
export class TaskChanged extends Refusal {
  readonly code = 'task-changed';
  override readonly kind = 'conflict';
}
/** The next one of the series has been worked on, so this one stays done. */
export class TaskMovedOn extends Refusal {
  readonly code = 'task-moved-on';
  override readonly kind = 'conflict';
}
export class ZoneUnknown extends Refusal {
  readonly code = 'zone-unknown';
}
