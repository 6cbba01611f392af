export { DailyPicks } from './daily-picks.js';
export { Funnel, type FunnelRules } from './funnel-rules.js';
export { LeadBoard, type BoardColumn, type Facet, type LeadFacets, type LeadPage } from './lead-board.js';
export type { LeadCard } from './lead-card.js';
export type { LeadFilters } from './lead-board.queries.js';
export type { LeadContact, LeadDetail, LeadFact, LeadSleep, LeadStorefront } from './lead-details.js';
export { LeadIntake } from './lead-intake.js';
export { LeadMerging } from './lead-merging.js';
export { LEADS_CHANNEL } from './lead-news.js';
export { LeadOwners } from './lead-owners.js';
export { LeadTimeline, TIMELINE_TYPES, type TimelineItem, type TimelinePage, type TimelineType } from './lead-timeline.js';
export { LeadStages, type Actor, type LeadRow, type StageMoveWanted } from './lead-stages.js';
export { Activity, DailyPick, FunnelRule, Lead, StageMove } from './lead.entity.js';
export { AddressRequired, LeadChanged, LeadNotFound, OwnerUnknown, ReasonRequired, StageMoveNotAllowed } from './leads.errors.js';
export { LeadQueued } from './leads.events.js';
export { LeadsModule } from './leads.module.js';
export { LeadsWiring } from './leads.wiring.js';
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
