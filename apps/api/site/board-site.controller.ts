import { Controller, Get, Inject, NotFoundException, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { existsSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { Public } from '../routes.js';

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
  async serve(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const path = decode(request.url.split('?')[0]!);
    if (path === null || NOT_OURS.test(path)) throw new NotFoundException(`Nothing is at ${request.url.split('?')[0]}.`);
    const file = normalize(path).replace(/^[/\\]+/, '');
    if (file && !file.startsWith('..') && isFile(join(this.folder, file))) {
      // Vite puts a hash of the content into the names under assets/.
      const hashed = file.startsWith('assets/');
      return reply.sendFile(file, this.folder, hashed ? { maxAge: '365d', immutable: true } : { maxAge: 3600_000 });
    }
    if (/\.[a-z0-9]{2,5}$/i.test(path)) throw new NotFoundException(`Nothing is at ${path}.`);
    void reply.header('cache-control', 'no-cache');
    if (isFile(join(this.folder, 'index.html'))) return reply.sendFile('index.html', this.folder, { cacheControl: false });
    return reply.code(503).type('text/html; charset=utf-8').send(NOT_BUILT);
  }
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
const decode = (path: string): string | null => {
  try { return decodeURIComponent(path); } catch { return null; }
};

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Beckon</title><meta name="viewport" content="width=device-width">
<style>body{font:15px/1.6 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem;color:#1b2430}code{background:#eef1f4;padding:.1em .35em;border-radius:4px}@media(prefers-color-scheme:dark){body{background:#12161b;color:#dfe5ec}code{background:#232a33}}</style>
<h1>The board is not built yet</h1><p>Beckon's API answers, but the files of its board are missing. Run <code>npm run build</code> and load this page again.</p></html>`;
