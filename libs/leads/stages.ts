/**
 * The funnel as a table: where a lead may go from each stage. Nobody moves a lead another way, neither person nor rule.
 * Snoozed is a date, never a stage. A closed lead goes nowhere: a new one follows after the cool-down.
 */
export const STAGES = {
  sourced: ['qualified', 'disqualified', 'do_not_contact'],
  qualified: ['queued', 'sourced', 'disqualified', 'do_not_contact'],
  queued: ['contacted', 'qualified', 'unreachable', 'disqualified', 'do_not_contact'],
  contacted: ['engaged', 'accepted', 'declined', 'unreachable', 'disqualified', 'do_not_contact'],
  engaged: ['offer_sent', 'accepted', 'declined', 'unreachable', 'disqualified', 'do_not_contact'],
  offer_sent: ['engaged', 'accepted', 'declined', 'unreachable', 'disqualified', 'do_not_contact'],
  accepted: ['onboarding', 'declined', 'do_not_contact'],
  onboarding: ['activated', 'declined', 'do_not_contact'],
  activated: [],
  declined: [],
  unreachable: [],
  disqualified: [],
  do_not_contact: [],
} as const satisfies Record<string, readonly string[]>;

export type Stage = keyof typeof STAGES;
export const ALL_STAGES = Object.keys(STAGES) as Stage[];
/** The columns of the board, in order. */
export const FUNNEL = ['sourced', 'qualified', 'queued', 'contacted', 'engaged', 'offer_sent', 'accepted', 'onboarding', 'activated'] as const satisfies readonly Stage[];
/** Where a lead leaves the funnel: it is closed, with a reason. */
export const EXITS = ['declined', 'unreachable', 'disqualified', 'do_not_contact'] as const satisfies readonly Stage[];
/** Somebody of ours talks to the merchant, or is about to; the furthest last. */
export const TALKING = ['queued', 'contacted', 'engaged', 'offer_sent', 'accepted', 'onboarding'] as const satisfies readonly Stage[];
/** A merchant with a lead here sells with us already, or is about to. */
export const WON = ['accepted', 'onboarding', 'activated'] as const satisfies readonly Stage[];

export const STAGE_LABELS: Readonly<Record<Stage, string>> = {
  sourced: 'Sourced', qualified: 'Qualified', queued: 'Queued', contacted: 'Contacted', engaged: 'Engaged', offer_sent: 'Offer sent', accepted: 'Accepted',
  onboarding: 'Onboarding', activated: 'Activated', declined: 'Declined', unreachable: 'Unreachable', disqualified: 'Disqualified', do_not_contact: 'Do not contact',
};

/** What a move into a stage needs beside the table's leave. */
export const STAGE_NEEDS: Readonly<Partial<Record<Stage, 'reason' | 'address'>>> = {
  queued: 'address', declined: 'reason', unreachable: 'reason', disqualified: 'reason', do_not_contact: 'reason',
};

export const isStage = (text: string): text is Stage => Object.hasOwn(STAGES, text);
export const isExit = (stage: Stage): boolean => (EXITS as readonly Stage[]).includes(stage);
export const allowedMoves = (from: Stage): readonly Stage[] => STAGES[from];
export const mayMove = (from: Stage, to: Stage): boolean => (STAGES[from] as readonly Stage[]).includes(to);
/** The stages that a lead in `to` has come through or skipped, `to` among them; none for an exit. */
export const stagesUpTo = (to: Stage): Stage[] => FUNNEL.slice(0, FUNNEL.findIndex((stage) => stage === to) + 1);
/** Stages from which `to` can be reached in one move. */
export const stagesBefore = (to: Stage): Stage[] => ALL_STAGES.filter((from) => mayMove(from, to));
