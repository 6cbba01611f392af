import { Refusal } from '#platform';

export class SourceInvalid extends Refusal {
  readonly code = 'source-invalid';
}
export class SourceNameTaken extends Refusal {
  readonly code = 'source-name-taken';
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
