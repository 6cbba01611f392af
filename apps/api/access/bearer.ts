import type { FastifyRequest } from 'fastify';

/** The key that a program sends (RFC 6750 2.1); undefined when it sends none. A header that is no bearer token is an empty key, which is nobody's. */
export function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization;
  return header === undefined ? undefined : /^Bearer +([\w~+/.-]+=*)$/i.exec(header)?.[1] ?? '';
}
