import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { LARGEST_MAIL, OutreachModule } from '#outreach';
import { InboundController } from './inbound.controller.js';

/** Needs the queue `inbound` registered by the process; the mail is found by the sweep when it is not. */
@Module({ imports: [OutreachModule], controllers: [InboundController] })
export class InboundModule implements OnModuleInit {
  constructor(@Inject(HttpAdapterHost) private readonly adapter: HttpAdapterHost) {}

  /** A mail is bytes: nothing may decode it on the way. A little above the limit is read, so that the refusal is ours and has a code. */
  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    if (server.hasContentTypeParser('message/rfc822')) server.removeContentTypeParser('message/rfc822');
    server.addContentTypeParser('message/rfc822', { bodyLimit: LARGEST_MAIL + 1024 * 1024, parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  }
}
