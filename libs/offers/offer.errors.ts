import { Refusal } from '#platform';

/** Budget or places are used up: hard stop, nothing was reserved. */
export class OfferExhausted extends Refusal {
  readonly code = 'offer-exhausted';
  override readonly kind = 'conflict';
}
/** There is no such offer. */
export class OfferMissing extends Refusal {
  readonly code = 'offer-missing';
  override readonly kind = 'missing';
}
