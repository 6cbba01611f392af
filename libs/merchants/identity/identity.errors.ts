import { Refusal } from '#platform';

export class IdentityPairMissing extends Refusal {
  readonly code = 'identity-pair-not-found';
  override readonly kind = 'missing';
}
/** `details` carry what was decided. */
export class IdentityPairDecided extends Refusal {
  readonly code = 'identity-pair-decided';
  override readonly kind = 'conflict';
}
export class StorefrontNotLinked extends Refusal {
  readonly code = 'storefront-not-linked';
  override readonly kind = 'missing';
}
/** The storefront is all there is of its merchant. */
export class StorefrontAlone extends Refusal {
  readonly code = 'storefront-alone';
  override readonly kind = 'conflict';
}
