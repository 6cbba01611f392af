import type { Role } from './queries';

/** Names and meanings of the roles; both are keys of the catalog. */
export const ROLE_WORDS: Record<Role, { name: string; may: string }> = {
  admin: { name: 'Admin', may: 'Everything, people and sign-in included' },
  lead: { name: 'Growth lead', may: 'All leads, scoring, offers and campaigns' },
  rep: { name: 'Growth rep', may: 'Works leads: review, mail, offers' },
  operator: { name: 'Operator', may: 'Sources, runs and recipes; sees no contact data' },
  compliance: { name: 'Compliance', may: 'Reads leads and the audit log; keeps who must not be written to' },
  reader: { name: 'Read-only', may: 'Sees leads and figures, changes nothing' },
};
export const ROLES = Object.keys(ROLE_WORDS) as Role[];
