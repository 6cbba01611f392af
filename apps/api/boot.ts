import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import cookie from '@fastify/cookie';
import { StandardSchemaSerializerInterceptor, StandardSchemaValidationPipe } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { acting } from '#access';
import { migrations } from '#migrations';
import { assertMigrated, Bells, chooseQueueBackend, NestLog, type Config } from '#platform';
import { ContactMaskInterceptor } from './access/contact-mask.interceptor.js';
import { OnceInterceptor } from './access/once.interceptor.js';
import { RecordInterceptor } from './access/record.interceptor.js';
import { API_QUEUES, ApiModule } from './app.module.js';
import { LeadEvents } from './events/lead-events.js';
import { docsPage } from './docs/docs-page.js';
import { requestSeconds } from './metrics.js';
import { apiDocument } from './openapi.js';
import { InvalidInput, ProblemsFilter } from './problems.filter.js';
import { securityHeaders } from './security-headers.js';

/** JSON bodies of the API are small; a mail handed in over HTTP is the one exception and states its own limit. */
const LARGEST_BODY = 256 * 1024;

/** A page without script, pictures or forms: nothing but its own style. */
const DOCS_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Builds the API and listens. Nothing is served while the database lacks a migration.
 * @throws Error that says which command mends it.
 */
export async function startApi(config: Config, log: Logger): Promise<NestFastifyApplication> {
  chooseQueueBackend(config);
  const app = await buildApi(config, log);
  try {
    await assertMigrated(app.get(DataSource), migrations);
    // Without a listener BullMQ prints a lost connection to stderr, past the log.
    for (const queue of API_QUEUES) app.get(Bells).queue(queue).on('error', (error) => log.warn({ err: error, queue: queue.name }, 'the queue cannot be reached; it connects again'));
    await app.init();
    await app.get(LeadEvents).start();
    await app.listen(config.http.port, config.http.host);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** The application, wired but not listening. With `preview` nothing is instantiated: enough for the OpenAPI document. */
export async function buildApi(config: Config, log: Logger, preview = false): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ genReqId: () => randomUUID(), requestIdHeader: false, bodyLimit: LARGEST_BODY, forceCloseConnections: true, return503OnClosing: true, routerOptions: { maxParamLength: 400 } });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forProcess(config, log), adapter, { logger: new NestLog(log), abortOnError: false, preview });
  if (preview) return app;
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance<Server>;
  // Whatever is recorded on the way of a request is recorded under its id. After the body was read: its events come from the socket, outside of any request.
  server.addHook('preValidation', (request, _reply, done) => acting.run({ requestId: request.id, recorded: 0 }, done));
  securityHeaders(server, config.http.publicUrl.startsWith('https:'));
  measure(server, log);
  await app.register(cookie as never);
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: (issues) => new InvalidInput(issues) }));
  // The first is the outermost: what is kept for a repeated request, and what is masked, is what leaves.
  app.useGlobalInterceptors(app.get(OnceInterceptor), app.get(RecordInterceptor), app.get(ContactMaskInterceptor), new StandardSchemaSerializerInterceptor(app.get(Reflector)));
  app.useGlobalFilters(new ProblemsFilter(log));
  // Written when somebody first reads it: most processes never are asked, and it takes a third of a second.
  let contract: OpenAPIObject | undefined;
  const document = (): OpenAPIObject => (contract ??= apiDocument(app));
  server.get('/api/openapi.json', async (_request, reply) => reply.type('application/json; charset=utf-8').send(document()));
  server.get('/api/docs', async (_request, reply) => reply.type('text/html; charset=utf-8').header('content-security-policy', DOCS_POLICY).send(docsPage(document())));
  return app;
}

/** One log line and one measurement a request. Routes are named by their pattern: an id or a token never becomes a label. */
function measure(server: FastifyInstance<Server>, log: Logger): void {
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    requestSeconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    const line = { requestId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 };
    if (request.method === 'GET' || request.method === 'HEAD') log.debug(line, 'request'); else log.info(line, 'request');
  });
}
