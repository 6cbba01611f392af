import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Sessions, type Role } from '#access';
import { Refusal } from '#platform';
import { ALLOWED, PUBLIC, signIn } from './routes.js';
import { sessionToken } from './session-cookie.js';

export class SignedOut extends Refusal {
  readonly code = 'signed-out';
  override readonly kind = 'unauthenticated';
}
export class RoleNotAllowed extends Refusal {
  readonly code = 'role-not-allowed';
  override readonly kind = 'forbidden';
}

/** Every route needs a session unless it says `@Public()`, and a role where it says `@Allow(…)`. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector, @Inject(Sessions) private readonly sessions: Sessions) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const on = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, on)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = sessionToken(request);
    const found = token ? await this.sessions.find(token) : null;
    if (!found) throw new SignedOut('Sign in first.');
    signIn(request, found);
    const allowed = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ALLOWED, on);
    if (allowed && !allowed.includes(found.role)) throw new RoleNotAllowed(`This needs one of the roles ${allowed.join(', ')}; yours is ${found.role}.`);
    return true;
  }
}
