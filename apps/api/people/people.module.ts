import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { EventsModule } from '../events/events.module.js';
import { JoinController } from './join.controller.js';
import { LinkMail } from './link-mail.js';
import { PeopleController } from './people.controller.js';

@Module({ imports: [AccessModule, EventsModule], controllers: [PeopleController, JoinController], providers: [LinkMail] })
export class PeopleModule {}
