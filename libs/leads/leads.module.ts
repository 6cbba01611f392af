import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '#access';
import { MerchantsModule } from '#merchants';
import { ScoringModule } from '#scoring';
import { BulkAction, BulkChanges, BulkDesk, BulkItem, BulkUndo, BulkWork } from './bulk/index.js';
import { LeadExport, LeadImport, LeadImportDesk, LeadImportMatch, LeadImportRow, LeadImportTaking, LeadImportWork, LeadMaking } from './exchange/index.js';
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
import { CardDealer, HandOver, LeadTurns, ReviewClaim, ReviewDecisions, ReviewQueue, ReviewRoute, ReviewRoutes, ReviewRule, ReviewTurn, ReviewUndo } from './review/index.js';
import { Timeline } from './timeline.js';

@Module({
  imports: [AccessModule, MerchantsModule, ScoringModule, TypeOrmModule.forFeature([Lead, StageMove, Activity, FunnelRule, DailyPick, ReviewClaim, ReviewRoute, ReviewTurn, ReviewRule, BulkAction, BulkItem, LeadImport, LeadImportRow])],
  providers: [LeadNews, LeadStages, LeadOwners, Timeline, Funnel, LeadIntake, DailyPicks, LeadMerging, LeadDetails, LeadBoard, LeadsWiring, ReviewRoutes, LeadTurns, CardDealer, ReviewDecisions, ReviewUndo, ReviewQueue, HandOver, LeadExport, LeadImportDesk, LeadImportMatch, LeadMaking, LeadImportTaking, LeadImportWork, BulkDesk, BulkChanges, BulkUndo, BulkWork],
  exports: [LeadExport, LeadImportDesk, LeadImportWork, BulkDesk, BulkWork, LeadMerging, LeadStages, LeadOwners, Timeline, Funnel, LeadIntake, DailyPicks, LeadBoard, LeadsWiring, ReviewQueue, ReviewRoutes, HandOver],
})
export class LeadsModule {}
