import { AsyncLocalStorage } from 'node:async_hooks';

/** The request at hand, which whatever is recorded on its way belongs to. */
export interface Acting {
  readonly requestId: string;
  /** The key that the request came with, once it is known. */
  apiKeyId?: string;
  /** How many changes were recorded so far. */
  recorded: number;
}

/** Carries the request from the edge to the audit log, so that no room has to pass it on. Outside of a request it is empty. */
export const acting = new AsyncLocalStorage<Acting>();
