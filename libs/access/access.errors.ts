import { Refusal } from '#platform';

/** Wrong address or wrong password: the same answer, so that nobody can learn which addresses exist. */
export class SignInFailed extends Refusal {
  readonly code = 'sign-in-failed';
  override readonly kind = 'unauthenticated';
}
export class TooManyTries extends Refusal {
  readonly code = 'too-many-tries';
  override readonly kind = 'too-many';
}
export class AlreadySetUp extends Refusal {
  readonly code = 'already-set-up';
  override readonly kind = 'conflict';
}
export class EmailTaken extends Refusal {
  readonly code = 'email-taken';
  override readonly kind = 'conflict';
}
export class PersonNotFound extends Refusal {
  readonly code = 'person-not-found';
  override readonly kind = 'missing';
}
/** Somebody else changed this person meanwhile; `details` is what they are now. */
export class PersonChanged extends Refusal {
  readonly code = 'person-changed';
  override readonly kind = 'conflict';
}
/** Without an admin nobody could ever let anybody in again. */
export class LastAdmin extends Refusal {
  readonly code = 'last-admin';
  override readonly kind = 'conflict';
}
export class InvitationNotFound extends Refusal {
  readonly code = 'invitation-not-found';
  override readonly kind = 'missing';
}
/** The link was used, withdrawn, replaced by a newer one, or is too old. */
export class InvitationGone extends Refusal {
  readonly code = 'invitation-gone';
  override readonly kind = 'gone';
}
export class PasswordTooWeak extends Refusal {
  readonly code = 'password-too-weak';
}
