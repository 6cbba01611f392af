import { z } from 'zod';
import { permissionSchema } from '../source.schema.js';

/** A list that a team brings itself. The permission record is needed from the start: there is no page to look at later. */
export const newListSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Under which name its storefronts are kept; sources of one marketplace share them. */
  marketplace: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'small letters, digits and "-"'),
  /** Of rows that name none. */
  category: z.string().trim().min(1).max(200),
  /** Where the list comes from, in words: merchants who ask are told this. */
  origin: z.string().trim().min(1).max(300),
  originUrl: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).max(2_000).nullish(),
  permission: permissionSchema,
});
export type NewList = z.input<typeof newListSchema>;
