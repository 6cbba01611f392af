import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform';

/** As long as the session itself lives at most. */
const LIFE_DAYS = 14;
const NAME = 'beckon_session';

/** The token that the browser carries; undefined when it carries none. */
export const sessionToken = (request: FastifyRequest): string | undefined => request.cookies[NAME] || undefined;

/** No script can read it, no other site's form carries it, and over https it never travels in the clear. */
export function setSessionCookie(reply: FastifyReply, config: Config, token: string): void {
  const expires = new Date(Date.now() + LIFE_DAYS * 86_400_000);
  void reply.setCookie(NAME, token, { httpOnly: true, sameSite: 'lax', secure: config.http.secureCookies, path: '/', expires });
}
export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(NAME, { httpOnly: true, sameSite: 'lax', secure: config.http.secureCookies, path: '/' });
}

const ATTEMPT = 'beckon_oidc';
const ATTEMPT_S = 600;

/** Binds a sign-in that was sent to the identity provider to the browser that began it; read by its own address alone. */
export function setAttemptCookie(reply: FastifyReply, config: Config, state: string): void {
  void reply.setCookie(ATTEMPT, state, { httpOnly: true, sameSite: 'lax', secure: config.http.secureCookies, path: '/api/session/oidc', maxAge: ATTEMPT_S });
}
export const attemptState = (request: FastifyRequest): string | undefined => request.cookies[ATTEMPT] || undefined;
export function clearAttemptCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(ATTEMPT, { httpOnly: true, sameSite: 'lax', secure: config.http.secureCookies, path: '/api/session/oidc' });
}
