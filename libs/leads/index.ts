export {
  BULK_OUTCOMES, BULK_REASONS, BULK_STAGES, BULK_STATES, BulkAction, bulkChangeSchema, BulkDesk, BulkItem, BulkNotFound, BulkWork, MOST_LEADS, type Asker, type BulkChange, type BulkOutcome, type BulkReason, type BulkState, type Selection,
} from './bulk/index.js';
export { deskQueue } from './desk.jobs.js';
export {
  COLUMN_NAMES, EXPORT_FORMATS, LEAD_IMPORT_STATES, leadErrorFile, LeadExport, LeadImport, LeadImportDesk, LeadImportNotFound, LeadImportRow, LeadImportWork, leadMappingLacks, ROW_FAULTS, ROW_VERDICTS, targetsOf, type ExportFormat, type LeadImportState,
  type LeadImportSummary, type LeadMapping, type RowChange, type RowVerdict,
} from './exchange/index.js';
export { DailyPicks } from './daily-picks.js';
export { Funnel, type FunnelRules } from './funnel-rules.js';
export { LeadBoard, type BoardColumn, type Facet, type LeadFacets, type LeadPage } from './lead-board.js';
export type { LeadCard } from './lead-card.js';
export type { LeadFilters } from './lead-board.queries.js';
export type { LeadContact, LeadDetail, LeadFact, LeadStorefront, TimelineItem } from './lead-details.js';
export { LeadIntake } from './lead-intake.js';
export { LeadMerging } from './lead-merging.js';
export { LEADS_CHANNEL } from './lead-news.js';
export { LeadOwners } from './lead-owners.js';
export { LeadStages, type Actor, type LeadRow, type StageMoveWanted } from './lead-stages.js';
export { Activity, DailyPick, FunnelRule, Lead, StageMove } from './lead.entity.js';
export { AddressRequired, LeadChanged, LeadNotFound, OwnerUnknown, ReasonRequired, StageMoveNotAllowed } from './leads.errors.js';
export { LeadQueued } from './leads.events.js';
export { LeadsModule } from './leads.module.js';
export { LeadsWiring } from './leads.wiring.js';
export {
  ALL_REJECT_REASONS, HandOver, LANGUAGES, LeadWrittenTo, LEASE_MINUTES, needsNote, NoteRequired, REJECT_REASONS, ReviewCardLost, ReviewCardMissing, ReviewClaim, ReviewDecided, ReviewQueue, ReviewRoute,
  ReviewRoutes, ReviewRule, ReviewTurn, RouteUserUnknown, SnoozeInThePast, UNDO_MINUTES, UndoTooLate, type Decided, type GivenTo, type MixRule, type NoCard, type OnCard, type RejectReason, type ReviewCard,
  type Reviewer, type ReviewPerson, type Route, type Withdraw,
} from './review/index.js';
export { ALL_STAGES, allowedMoves, EXITS, FUNNEL, isExit, isStage, mayMove, STAGE_LABELS, STAGE_NEEDS, STAGES, WON, type Stage } from './stages.js';
export { Timeline, type TimelineEntry } from './timeline.js';
