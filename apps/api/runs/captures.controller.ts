import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Refusal } from '#platform';
import { Captures, decodeHtml } from '#sourcing';
import type { SignedIn } from '#access';
import { Returns, ReturnsText } from '../returns.js';
import { Me } from '../routes.js';
import { CaptureText } from './run.shapes.js';

export class CaptureGone extends Refusal {
  readonly code = 'capture-gone';
  override readonly kind = 'missing';
}

/** A picture of a seller's page shows how they are reached, and nobody can mask a picture. */
export class PictureOfContacts extends Refusal {
  readonly code = 'picture-of-contacts';
  override readonly kind = 'forbidden';
}

/** Of a page only so much is shown as text; nobody reads more, and a browser has to draw it. */
const LONGEST_TEXT = 300_000;
const Id = z.string().regex(/^\d{1,18}$/, 'A capture\'s id is a number.');

/** What was kept of pages. Scraped content leaves here as text in JSON or as a picture, never as a page. */
@ApiTags('Runs')
@Controller('api/captures')
export class CapturesController {
  constructor(@Inject(Captures) private readonly captures: Captures) {}

  @Get(':id')
  @Returns(CaptureText)
  async text(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof CaptureText>> {
    const { kind, url, body } = await this.content(id);
    if (kind === 'screenshot') throw new CaptureGone('This capture is a picture.');
    const text = kind === 'html' ? decodeHtml(body) : body.toString('utf8');
    return { id, kind, url, bytes: body.length, text: text.slice(0, LONGEST_TEXT), cut: text.length > LONGEST_TEXT };
  }

  @Get(':id/image')
  @ReturnsText('image/jpeg', 'A screenshot')
  async image(@Param('id', { schema: Id }) id: string, @Me() me: SignedIn, @Res() reply: FastifyReply): Promise<void> {
    if (me.role === 'operator' && (await this.captures.mayShowContacts(Number(id)))) throw new PictureOfContacts('This picture shows how a seller is reached; operators see no contact data. The text of the page is shown with it left out.');
    const { kind, body } = await this.content(id);
    if (kind !== 'screenshot') throw new CaptureGone('This capture is no picture.');
    await reply.header('content-type', body[0] === 0x89 ? 'image/png' : 'image/jpeg').header('cache-control', 'private, max-age=86400, immutable').header('content-security-policy', `default-src 'none'`).send(body);
  }

  private async content(id: string) {
    const found = await this.captures.content(Number(id));
    if (!found) throw new CaptureGone('This is not kept any more. Captures are kept for 14 days.');
    return found;
  }
}
