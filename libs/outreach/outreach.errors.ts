import { Refusal, TryLater } from '#platform';

/** The mail host cannot be reached, or put everything off: nothing was sent, nothing is lost. */
export class MailHostUnreachable extends TryLater {}

export class MailMissing extends Refusal {
  readonly code = 'mail-missing';
  override readonly kind = 'missing';
}
/** The mail's fate is known, or somebody said otherwise, or it went out once more since. `details` say how it stands. */
export class FateSettled extends Refusal {
  readonly code = 'fate-settled';
  override readonly kind = 'conflict';
}
export class CampaignMissing extends Refusal {
  readonly code = 'campaign-missing';
  override readonly kind = 'missing';
}
export class MailTooLarge extends Refusal {
  readonly code = 'mail-too-large';
}
