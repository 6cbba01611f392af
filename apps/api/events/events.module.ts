import { Module } from '@nestjs/common';
import { EventsController } from './events.controller.js';
import { LeadEvents } from './lead-events.js';

@Module({ controllers: [EventsController], providers: [LeadEvents], exports: [LeadEvents] })
export class EventsModule {}
