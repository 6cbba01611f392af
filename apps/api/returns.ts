import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

/** A moment as ISO 8601 UTC. Rooms hand out `Date`s; the wire carries text. */
export const moment = () => z.preprocess((value) => (value instanceof Date ? value.toISOString() : value), z.iso.datetime());

/** What every error looks like (RFC 9457). `code` is stable and part of the contract; `title` and `detail` are for people. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  current: z.record(z.string(), z.unknown()).optional(),
  missing: z.array(z.string()).optional().describe('what has to be there before this can be done, by stable names; of `fields-required` the labels of custom fields'),
}).meta({ id: 'Problem', description: 'RFC 9457 problem details' });

/**
 * States what a route answers, and makes it so: the schema stands in OpenAPI and the response is passed through it, so
 * that a field which the schema does not name never leaves the house.
 */
export const Returns = (schema: z.ZodType, status = 200): MethodDecorator => applyDecorators(
  HttpCode(status),
  ApiResponse({ status, standardSchema: schema, description: schema.meta()?.description ?? 'Success' }),
  ApiResponse({ status: 'default', standardSchema: Problem, description: 'Why it was refused' }),
  SerializeOptions({ schema }),
);

/** A route that streams or writes text: its type stands in OpenAPI, its body is written by hand. */
export const ReturnsText = (mediaType: string, description: string, status = 200): MethodDecorator => applyDecorators(
  HttpCode(status),
  ApiProduces(mediaType),
  ApiResponse({ status, description, content: { [mediaType]: { schema: { type: 'string' } } } }),
);
