import { Refusal } from '#platform';

export class MerchantMissing extends Refusal {
  readonly code = 'merchant-not-found';
  override readonly kind = 'missing';
}
/** `details` carry `mergedInto` where the merchant is now. */
export class MerchantMergedAway extends Refusal {
  readonly code = 'merchant-merged-away';
  override readonly kind = 'conflict';
}
export class SameMerchant extends Refusal {
  readonly code = 'same-merchant';
}
export class MergeMissing extends Refusal {
  readonly code = 'merge-not-found';
  override readonly kind = 'missing';
}
export class MergeTooOld extends Refusal {
  readonly code = 'merge-too-old';
  override readonly kind = 'conflict';
}
/** A later merge stands on this one; `details.mergeId` names it. */
export class MergeBuiltUpon extends Refusal {
  readonly code = 'merge-built-upon';
  override readonly kind = 'conflict';
}
