import { Module } from '@nestjs/common';
import { OutreachModule } from '#outreach';
import { FatesController } from './fates.controller.js';

@Module({ imports: [OutreachModule], controllers: [FatesController] })
export class FatesModule {}
