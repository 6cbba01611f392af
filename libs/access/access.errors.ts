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
/** The password fits; the code of the authenticator (or a recovery code) has to come with it. */
export class SecondFactorNeeded extends Refusal {
  readonly code = 'second-factor-needed';
  override readonly kind = 'unauthenticated';
}
export class SecondFactorWrong extends Refusal {
  readonly code = 'second-factor-wrong';
  override readonly kind = 'unauthenticated';
}
/** The code shown while enrolling does not come from the secret at hand. Not a sign-in that failed: the session stays. */
export class CodeWrong extends Refusal {
  readonly code = 'code-wrong';
}
export class SecondFactorState extends Refusal {
  readonly code = 'second-factor-state';
  override readonly kind = 'conflict';
}
/** Sensitive changes ask for the password again (ASVS 7.5.1). */
export class PasswordWrong extends Refusal {
  readonly code = 'password-wrong';
  override readonly kind = 'forbidden';
}
export class SessionNotFound extends Refusal {
  readonly code = 'session-not-found';
  override readonly kind = 'missing';
}
export class ApiKeyNotFound extends Refusal {
  readonly code = 'api-key-not-found';
  override readonly kind = 'missing';
}
/** The same Idempotency-Key, another request. */
export class KeyReused extends Refusal {
  readonly code = 'idempotency-key-reused';
  override readonly kind = 'unprocessable';
}
export class StillUnderWay extends Refusal {
  readonly code = 'idempotency-under-way';
  override readonly kind = 'conflict';
}
export class ProviderChanged extends Refusal {
  readonly code = 'identity-provider-changed';
  override readonly kind = 'conflict';
}
export class ProviderSecretMissing extends Refusal {
  readonly code = 'client-secret-missing';
}
/** A sign-in with the identity provider that took too long, or came back twice. */
export class AttemptGone extends Refusal {
  readonly code = 'sign-in-attempt-gone';
  override readonly kind = 'gone';
}
export class ProviderAddressUnproved extends Refusal {
  readonly code = 'address-not-verified';
  override readonly kind = 'forbidden';
}
export class NotInvited extends Refusal {
  readonly code = 'not-invited';
  override readonly kind = 'forbidden';
}
/** The address belongs to another identity at the provider. */
export class SomebodyElse extends Refusal {
  readonly code = 'other-identity';
  override readonly kind = 'forbidden';
}
