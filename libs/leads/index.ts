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
export { SavedViewDefault, SavedViewRow, StageLimitRow, StagePaceRow } from './board-rules.entity.js';
export { LeadBoard, type Board, type BoardCard, type BoardColumn, type LeadPage, type SearchNote } from './lead-board.js';
export type { LeadCard } from './lead-card.js';
export { LeadCount, LeadCountDelta, LeadMarketplace } from './lead-count.entity.js';
export { LeadCounters, type ValueRange } from './lead-counters.js';
export type { Facet, LeadFacets } from './lead-facets.js';
export { Params, type LeadFilters, type LeadSet } from './lead-filters.js';
export type { LeadContact, LeadDetail, LeadFact, LeadSleep, LeadStorefront } from './lead-details.js';
export { LeadIntake } from './lead-intake.js';
export { LeadMerging } from './lead-merging.js';
export { LEADS_CHANNEL } from './lead-news.js';
export { LeadOwners } from './lead-owners.js';
export { LeadTimeline, TIMELINE_TYPES, type TimelineItem, type TimelinePage, type TimelineType } from './lead-timeline.js';
export { LeadSearch, type SearchHits, type SearchMatch } from './lead-search.js';
export { LeadStages, type Actor, type LeadRow, type StageMoveWanted } from './lead-stages.js';
export { Activity, DailyPick, FunnelRule, Lead, StageMove } from './lead.entity.js';
export {
  AddressRequired, LeadChanged, LeadNotFound, OwnerUnknown, ReasonRequired, ReasonUnknown, StageLimitsChanged, StageLimitsWrong, StageMoveNotAllowed, ViewChanged, ViewNameTaken, ViewNotFound, ViewNotYours,
} from './leads.errors.js';
export { LeadQueued } from './leads.events.js';
export { LeadsModule } from './leads.module.js';
export { LeadsWiring } from './leads.wiring.js';
export { LOST_REASONS, type LostReason } from './lost-reasons.js';
export { SavedViews, type SavedView, type Viewer, type ViewWanted } from './saved-views.js';
export { ROT, StageLimits, type Rot, type StageClock, type StageLimit, type StagePace } from './stage-limits.js';
export { Note, NoteChanged, NoteMention, NoteNotFound, NoteNotYours, Notes, type NoteView } from './notes/index.js';
export {
  ALL_REJECT_REASONS, HandOver, LANGUAGES, LeadWrittenTo, LEASE_MINUTES, needsNote, NoteRequired, REJECT_REASONS, ReviewCardLost, ReviewCardMissing, ReviewClaim, ReviewDecided, ReviewQueue, ReviewRoute,
  ReviewRoutes, ReviewRule, ReviewTurn, RouteUserUnknown, SnoozeInThePast, UNDO_MINUTES, UndoTooLate, type Decided, type GivenTo, type MixRule, type NoCard, type OnCard, type RejectReason, type ReviewCard,
  type Reviewer, type ReviewPerson, type Route, type Withdraw,
} from './review/index.js';
export { ALL_STAGES, allowedMoves, EXITS, FUNNEL, isExit, isStage, mayMove, STAGE_LABELS, STAGE_NEEDS, STAGES, WON, type Stage } from './stages.js';
export { addWorkdays, endOfDay, isZone, localOf, momentOf, REPEATS, startOfYesterday, Task, TaskChanged, TaskMovedOn, TaskNotFound, Tasks, ZoneUnknown, type LocalTime, type Repeat, type TaskPlan, type TaskView } from './tasks/index.js';
export { Timeline, type TimelineEntry } from './timeline.js';
export {
  Digest, DIGEST_POST, Digests, DigestSetting, HAND_OVER_WORKDAYS, HandOverChanged, HandOverNeedless, HandOverNotFound, HandOverNotYours, HandOverRequest, HandOverRequests, LeadSnooze, MerchantReplies, Snoozes, sumOf, Waiting,
  type DigestMail, type DigestPost, type DigestState, type DigestWish, type HandOverAnswer, type HandOverState, type HandOverView, type LeadLine, type WaitingBack, type WaitingCounts, type WaitingHandOver, type WaitingLists,
  type WaitingMention, type WaitingReply, type WaitingTask,
} from './waiting/index.js';
