import { Refusal, TryLater } from '#platform';

/** The mail host cannot be reached, or put everything off: nothing was sent, nothing is lost. */
export class MailHostUnreachable extends TryLater {}

/** There is no such message, or its fate is known already. */
export class NothingToSettle extends Refusal {
  readonly code = 'nothing-to-settle';
  override readonly kind = 'conflict';
}
export class CampaignMissing extends Refusal {
  readonly code = 'campaign-missing';
  override readonly kind = 'missing';
}
export class MailTooLarge extends Refusal {
  readonly code = 'mail-too-large';
}
