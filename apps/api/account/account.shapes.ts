import { z } from 'zod';
import { moment } from '../returns.js';
import { Password } from '../people/people.shapes.js';

const SessionRow = z.object({
  id: z.uuid(), current: z.boolean(), ip: z.string(), browser: z.string().describe('as it names itself, in short'), method: z.string().describe('password or oidc'), createdAt: moment(), lastSeenAt: moment(), expiresAt: moment(),
}).meta({ id: 'OpenSession' });
export const AccountView = z.object({
  sessions: z.array(SessionRow), password: z.boolean().describe('false: signs in with the identity provider alone'),
  secondFactor: z.object({ on: z.boolean(), required: z.boolean().describe('the workspace asks everybody for one'), recoveryCodesLeft: z.int() }),
}).meta({ id: 'Account' });
const Shown = z.string().min(1, 'Give your password.').max(256);
const Code = z.string().trim().min(1, 'Give the code.').max(60);
export const PasswordChange = z.strictObject({ current: Shown, password: Password }).meta({ id: 'PasswordChange' });
export const PasswordShown = z.strictObject({ password: Shown }).meta({ id: 'PasswordShown' });
export const CodeShown = z.strictObject({ code: Code }).meta({ id: 'CodeShown' });
export const Enrolment = z.object({ secret: z.string().describe('base32, for typing'), uri: z.string().describe('otpauth://'), svg: z.string().describe('the same as a QR code') }).meta({ id: 'Enrolment' });
export const RecoveryCodes = z.object({ codes: z.array(z.string()).describe('each for one sign-in; shown this once') }).meta({ id: 'RecoveryCodes' });
export const SessionsLeft = z.object({ ended: z.int() }).meta({ id: 'OwnSessionsEnded' });
