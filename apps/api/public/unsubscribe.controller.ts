import { Body, Controller, Get, Inject, Param, Post, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Unsubscribes } from '#outreach';
import { Public } from '../routes.js';
import { PageErrorsFilter } from './page-errors.filter.js';
import { sendNotice, sendPage } from './pages.js';

/**
 * Opting out. The POST of RFC 8058 acts by itself: no cookie, no redirect, no question; repeating it is fine. The GET only shows
 * a button that sends the same POST.
 */
@ApiExcludeController()
@Public()
@UseFilters(PageErrorsFilter)
@Controller('u')
export class UnsubscribeController {
  constructor(@Inject(Unsubscribes) private readonly unsubscribes: Unsubscribes) {}

  @Get(':token')
  async show(@Param('token') token: string, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const found = await this.unsubscribes.find(token);
    if (!found) return this.unknown(reply);
    if (found.done) return this.done(reply, found);
    return sendPage(reply, { title: 'Stop these mails', name: 'unsubscribe', brand: found.workspace, variables: { address: found.address, workspace: found.workspace, action: `/u/${token}` } });
  }

  @Post(':token')
  async apply(@Param('token') token: string, @Body() body: unknown, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const found = await this.unsubscribes.find(token);
    if (!found) return this.unknown(reply);
    if (!saysOneClick(body)) return sendPage(reply, { status: 422, title: 'Stop these mails', name: 'unsubscribe', brand: found.workspace, variables: { address: found.address, workspace: found.workspace, action: `/u/${token}` } });
    await this.unsubscribes.apply(token);
    return this.done(reply, found);
  }

  private done(reply: FastifyReply, { address, workspace }: { address: string; workspace: string }): FastifyReply {
    return sendNotice(reply, 200, workspace, 'We will not write to you again', `${address} is blocked from now on, for everybody at ${workspace}. There is nothing more to do.`);
  }

  private unknown(reply: FastifyReply): FastifyReply {
    return sendNotice(reply, 404, null, 'There is no such link', 'Please open the link exactly as it stands in our mail. To stop our mails at once, reply to one with the word “stop”.');
  }
}

/** `List-Unsubscribe=One-Click`, as a form or as multipart/form-data (RFC 8058 3.1 wants both understood). */
function saysOneClick(body: unknown): boolean {
  if (typeof body === 'string') return /name="?List-Unsubscribe"?[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\s/i.test(body);
  const value = (body as Record<string, unknown> | null | undefined)?.['List-Unsubscribe'];
  return typeof value === 'string' && value.trim().toLowerCase() === 'one-click';
}
