import type { LeadCard, Stage } from '../api/client';

/** Why a lead leaves the funnel: a code of the stage's list, what there is to add, and when to ask again. */
export interface Why { readonly reason: string; readonly note?: string | undefined; readonly reapproachAt?: string | undefined }
export interface Move { readonly lead: LeadCard; readonly to: Stage; readonly why?: Why }
