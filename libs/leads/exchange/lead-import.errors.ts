import { Refusal } from '#platform';

export class LeadImportNotFound extends Refusal {
  readonly code = 'lead-import-not-found';
  override readonly kind = 'missing';
}
/** Somebody else, or the worker, was faster: look again. */
export class LeadImportMoved extends Refusal {
  readonly code = 'lead-import-moved';
  override readonly kind = 'conflict';
}
export class LeadMappingInvalid extends Refusal {
  readonly code = 'mapping-invalid';
}
/** Rows cannot be taken in, and nobody has said that they may stay behind. */
export class LeadImportHasBadRows extends Refusal {
  readonly code = 'import-has-bad-rows';
  override readonly kind = 'conflict';
}
export class RowNotDoubtful extends Refusal {
  readonly code = 'row-not-doubtful';
  override readonly kind = 'conflict';
}
export class LinesBroken extends Refusal {
  readonly code = 'ndjson-broken';
}
