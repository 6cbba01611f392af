import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { EventsModule } from '../events/events.module.js';
import { AccountController } from './account.controller.js';

@Module({ imports: [AccessModule, EventsModule], controllers: [AccountController] })
export class AccountModule {}
