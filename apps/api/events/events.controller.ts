import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReturnsText } from '../returns.js';
import { signedIn } from '../routes.js';
import { LeadEvents } from './lead-events.js';

@ApiTags('Live')
@Controller('api/events')
export class EventsController {
  constructor(@Inject(LeadEvents) private readonly events: LeadEvents) {}

  /** Server-sent events: `ready`, `lead {leads: [{id, stage, version}]}`, `resync` (read everything anew). */
  @Get()
  @ReturnsText('text/event-stream', 'Events `ready`, `lead {"leads":[{"id","stage","version"}]}` and `resync {"why"}`')
  watch(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...reply.getHeaders() as Record<string, string>,
      'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'keep-alive',
    });
    this.events.watch(signedIn(request).sessionId, reply.raw);
  }
}
