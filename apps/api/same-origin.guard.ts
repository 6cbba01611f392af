import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CONFIG, Refusal, type Config } from '#platform';
import { bearerOf } from './access/bearer.js';
import { CARRIED, FROM_OUR_PAGES, PUBLIC } from './routes.js';

export class CrossSiteRequest extends Refusal {
  readonly code = 'cross-site-request';
  override readonly kind = 'forbidden';
}
export class JsonExpected extends Refusal {
  readonly code = 'json-expected';
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps other people's pages from acting with our cookie: what changes something must come from our own origin and carry
 * JSON (or the one other type that its route names), which no plain form can send. The cookie is SameSite=Lax besides; this is the second lock (ASVS 3.5).
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  private readonly ownOrigin: string;
  constructor(@Inject(Reflector) private readonly reflector: Reflector, @Inject(CONFIG) config: Config) {
    this.ownOrigin = new URL(config.http.publicUrl).origin;
  }

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (SAFE.has(request.method)) return true;
    const on = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, on) && !this.reflector.getAllAndOverride<boolean>(FROM_OUR_PAGES, on)) return true;
    // A key is no cookie: no browser adds it by itself, so there is nothing for another site to act with.
    const byKey = bearerOf(request) !== undefined && !this.reflector.getAllAndOverride<boolean>(PUBLIC, on);
    if (!byKey && !this.fromOurPages(request)) throw new CrossSiteRequest('This request did not come from Beckon\'s own pages. Programs use an API key (Authorization: Bearer).');
    const type = request.headers['content-type'];
    // A DELETE has no body to describe, and no form can send one.
    const carried = this.reflector.getAllAndOverride<string | undefined>(CARRIED, on);
    const named = type?.split(';')[0]!.trim().toLowerCase();
    if (named === undefined ? request.method !== 'DELETE' : named !== 'application/json' && named !== carried) throw new JsonExpected(`Send the header content-type: ${carried ?? 'application/json'}.`);
    return true;
  }

  private fromOurPages(request: FastifyRequest): boolean {
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin';
    const origin = request.headers.origin;
    if (!origin) return false;
    return origin === this.ownOrigin || origin === `http://${request.headers.host}` || origin === `https://${request.headers.host}`;
  }
}
