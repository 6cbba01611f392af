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
