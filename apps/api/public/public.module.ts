import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { AccessModule } from '#access';
import { OnboardingModule } from '#onboarding';
import { OutreachModule } from '#outreach';
import { BotController } from './bot.controller.js';
import { DeskForms } from './desk-forms.js';
import { DeskController } from './desk.controller.js';
import { UnsubscribeController } from './unsubscribe.controller.js';

/** The pages that merchants see. */
@Module({ imports: [AccessModule, OnboardingModule, OutreachModule], controllers: [BotController, DeskController, UnsubscribeController], providers: [DeskForms] })
export class PublicModule implements OnModuleInit {
  constructor(@Inject(HttpAdapterHost) private readonly adapter: HttpAdapterHost) {}

  /** Mail programs send the one-click POST as multipart/form-data too. It is one short line: no upload machinery is needed to read it. */
  onModuleInit(): void {
    const server = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    if (!server.hasContentTypeParser('multipart/form-data')) {
      server.addContentTypeParser('multipart/form-data', { bodyLimit: 16 * 1024, parseAs: 'string' }, (_request, body, done) => done(null, body));
    }
  }
}
