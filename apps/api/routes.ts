import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role, SignedIn } from '#access';

export const PUBLIC = Symbol('public route');
export const ALLOWED = Symbol('allowed roles');
export const CARRIED = Symbol('media type of the body');
export const FROM_OUR_PAGES = Symbol('only from our own pages');

/** Open to everybody. Without it a route needs a session. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Only these roles; without it every signed-in person may. */
export const Allow = (...roles: readonly Role[]) => SetMetadata(ALLOWED, roles);

/** The media type of the body, where it is not JSON. Only one that a plain form cannot send: that is half of what keeps other sites from posting with our cookie. */
export const Carries = (mediaType: 'text/csv' | 'application/x-ndjson') => SetMetadata(CARRIED, mediaType);

/** A public route that must all the same not be posted to from somebody else's page (signing in, setting up). */
export const FromOurPages = () => SetMetadata(FROM_OUR_PAGES, true);

type Request = FastifyRequest & { signedIn?: SignedIn };

/** The person who asks, as a parameter of a route that needs a session. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn => signedIn(context.switchToHttp().getRequest()));

/** Who asks, once the session guard has let them in. */
export const signedIn = (request: Request): SignedIn => {
  if (!request.signedIn) throw new Error('this route reads the session but is public');
  return request.signedIn;
};
export const signIn = (request: Request, who: SignedIn): void => { request.signedIn = who; };
