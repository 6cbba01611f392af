import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { acting, ApiKeys, mayUse, Sessions, type Role, type SignedIn } from '#access';
import { Refusal } from '#platform';
import { areaOf } from './access/areas.js';
import { bearerOf } from './access/bearer.js';
import { ALLOWED, BEFORE_SECOND_FACTOR, PUBLIC, signIn } from './routes.js';
import { sessionToken } from './session-cookie.js';

export class SignedOut extends Refusal {
  readonly code = 'signed-out';
  override readonly kind = 'unauthenticated';
}
export class SecondFactorRequired extends Refusal {
  readonly code = 'second-factor-required';
  override readonly kind = 'forbidden';
}
export class RoleNotAllowed extends Refusal {
  readonly code = 'role-not-allowed';
  override readonly kind = 'forbidden';
}

/** A browser's cookie beside a program's key: whichever was meant, the other must not decide. */
export class TwoCredentials extends Refusal {
  readonly code = 'two-credentials';
}
export class KeyUnknown extends Refusal {
  readonly code = 'api-key-unknown';
  override readonly kind = 'unauthenticated';
}
export class NotForKeys extends Refusal {
  readonly code = 'not-for-keys';
  override readonly kind = 'forbidden';
}
export class ScopeMissing extends Refusal {
  readonly code = 'scope-missing';
  override readonly kind = 'forbidden';
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Every route needs a session or a key unless it says `@Public()`, a role where it says `@Allow(…)`, and of a key the scope of its area. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector, @Inject(Sessions) private readonly sessions: Sessions, @Inject(ApiKeys) private readonly keys: ApiKeys) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const on = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, on)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const found = await this.whoAsks(request);
    signIn(request, found);
    if (found.scopes) this.assertScope(request, found.scopes);
    if (found.mustEnrol && !this.reflector.getAllAndOverride<boolean>(BEFORE_SECOND_FACTOR, on)) throw new SecondFactorRequired('Your workspace asks everybody for a second factor. Set yours up first.');
    const allowed = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ALLOWED, on);
    if (allowed && !allowed.includes(found.role)) throw new RoleNotAllowed(`This needs one of the roles ${allowed.join(', ')}; yours is ${found.role}.`);
    return true;
  }

  private async whoAsks(request: FastifyRequest): Promise<SignedIn> {
    const key = bearerOf(request);
    const token = sessionToken(request);
    if (key === undefined) {
      const found = token ? await this.sessions.find(token) : null;
      if (!found) throw new SignedOut('Sign in first.');
      return found;
    }
    if (token) throw new TwoCredentials('This request carries a key and a session cookie. Send the key alone.');
    const found = await this.keys.find(key);
    if (!found) throw new KeyUnknown('This key does not work: it is unknown, was revoked, or ran out. Make a new one under Settings, API keys.');
    const context = acting.getStore();
    if (context) context.apiKeyId = found.sessionId;
    return found;
  }

  private assertScope(request: FastifyRequest, scopes: readonly string[]): void {
    const area = areaOf(request.routeOptions.url ?? '');
    if (!area) throw new NotForKeys('This is for people who are signed in; no key opens it.');
    const writes = !SAFE.has(request.method);
    if (!mayUse(scopes, area, writes)) throw new ScopeMissing(`This key lacks the scope ${area}:${writes ? 'write' : 'read'}. Make one that has it.`);
  }
}
