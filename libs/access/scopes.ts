/** The parts of the API that a key is let into, each for reading or for writing too. Few, so that people choose right. */
export const AREAS = ['leads', 'sourcing', 'settings'] as const;
export type Area = (typeof AREAS)[number];
export const SCOPES = ['leads:read', 'leads:write', 'sourcing:read', 'sourcing:write', 'settings:read', 'settings:write'] as const;
export type Scope = (typeof SCOPES)[number];

/** Whether a key with these scopes may do it: who writes may read. */
export const mayUse = (scopes: readonly string[], area: Area, writes: boolean): boolean => scopes.includes(`${area}:write`) || (!writes && scopes.includes(`${area}:read`));
