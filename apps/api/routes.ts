import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { From, Role, SignedIn } from '#access';

export const PUBLIC = Symbol('public route');
export const ALLOWED = Symbol('allowed roles');
export const CARRIED = Symbol('media type of the body');
export const BEFORE_SECOND_FACTOR = Symbol('open before the second factor is set up');
export const NOT_AUDITED = Symbol('leaves no line in the audit log');
export const FROM_OUR_PAGES = Symbol('only from our own pages');

/** Open to everybody. Without it a route needs a session. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-public', true));

/** Only these roles; without it every signed-in person may. Stands in the contract as `x-roles`. */
export const Allow = (...roles: readonly Role[]) => applyDecorators(SetMetadata(ALLOWED, roles), ApiExtension('x-roles', roles));

/** Whoever may see how a merchant is reached: everybody but operators (FEATURES X1). */
export const SEES_CONTACTS = ['admin', 'lead', 'rep', 'compliance', 'reader'] as const satisfies readonly Role[];

/** A route that changes nothing a person would ask after, and why: it leaves no line in the audit log. */
export const NotAudited = (why: string) => SetMetadata(NOT_AUDITED, why);

/** The media type of the body, where it is not JSON. Only one that a plain form cannot send: that is half of what keeps other sites from posting with our cookie. */
export const Carries = (mediaType: 'text/csv' | 'application/x-ndjson') => SetMetadata(CARRIED, mediaType);

/** A public route that must all the same not be posted to from somebody else's page (signing in, setting up). */
export const FromOurPages = () => SetMetadata(FROM_OUR_PAGES, true);

/** Open to somebody who still has to set up the second factor that the workspace asks for. */
export const BeforeSecondFactor = () => SetMetadata(BEFORE_SECOND_FACTOR, true);

/** Where a sign-in came from. */
export const fromOf = (request: FastifyRequest): From => ({ ip: request.ip, userAgent: request.headers['user-agent'] ?? '' });

type Request = FastifyRequest & { signedIn?: SignedIn };

/** The person who asks, as a parameter of a route that needs a session. */
export const Me = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn => signedIn(context.switchToHttp().getRequest()));

/** Who asks, once the session guard has let them in. */
export const signedIn = (request: Request): SignedIn => {
  if (!request.signedIn) throw new Error('this route reads the session but is public');
  return request.signedIn;
};
export const signIn = (request: Request, who: SignedIn): void => { request.signedIn = who; };
