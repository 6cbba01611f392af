import { Refusal } from '#platform';

export class ListInvalid extends Refusal {
  readonly code = 'list-invalid';
}
export class ListNotFound extends Refusal {
  readonly code = 'list-not-found';
  override readonly kind = 'missing';
}
export class ImportNotFound extends Refusal {
  readonly code = 'import-not-found';
  override readonly kind = 'missing';
}
export class MappingInvalid extends Refusal {
  readonly code = 'mapping-invalid';
}
/** Somebody else, or the worker, was faster: look again. */
export class ImportMoved extends Refusal {
  readonly code = 'import-moved';
  override readonly kind = 'conflict';
}
/** Rows cannot be taken in, and nobody has said that they may stay behind. */
export class ImportHasBadRows extends Refusal {
  readonly code = 'import-has-bad-rows';
  override readonly kind = 'conflict';
}
/** The list was changed since the import was compared with it; it is being compared again. */
export class ImportOutdated extends Refusal {
  readonly code = 'import-outdated';
  override readonly kind = 'conflict';
}
export class RowsGone extends Refusal {
  readonly code = 'import-rows-gone';
  override readonly kind = 'gone';
}

/** Why a file cannot be read at all; every one says what to do. `details.line` where one is known. */
export class FileTooLarge extends Refusal {
  readonly code = 'file-too-large';
}
export class FileEmpty extends Refusal {
  readonly code = 'file-empty';
}
export class EncodingUnclear extends Refusal {
  readonly code = 'encoding-unclear';
}
export class CsvBroken extends Refusal {
  readonly code = 'csv-broken';
}
export class TooManyRows extends Refusal {
  readonly code = 'too-many-rows';
}
export class TooManyColumns extends Refusal {
  readonly code = 'too-many-columns';
}
