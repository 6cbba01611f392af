import { Refusal } from '#platform';

export class NoteNotFound extends Refusal {
  readonly code = 'note-not-found';
  override readonly kind = 'missing';
}
/** Only who wrote a note may change it. */
export class NoteNotYours extends Refusal {
  readonly code = 'note-not-yours';
  override readonly kind = 'forbidden';
}
/** It was changed in another window; `details` carry the current `text` and `version`. */
export class NoteChanged extends Refusal {
  readonly code = 'note-changed';
  override readonly kind = 'conflict';
}
