import { Refusal } from '#platform';

export class MerchantNotFound extends Refusal {
  readonly code = 'merchant-not-found';
  override readonly kind = 'missing';
}
/** This fact cannot be corrected by hand, or not to this value. */
export class FactNotCorrectable extends Refusal {
  readonly code = 'fact-not-correctable';
}
export class CustomFieldInvalid extends Refusal {
  readonly code = 'custom-field-invalid';
}
export class CustomFieldNotFound extends Refusal {
  readonly code = 'custom-field-not-found';
  override readonly kind = 'missing';
}
export class CustomFieldKeyTaken extends Refusal {
  readonly code = 'custom-field-key-taken';
  override readonly kind = 'conflict';
}
export class TagInvalid extends Refusal {
  readonly code = 'tag-invalid';
}
