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

  /** Server-sent events: `ready {epoch, seq}`, `lead {seq, leads: [{id, stage, version}]}`, `resync {seq, why}` (read everything anew). A viewer that sees a number jump reads everything anew too. */
  @Get()
  @ReturnsText('text/event-stream', 'Events `ready {"epoch","seq"}`, `lead {"seq","leads":[{"id","stage","version"}]}` and `resync {"seq","why"}`, each with the id `epoch:seq`')
  watch(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...reply.getHeaders() as Record<string, string>,
      'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'keep-alive',
    });
    const lastId = request.headers['last-event-id'];
    this.events.watch(signedIn(request).sessionId, reply.raw, Array.isArray(lastId) ? lastId[0] : lastId);
  }
}
