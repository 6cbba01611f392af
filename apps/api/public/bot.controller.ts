import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Workspaces } from '#access';
import { Public } from '../routes.js';
import { sendNotice } from './pages.js';

/** The page that the crawler's user agent names: who reads, how gently, and how to say no. */
@ApiExcludeController()
@Public()
@Controller('bot')
export class BotController {
  constructor(@Inject(Workspaces) private readonly workspaces: Workspaces) {}

  @Get()
  async show(@Res() reply: FastifyReply): Promise<FastifyReply> {
    const workspace = await this.workspaces.get();
    const who = workspace ? `${workspace.legalName}, ${workspace.postalAddress}` : 'the company that runs this server';
    return sendNotice(reply, 200, workspace?.name ?? null, 'Beckon reads public rankings',
      `Beckon is run by ${who}. It reads public best-seller lists and sellers' public business details, one page at a time and seconds apart. `
      + 'It obeys robots.txt under the name "Beckon": two lines, "User-agent: Beckon" and "Disallow: /", stop it within a day. It never logs in and never gets round a block. '
      + 'To have a business left out, write to the address above.');
  }
}
