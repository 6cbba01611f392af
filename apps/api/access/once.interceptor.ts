import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, of, throwError, type Observable } from 'rxjs';
import { Readable } from 'node:stream';
import { Idempotency, type FirstResult, type SignedIn } from '#access';
import { Refusal } from '#platform';
import { problemOfRefusal } from '../problems.filter.js';
import { areaOf } from './areas.js';
import { RefusedBefore } from './refused-before.js';

export class IdempotencyNotHere extends Refusal {
  readonly code = 'idempotency-not-here';
}
export class IdempotencyKeyMalformed extends Refusal {
  readonly code = 'idempotency-key-malformed';
}
/** Refusals that stand: the same request would be refused again. A wrong field may be mended and sent again with the same key. */
const STANDS: ReadonlySet<Refusal['kind']> = new Set(['missing', 'conflict', 'gone', 'forbidden', 'unprocessable']);

/** `Idempotency-Key` on a POST: a request that is sent again is answered with what came of the first. */
@Injectable()
export class OnceInterceptor implements NestInterceptor {
  constructor(@Inject(Idempotency) private readonly idempotency: Idempotency) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { signedIn?: SignedIn }>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const key = request.headers['idempotency-key'];
    if (key === undefined || request.method !== 'POST' || !request.signedIn) return next.handle();
    if (typeof key !== 'string' || key.length === 0 || key.length > 255) throw new IdempotencyKeyMalformed('An Idempotency-Key has 1 to 255 characters.');
    // What such a route answers may be a secret that is shown once, and is kept nowhere; a file is not kept either.
    if (areaOf(request.routeOptions.url ?? '') === null || request.body instanceof Readable) throw new IdempotencyNotHere('This address takes no Idempotency-Key. Send the request without it.');
    const claimed = await this.idempotency.claim(request.signedIn.scopes ? request.signedIn.sessionId : request.signedIn.userId, key, `POST ${request.url}\n${JSON.stringify(request.body ?? null)}`);
    if ('first' in claimed) {
      void reply.header('idempotency-replayed', 'true');
      if (claimed.first.status >= 400) throw new RefusedBefore(claimed.first);
      return of(JSON.parse(claimed.first.body));
    }
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await claimed.keep({ status: reply.statusCode, body: JSON.stringify(answer ?? null) });
        return answer;
      }),
      catchError((error: unknown) => from(this.settle(error, request.id, claimed)).pipe(mergeMap(() => throwError(() => error)))),
    );
  }

  private async settle(error: unknown, requestId: string, claimed: { keep: (result: FirstResult) => Promise<void>; drop: () => Promise<void> }): Promise<void> {
    if (!(error instanceof Refusal) || !STANDS.has(error.kind)) return claimed.drop();
    const problem = problemOfRefusal(error, requestId);
    return claimed.keep({ status: problem.status, body: JSON.stringify(problem) });
  }
}
