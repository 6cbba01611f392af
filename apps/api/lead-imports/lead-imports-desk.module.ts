import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { LeadsModule } from '#leads';
import { MerchantsModule } from '#merchants';
import { LeadImportViews } from './lead-import-views.js';
import { LeadImportsController } from './lead-imports.controller.js';

/** Needs the queue `desk` registered by the process; the sweep finds what its bell misses. CSV bodies are left to be read by the desk of lists. */
@Module({ imports: [LeadsModule, MerchantsModule], controllers: [LeadImportsController], providers: [LeadImportViews] })
export class LeadImportsDeskModule implements OnModuleInit {
  constructor(@Inject(HttpAdapterHost) private readonly adapter: HttpAdapterHost) {}

  /** A file is read while it arrives: nothing may gather it in memory first. */
  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    if (!server.hasContentTypeParser('application/x-ndjson')) server.addContentTypeParser('application/x-ndjson', (_request, stream, done) => done(null, stream));
  }
}
