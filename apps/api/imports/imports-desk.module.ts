import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AccessModule } from '#access';
import { ImportsModule } from '#sourcing';
import { ImportsController } from './imports.controller.js';

/** Needs the queue `import` registered by the process; the sweep finds what its bell misses. */
@Module({ imports: [AccessModule, ImportsModule], controllers: [ImportsController] })
export class ImportsDeskModule implements OnModuleInit {
  constructor(@Inject(HttpAdapterHost) private readonly adapter: HttpAdapterHost) {}

  /** A list is read while it arrives: nothing may gather it in memory first. Whoever reads it counts its bytes. */
  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    if (server.hasContentTypeParser('text/csv')) server.removeContentTypeParser('text/csv');
    server.addContentTypeParser('text/csv', (_request, stream, done) => done(null, stream));
  }
}
