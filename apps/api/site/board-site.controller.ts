import { Controller, Get, Inject, NotFoundException, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../routes.js';
import { boardFile, type BoardFile } from './board-files.js';

/** Where the built board lies. */
export const BOARD_FOLDER = Symbol('board folder');

/** Never answered by the board's page: a wrong address there must be seen as wrong. */
const NOT_OURS = /^\/(api|i|u|health|metrics)(\/|$)/;

/** Serves the built board from the API's own origin: assets by name, every other address as the page whose script routes it. */
@ApiExcludeController()
@Public()
@Controller()
export class BoardSiteController {
  constructor(@Inject(BOARD_FOLDER) private readonly folder: string) {}

  @Get('*')
  async serve(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const path = decode(request.url.split('?')[0]!);
    if (path === null || NOT_OURS.test(path)) throw new NotFoundException(`Nothing is at ${request.url.split('?')[0]}.`);
    const accepts = String(request.headers['accept-encoding'] ?? '');
    const file = await boardFile(this.folder, path, accepts);
    if (file) return send(request, reply, file);
    if (/\.[a-z0-9]{2,5}$/i.test(path)) throw new NotFoundException(`Nothing is at ${path}.`);
    const page = await boardFile(this.folder, '/index.html', accepts);
    return page ? send(request, reply, page) : reply.code(503).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(NOT_BUILT);
  }
}

function send(request: FastifyRequest, reply: FastifyReply, file: BoardFile): FastifyReply {
  void reply.headers({ ...file.headers, etag: file.etag });
  if (request.headers['if-none-match'] === file.etag) return reply.removeHeader('content-length').removeHeader('content-encoding').code(304).send();
  return reply.send(file.open());
}

const decode = (path: string): string | null => {
  try { return decodeURIComponent(path); } catch { return null; }
};

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Beckon</title><meta name="viewport" content="width=device-width">
<style>body{font:15px/1.6 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem;color:#1b2430}code{background:#eef1f4;padding:.1em .35em;border-radius:4px}@media(prefers-color-scheme:dark){body{background:#12161b;color:#dfe5ec}code{background:#232a33}}</style>
<h1>The board is not built yet</h1><p>Beckon's API answers, but the files of its board are missing. Run <code>npm run build</code> and load this page again.</p></html>`;
