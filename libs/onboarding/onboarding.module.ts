import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LeadsModule } from '#leads';
import { MerchantsModule } from '#merchants';
import { OffersModule } from '#offers';
import { OutreachModule } from '#outreach';
import { ScoringModule } from '#scoring';
import { Acceptance } from './acceptance.entity.js';
import { Desk } from './desk.js';
import { OnboardingWiring } from './onboarding.wiring.js';

@Module({
  imports: [TypeOrmModule.forFeature([Acceptance]), LeadsModule, MerchantsModule, OffersModule, OutreachModule, ScoringModule],
  providers: [Desk, OnboardingWiring],
  exports: [Desk, OnboardingWiring],
})
export class OnboardingModule {}
