import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '#access';
import { MerchantsModule } from '#merchants';
import { ScoringModule } from '#scoring';
import { BulkAction, BulkChanges, BulkDesk, BulkItem, BulkUndo, BulkWork } from './bulk/index.js';
import { LeadExport, LeadImport, LeadImportDesk, LeadImportMatch, LeadImportRow, LeadImportTaking, LeadImportWork, LeadMaking } from './exchange/index.js';
import { DailyPicks } from './daily-picks.js';
import { Funnel } from './funnel-rules.js';
import { SavedViewDefault, SavedViewRow, StageLimitRow, StagePaceRow } from './board-rules.entity.js';
import { BoardUpkeep } from './board-upkeep.js';
import { LeadBoard } from './lead-board.js';
import { LeadCount, LeadCountDelta, LeadMarketplace } from './lead-count.entity.js';
import { LeadCounters } from './lead-counters.js';
import { LeadDetails } from './lead-details.js';
import { LeadFacetsReader } from './lead-facets.js';
import { LeadIntake } from './lead-intake.js';
import { LeadMerging } from './lead-merging.js';
import { LeadNews } from './lead-news.js';
import { LeadOwners } from './lead-owners.js';
import { LeadSearch } from './lead-search.js';
import { LeadStages } from './lead-stages.js';
import { LeadTimeline } from './lead-timeline.js';
import { Activity, DailyPick, FunnelRule, Lead, StageMove } from './lead.entity.js';
import { LeadsWiring } from './leads.wiring.js';
import { CardDealer, HandOver, LeadTurns, ReviewClaim, ReviewDecisions, ReviewQueue, ReviewRoute, ReviewRoutes, ReviewRule, ReviewTurn, ReviewUndo } from './review/index.js';
import { Note, NoteMention, Notes } from './notes/index.js';
import { Task, Tasks } from './tasks/index.js';
import { SavedViews } from './saved-views.js';
import { StageLimits } from './stage-limits.js';
import { Timeline } from './timeline.js';
import { Digest, Digests, DigestSetting, HandOverRequest, HandOverRequests, LeadSnooze, MerchantReplies, Snoozes, Waiting } from './waiting/index.js';

@Module({
  imports: [AccessModule, MerchantsModule, ScoringModule, TypeOrmModule.forFeature([Lead, StageMove, Activity, FunnelRule, DailyPick, LeadMarketplace, LeadCount, LeadCountDelta, StageLimitRow, StagePaceRow, SavedViewRow, SavedViewDefault, ReviewClaim, ReviewRoute, ReviewTurn, ReviewRule, BulkAction, BulkItem, LeadImport, LeadImportRow, Note, NoteMention, Task, LeadSnooze, HandOverRequest, DigestSetting, Digest])],
  providers: [LeadNews, LeadStages, LeadOwners, Timeline, Funnel, LeadIntake, DailyPicks, LeadMerging, LeadDetails, StageLimits, LeadCounters, LeadFacetsReader, LeadBoard, SavedViews, LeadSearch, BoardUpkeep, LeadsWiring, ReviewRoutes, LeadTurns, CardDealer, ReviewDecisions, ReviewUndo, ReviewQueue, HandOver, LeadExport, LeadImportDesk, LeadImportMatch, LeadMaking, LeadImportTaking, LeadImportWork, BulkDesk, BulkChanges, BulkUndo, BulkWork, LeadTimeline, Notes, Tasks, MerchantReplies, Snoozes, HandOverRequests, Waiting, Digests],
  exports: [LeadExport, LeadImportDesk, LeadImportWork, BulkDesk, BulkWork, LeadMerging, LeadStages, LeadOwners, Timeline, Funnel, LeadIntake, DailyPicks, LeadBoard, LeadSearch, LeadCounters, StageLimits, SavedViews, LeadsWiring, ReviewQueue, ReviewRoutes, HandOver, LeadTimeline, Notes, Tasks, MerchantReplies, Snoozes, HandOverRequests, Waiting, Digests],
})
export class LeadsModule {}
