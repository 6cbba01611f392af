import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MerchantsModule } from '#merchants';
import { ScoringModule } from '#scoring';
import { DailyPicks } from './daily-picks.js';
import { Funnel } from './funnel-rules.js';
import { LeadBoard } from './lead-board.js';
import { LeadDetails } from './lead-details.js';
import { LeadIntake } from './lead-intake.js';
import { LeadMerging } from './lead-merging.js';
import { LeadNews } from './lead-news.js';
import { LeadOwners } from './lead-owners.js';
import { LeadStages } from './lead-stages.js';
import { Activity, DailyPick, FunnelRule, Lead, StageMove } from './lead.entity.js';
import { LeadsWiring } from './leads.wiring.js';
import { Timeline } from './timeline.js';

@Module({
  imports: [MerchantsModule, ScoringModule, TypeOrmModule.forFeature([Lead, StageMove, Activity, FunnelRule, DailyPick])],
  providers: [LeadNews, LeadStages, LeadOwners, Timeline, Funnel, LeadIntake, DailyPicks, LeadMerging, LeadDetails, LeadBoard, LeadsWiring],
  exports: [LeadMerging, LeadStages, LeadOwners, Timeline, Funnel, LeadIntake, DailyPicks, LeadBoard, LeadsWiring],
})
export class LeadsModule {}
