export { BulkAction, BulkItem } from './bulk-action.entity.js';
export { BULK_OUTCOMES, BULK_REASONS, BULK_STAGES, BULK_STATES, bulkChangeSchema, MOST_LEADS, type BulkChange, type BulkOutcome, type BulkReason, type BulkState } from './bulk-change.js';
export { BulkChanges } from './bulk-changes.js';
export { BulkDesk, type Asker } from './bulk-desk.js';
export { BulkUndo } from './bulk-undo.js';
export { BulkWork } from './bulk-work.js';
export { BulkNotFound, LeadsBusy } from './bulk.errors.js';
export type { Selection } from './bulk.queries.js';
