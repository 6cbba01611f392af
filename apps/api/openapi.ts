import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { version } from '#platform';
import { areaOf } from './access/areas.js';

/** The contract of the API, from the schemas that the routes validate with. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder().setTitle('Beckon').setVersion(version)
    .setDescription('Everything the board does. Errors are problem+json (RFC 9457) with a stable `code`. Programs send `Authorization: Bearer bk_…`. A POST with `Idempotency-Key` is done once. /api/docs is this contract as a page.')
    .addCookieAuth('beckon_session').addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'bk_…' }).build();
  return withScopes(SwaggerModule.createDocument(app, about, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` }));
}

/** Says of every route which scope of an API key opens it; null: none does. */
function withScopes(document: OpenAPIObject): OpenAPIObject {
  for (const [path, methods] of Object.entries(document.paths)) {
    const area = areaOf(path);
    for (const [method, operation] of Object.entries(methods as Record<string, Record<string, unknown>>)) if (!operation['x-public']) operation['x-scope'] = area && `${area}:${method === 'get' ? 'read' : 'write'}`;
  }
  return document;
}
