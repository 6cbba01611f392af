import type { MarketplaceId } from './shapes.js';

export const FAULTS = ['captcha', 'login', 'down', 'throttle', 'slow', 'redirect-loop', 'robots', 'redesign', 'drop', 'infinite', 'charset'] as const;
export type Fault = (typeof FAULTS)[number] | null;

/** What the switches on the control port are set to. */
export interface SandboxState {
  /** From 1. Lists move and newcomers appear as it grows. */
  day: number;
  fault: Record<MarketplaceId, Fault>;
  /** How long each marketplace answer is held back, milliseconds. */
  delayMs: number;
  /** Whether the cast acts on mails that arrive from now on. */
  reactions: boolean;
  /** Where replies are posted; null: nowhere, and a reply counts as failed. */
  inboundUrl: string | null;
  inboundSecret: string;
}

/** Applies a change as `POST /control` sends it. Throws a sentence about the first thing that is wrong; then nothing has changed. */
export function changed(state: SandboxState, change: unknown): SandboxState {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) throw new Error('send a JSON object');
  const next = { ...state, fault: { ...state.fault } };
  for (const [key, value] of Object.entries(change)) {
    if (key === 'day' && Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 366) next.day = value as number;
    else if (key === 'delayMs' && typeof value === 'number' && value >= 0 && value <= 60_000) next.delayMs = value;
    else if (key === 'reactions' && typeof value === 'boolean') next.reactions = value;
    else if (key === 'inboundUrl' && (value === null || (typeof value === 'string' && URL.canParse(value)))) next.inboundUrl = value;
    else if (key === 'inboundSecret' && typeof value === 'string') next.inboundSecret = value;
    else if (key === 'fault' && typeof value === 'object' && value !== null) {
      for (const [id, fault] of Object.entries(value)) {
        if (id !== 'alderbay' && id !== 'brightcart' && id !== 'copperlane') throw new Error(`there is no marketplace "${id}"`);
        if (fault !== null && !FAULTS.includes(fault as never)) throw new Error(`a fault is null or one of ${FAULTS.join(', ')}`);
        next.fault[id] = fault as Fault;
      }
    } else throw new Error(`cannot set ${key} to ${JSON.stringify(value)}`);
  }
  return next;
}
