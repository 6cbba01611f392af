import type { OfferTerms } from './terms.js';

/** "First three months free": the offer that a new workspace and the demo begin with. */
export const firstThreeMonthsFree = (currency: string): OfferTerms => ({
  headline: 'first three months free on {marketplace}',
  benefit: 'You keep 100 % of your sales',
  months: 3,
  feeAfter: '6',
  currency,
  cap: '50000',
  lines: [
    '{marketplace} charges {merchant} no commission on sales made up to and including {freeUntil}, which is at least {months} full months from the last day for answering.',
    'This covers sales of up to {cap}. On sales above that sum, and on every sale after {freeUntil}, the commission is {fee} % of the price without tax.',
    'There is no joining fee and no monthly fee. {marketplace} never asks for a payment to join.',
    'The place is reserved until the end of {answerBy}. After that day this invitation can no longer be accepted.',
    'You can leave at any time, before or after {freeUntil}, with no notice and no cost.',
    'These terms are fixed for you: later changes to the offer do not touch them.',
  ],
});
