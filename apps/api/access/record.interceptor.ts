import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { acting, Audit, type SignedIn } from '#access';
import { NOT_AUDITED } from '../routes.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const SECRET = /password|secret|token|code/i;

/**
 * The net under the audit log: a room records what it changes with before and after; whoever forgets is recorded here, by
 * address and body, so that no change of a person is ever without a line.
 */
@Injectable()
export class RecordInterceptor implements NestInterceptor {
  constructor(@Inject(Reflector) private readonly reflector: Reflector, @Inject(DataSource) private readonly db: DataSource, @Inject(Audit) private readonly audit: Audit) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { signedIn?: SignedIn }>();
    const me = request.signedIn;
    if (!me || SAFE.has(request.method) || this.reflector.getAllAndOverride<string | undefined>(NOT_AUDITED, [context.getHandler(), context.getClass()])) return next.handle();
    return next.handle().pipe(mergeMap(async (answer: unknown) => {
      if (acting.getStore()?.recorded === 0) {
        const body = request.body instanceof Readable ? undefined : without(request.body);
        await this.db.transaction((tx) => this.audit.record(tx, { userId: me.userId, action: 'request.made', subject: `${request.method} ${request.url.split('?')[0]}`, after: body }));
      }
      return answer;
    }));
  }
}

const without = (body: unknown): unknown => (body && typeof body === 'object' ? Object.fromEntries(Object.entries(body).map(([key, value]) => [key, SECRET.test(key) ? '(not kept)' : value as unknown])) : body);
