import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '#access';
import { CONFIG, Refusal, type Config } from '#platform';
import { Rates } from './rates.js';

export class RateSpent extends Refusal {
  readonly code = 'rate-spent';
  override readonly kind = 'too-many';
}

/** How many requests a session or a key may make a minute, said in every answer (draft-ietf-httpapi-ratelimit-headers-06). */
@Injectable()
export class RateGuard implements CanActivate {
  private readonly rates = new Rates();
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest & { signedIn?: SignedIn }>();
    if (!request.signedIn) return true;
    const { sessionId, scopes } = request.signedIn;
    const { limit, remaining, resetS, retryS } = this.rates.take(sessionId, scopes ? this.config.http.keyRatePerMinute : this.config.http.sessionRatePerMinute, Date.now());
    void context.switchToHttp().getResponse<FastifyReply>().headers({ 'ratelimit-limit': limit, 'ratelimit-remaining': remaining, 'ratelimit-reset': resetS });
    if (retryS !== null) throw new RateSpent(`More than ${limit} requests a minute. Go on in ${retryS} s.`, { retryAfterSeconds: retryS });
    return true;
  }
}
