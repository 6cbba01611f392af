import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#platform';

const NAME = 'beckon_session';

/** The token that the browser carries; undefined when it carries none. */
export const sessionToken = (request: FastifyRequest): string | undefined => request.cookies[NAME] || undefined;

/** No script can read it, no other site's form carries it, and over https it never travels in the clear. */
export function setSessionCookie(reply: FastifyReply, config: Config, token: string, expires: Date): void {
  void reply.setCookie(NAME, token, { httpOnly: true, sameSite: 'lax', secure: config.http.secureCookies, path: '/', expires });
}
export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(NAME, { httpOnly: true, sameSite: 'lax', secure: config.http.secureCookies, path: '/' });
}
