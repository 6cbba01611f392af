import { z } from 'zod';
import type { SignedIn } from '#access';
import type { LeadFilters } from '#leads';

/** What a board, a list, an export or a bulk change is narrowed to. */
export const Filters = z.object({
  q: z.string().trim().max(200).optional().describe('name, seller id or contact'),
  marketplace: z.string().max(80).optional(),
  category: z.string().max(200).optional(),
  country: z.string().length(2).optional(),
  minScore: z.coerce.number().int().min(0).max(100).optional(),
  owner: z.union([z.literal('me'), z.uuid()]).optional(),
});

/** `me` becomes the person who asks. */
export function asFilters({ owner, ...filters }: z.infer<typeof Filters>, me: SignedIn): LeadFilters {
  return { ...filters, ...(owner ? { ownerId: owner === 'me' ? me.userId : owner } : {}) };
}
