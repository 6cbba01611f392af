import createClient from 'openapi-fetch';
import { fetchOrTakeUp } from './early';
import type { components, paths } from './schema.d.ts';

export type Schemas = components['schemas'];
export type LeadCard = Schemas['LeadCard'];
export type LeadDetail = Schemas['LeadDetail'];
export type Stage = Schemas['Stage'];
export type Board = Schemas['Board'];
export type BoardColumn = Schemas['BoardColumn'];
export type LeadPage = Schemas['LeadPage'];
export type Task = Schemas['Task'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type HandOverRequest = Schemas['HandOverRequest'];
export type Today = Schemas['Today'];
type ProblemBody = Schemas['Problem'];

/** Why the API refused, in a sentence for people (`message`) and a code for us. */
export class Problem extends Error {
  constructor(readonly code: string, message: string, readonly status: number, readonly body?: ProblemBody) {
    super(message);
    this.name = 'Problem';
  }
}

export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin', fetch: fetchOrTakeUp });
// What changes something says that it carries JSON, also when there is nothing to carry: no plain form can do that.
api.use({
  onRequest: ({ request }) => (/^(POST|PUT|PATCH)$/.test(request.method) && !request.headers.has('content-type') ? new Request(request, { body: '{}', headers: { 'content-type': 'application/json' } }) : undefined),
});

/** Unwraps an answer. @throws Problem for everything that is not a success, network failures included. */
export async function answered<Data>(call: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
  let got;
  try {
    got = await call;
  } catch {
    throw new Problem('unreachable', 'Beckon cannot be reached. Check the connection; nothing you did is lost.', 0);
  }
  if (got.response.ok && got.data !== undefined) return got.data;
  const body = got.error as ProblemBody | undefined;
  throw new Problem(body?.code ?? 'unreadable', body?.detail ?? `The server answered ${got.response.status}.`, got.response.status, body);
}
