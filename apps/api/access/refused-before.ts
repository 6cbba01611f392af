import type { FirstResult } from '#access';

/** The first request was refused; so is this one, in the same words. */
export class RefusedBefore extends Error {
  constructor(readonly first: FirstResult) {
    super('refused before');
  }
}
