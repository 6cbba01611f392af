import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { Refusal } from '#platform';
import type { Problem } from './returns.js';

type ProblemBody = z.infer<typeof Problem>;

const STATUS: Record<Refusal['kind'], number> = {
  invalid: 400, unauthenticated: 401, forbidden: 403, missing: 404, conflict: 409, gone: 410, 'too-many': 429,
};

/** The input does not fit the route's schema; names each field. */
export class InvalidInput extends Refusal {
  readonly code = 'invalid-input';
  constructor(issues: readonly StandardSchemaV1.Issue[]) {
    const errors = issues.map((issue) => ({ field: fieldOf(issue), message: issue.message }));
    super(errors.map((error) => (error.field ? `${error.field}: ${error.message}` : error.message)).join('; ').slice(0, 2000), { errors });
  }
}
const fieldOf = (issue: StandardSchemaV1.Issue): string => (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');

/** Codes for what the HTTP layer itself refuses before a route is reached. */
const HTTP_CODES: Record<number, string> = {
  400: 'malformed-request', 401: 'signed-out', 403: 'forbidden', 404: 'not-found', 405: 'method-not-allowed', 413: 'body-too-large', 414: 'address-too-long',
  415: 'unsupported-media-type', 422: 'malformed-request', 429: 'too-many-requests', 503: 'not-ready',
};

/** Turns every error into problem+json (RFC 9457). Details of an unexpected one go to the log, under the same request id. */
@Catch()
export class ProblemsFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = this.describe(error, request.id);
    if (problem.status >= 500) this.log.error({ err: error, requestId: request.id, method: request.method, route: request.routeOptions?.url }, 'a request failed');
    if (reply.sent || reply.raw.headersSent) { reply.raw.destroy(); return; }
    if (error instanceof Refusal && typeof error.details.retryAfterSeconds === 'number') void reply.header('retry-after', String(error.details.retryAfterSeconds));
    void reply.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8').header('cache-control', 'no-store').serializer(String).send(JSON.stringify(problem));
  }

  private describe(error: unknown, requestId: string): ProblemBody {
    if (error instanceof Refusal) {
      const { missing, ...details } = error.details as Record<string, unknown> & { missing?: string[] };
      const { errors, fields } = details as { errors?: ProblemBody['errors']; fields?: string[] };
      const named = errors ?? fields?.map((field) => ({ field, message: error.message }));
      // What it is now, so that a person sees against what they lost the race.
      return problemOf(STATUS[error.kind], error.code, error.message, requestId, { ...(named ? { errors: named } : {}), ...(error.kind === 'conflict' ? { current: details } : {}), ...(missing ? { missing } : {}) });
    }
    const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
    if (status >= 400 && status < 500) return problemOf(status, HTTP_CODES[status] ?? 'malformed-request', error instanceof Error ? error.message : 'The request could not be read.', requestId);
    if (status === 503) return problemOf(503, 'not-ready', 'Beckon is starting or stopping. Try again in a moment.', requestId);
    return problemOf(500, 'internal', `Something went wrong on our side; nothing was half done. Quote request ${requestId} when you ask about it.`, requestId);
  }
}

const statusOf = (error: unknown): number => {
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof status === 'number' ? status : 500;
};
const problemOf = (status: number, code: string, detail: string, requestId: string, more: Partial<ProblemBody> = {}): ProblemBody =>
  ({ type: `urn:beckon:problem:${code}`, title: STATUS_CODES[status] ?? 'Error', status, code, detail, requestId, ...more });
