import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { SignedIn } from '#access';
import { maskContacts } from './contact-mask.js';

/** One's own address, and recipes, which are ours. */
const OWN = /^\/api\/(session|account|recipe-versions)\b/;

/** Whatever leaves for an operator passes the mask, also from a route that nobody thought of. */
@Injectable()
export class ContactMaskInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { signedIn?: SignedIn }>();
    if (request.signedIn?.role !== 'operator' || OWN.test(request.routeOptions.url ?? '')) return next.handle();
    return next.handle().pipe(map((answer: unknown) => {
      const masked = maskContacts(answer);
      // The crawler tells sites whom to ask; that is us.
      if (masked && typeof masked === 'object' && 'about' in masked && answer && typeof answer === 'object' && 'about' in answer) return { ...masked, about: answer.about };
      return masked;
    }));
  }
}
