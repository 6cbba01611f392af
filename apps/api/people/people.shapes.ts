import { z } from 'zod';
import { LONGEST_PASSWORD, ROLES, SHORTEST_PASSWORD } from '#access';
import { moment } from '../returns.js';

export const RoleName = z.enum(ROLES).meta({ id: 'Role' });
const Version = z.int().min(1).describe('the version that was looked at');

export const PersonView = z.object({
  id: z.uuid(), name: z.string(), email: z.string(), role: RoleName, version: z.int(), enabled: z.boolean(), createdAt: moment(), lastSeenAt: moment().nullable(), sessions: z.int().describe('open right now'),
  totp: z.boolean().describe('has a second factor'), password: z.boolean(), provider: z.boolean().describe('has signed in with the identity provider'),
}).meta({ id: 'Person' });
export const InvitationView = z.object({
  id: z.uuid(), email: z.string(), role: RoleName, forPassword: z.boolean().describe('true: for somebody who is here and sets a new password'), invitedBy: z.string(), createdAt: moment(), expiresAt: moment(), expired: z.boolean(),
}).meta({ id: 'OpenInvitation' });
export const PeopleView = z.object({ people: z.array(PersonView), invitations: z.array(InvitationView) }).meta({ id: 'People' });

export const InviteWanted = z.strictObject({ email: z.email('Give a mail address, for example ana@northwind.example.').max(254), role: RoleName }).meta({ id: 'InviteWanted' });
export const LinkIssued = z.object({
  id: z.uuid(), email: z.string(), link: z.string().describe('shown this once; only a hash of it is kept'), expiresAt: moment(),
  mail: z.enum(['sent', 'sink', 'none', 'failed']).describe('sink: test mode, the mail went to the sink; none: no mail host is set; failed: hand the link over yourself'),
}).meta({ id: 'LinkIssued' });
export const RoleWanted = z.strictObject({ role: RoleName, version: Version }).meta({ id: 'RoleWanted' });
export const AccessWanted = z.strictObject({ enabled: z.boolean(), version: Version }).meta({ id: 'AccessWanted' });
export const SignedOutEverywhere = z.object({ ended: z.int() }).meta({ id: 'SessionsEnded' });

const Token = z.string().min(20).max(100);
export const Password = z.string().min(SHORTEST_PASSWORD, `Use at least ${SHORTEST_PASSWORD} characters.`).max(LONGEST_PASSWORD);
export const LinkHeld = z.strictObject({ token: Token }).meta({ id: 'LinkHeld' });
export const LinkOpens = z.object({ email: z.string(), role: RoleName, forPassword: z.boolean(), name: z.string().nullable(), invitedBy: z.string(), workspace: z.string(), expiresAt: moment() }).meta({ id: 'LinkOpens' });
export const LinkUsed = z.strictObject({ token: Token, name: z.string().trim().min(1, 'Give your name.').max(120), password: Password }).meta({ id: 'LinkUsed' });
