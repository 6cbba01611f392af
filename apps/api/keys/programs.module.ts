import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { AuditController } from '../audit/audit.controller.js';
import { KeysController } from './keys.controller.js';

/** What programs and those who watch them need: keys, and the log of what was done. */
@Module({ imports: [AccessModule], controllers: [KeysController, AuditController] })
export class ProgramsModule {}
