import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOGGER } from '#platform';
import { sendNotice } from './pages.js';

/** A merchant is shown a page, never a JSON object. Details go to the log. */
@Catch()
export class PageErrorsFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = error instanceof HttpException ? error.getStatus() : 500;
    if (status >= 500) this.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'a merchant\'s page failed');
    void sendNotice(reply, status, null, 'That did not work', 'Nothing was changed. Please go back, load the page again and repeat it. If it keeps failing, just reply to our mail.');
  }
}
