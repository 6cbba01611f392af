import { defineEvent } from '#platform';

/** Everything that a run observed is in the book and may be relied on. One event a run, never one a row. */
export const RunAccepted = defineEvent<{ runId: string }>()('sourcing.run-accepted');
