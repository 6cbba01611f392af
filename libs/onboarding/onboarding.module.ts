import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LeadsModule } from '#leads';
import { OffersModule } from '#offers';
import { OutreachModule } from '#outreach';
import { Acceptance } from './acceptance.entity.js';
import { Desk } from './desk.js';

@Module({
  imports: [TypeOrmModule.forFeature([Acceptance]), LeadsModule, OffersModule, OutreachModule],
  providers: [Desk],
  exports: [Desk],
})
export class OnboardingModule {}
