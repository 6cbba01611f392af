/**
 * Errors are named for the fact and typed by the reaction they want. Rooms derive from these three; an HTTP status
 * is never a room's business.
 */
abstract class Reaction extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The same work may succeed later. `retryInMs` is machine time; the queue caps how often it is tried. */
export class TryLater extends Reaction {
  constructor(message: string, readonly retryInMs = 30_000, options?: ErrorOptions) {
    super(message, options);
  }
}

/** Trying again cannot help; a person has to look. The job fails at once and is kept. */
export class GiveUp extends Reaction {}

/**
 * Somebody asked for what the rules do not allow. Reaches a caller as problem+json: `code` is stable and part of the
 * contract, `message` says what to do, `details` names the fields.
 */
export abstract class Refusal extends Reaction {
  abstract readonly code: string;
  /** What the refusal is about: decides the HTTP status at the edge. */
  readonly kind: 'invalid' | 'unauthenticated' | 'forbidden' | 'missing' | 'conflict' | 'gone' | 'unprocessable' | 'too-many' = 'invalid';
  constructor(message: string, readonly details: Record<string, unknown> = {}) {
    super(message);
  }
}
