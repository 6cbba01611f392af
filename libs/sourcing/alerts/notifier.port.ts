import type { AlertKind } from './alert.entity.js';

/** What an operator is told; `text` is whole sentences. */
export interface Notice { readonly alertId: string; readonly event: 'opened' | 'recovered'; readonly kind: AlertKind; readonly sourceId: string; readonly source: string; readonly runId: string | null; readonly subject: string; readonly text: string; readonly at: string }

/** Tells people. This room knows what to say; how mail leaves is another room's business, so an app binds it. */
export interface Notifier {
  /** @throws when it could not be told; it is tried again later. */
  tell(notice: Notice): Promise<void>;
}

export const NOTIFIER = Symbol('Notifier');
