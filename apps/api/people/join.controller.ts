import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Invitations, Sessions, Workspaces } from '#access';
import { CONFIG, type Config } from '#platform';
import { Returns } from '../returns.js';
import { FromOurPages, fromOf, Public } from '../routes.js';
import { setSessionCookie } from '../session-cookie.js';
import { Session, sessionOf } from '../session/session.controller.js';
import { LinkHeld, LinkOpens, LinkUsed } from './people.shapes.js';

/** For whoever holds a link. The token travels in a body, so that no log holds it. */
@ApiTags('People')
@Public() @FromOurPages()
@Controller('api/invitations')
export class JoinController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Invitations) private readonly invitations: Invitations, @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Sessions) private readonly sessions: Sessions, @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What a link opens. Looking changes nothing. */
  @Post('look')
  @Returns(LinkOpens)
  async look(@Body({ schema: LinkHeld }) { token }: z.infer<typeof LinkHeld>): Promise<z.infer<typeof LinkOpens>> {
    const [found, workspace] = await Promise.all([this.invitations.look(token), this.workspaces.get()]);
    return { ...found, expiresAt: found.expiresAt.toISOString(), workspace: workspace?.name ?? 'Beckon' };
  }

  /** Uses a link, once, and signs the person in, unless they still have to show their second factor. */
  @Post('acceptance')
  @Returns(Session, 201)
  async accept(@Body({ schema: LinkUsed }) given: z.infer<typeof LinkUsed>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof Session>> {
    const { email } = await this.db.transaction((tx) => this.invitations.accept(tx, given));
    const { token, user } = await this.sessions.open(email, given.password, fromOf(request));
    setSessionCookie(reply, this.config, token);
    return sessionOf(user);
  }
}
