import { defineEvent } from '#platform';

/** A person or the daily pick decided to ask this merchant. */
export const LeadQueued = defineEvent<{ leadId: string; merchantId: string }>()('leads.lead-queued');
