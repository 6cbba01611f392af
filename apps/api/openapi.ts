import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { version } from '#platform';

/** The contract of the API, from the schemas that the routes validate with. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  const about = new DocumentBuilder().setTitle('Beckon').setVersion(version)
    .setDescription('Everything the board does. Errors are problem+json (RFC 9457) with a stable `code`. What changes something is JSON, comes from our own origin and carries the session cookie.')
    .addCookieAuth('beckon_session').build();
  return SwaggerModule.createDocument(app, about, { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` });
}
