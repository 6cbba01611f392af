import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { LARGEST_MAIL, MailTooLarge, OutreachModule } from '#outreach';
import { InboundController } from './inbound.controller.js';

/** Needs the queue `inbound` registered by the process; the mail is found by the sweep when it is not. */
@Module({ imports: [OutreachModule], controllers: [InboundController] })
export class InboundModule implements OnModuleInit {
  constructor(@Inject(HttpAdapterHost) private readonly adapter: HttpAdapterHost) {}

  /** A mail is bytes: nothing may decode it on the way. One byte above the limit is let in, so that the refusal is ours and has a code. */
  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    if (server.hasContentTypeParser('message/rfc822')) server.removeContentTypeParser('message/rfc822');
    server.addContentTypeParser('message/rfc822', { bodyLimit: LARGEST_MAIL + 1, parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    server.addHook('onRequest', async (request) => {
      const type = request.headers['content-type'] ?? '';
      if (type.startsWith('message/rfc822') && Number(request.headers['content-length'] ?? 0) > LARGEST_MAIL) throw new MailTooLarge('A mail may have at most 10 MB.');
    });
  }
}
