import type { Stage } from '../api/client';

/** The nine stages of the funnel in order; what is not here is an exit. */
export const FUNNEL = ['sourced', 'qualified', 'queued', 'contacted', 'engaged', 'offer_sent', 'accepted', 'onboarding', 'activated'] as const satisfies readonly Stage[];
export const EXITS = ['declined', 'unreachable', 'disqualified', 'do_not_contact'] as const satisfies readonly Stage[];
/** Columns nobody drags cards in: thousands of leads that wait for the rule. They show a count until somebody asks for the cards. */
export const EARLY: readonly Stage[] = ['sourced', 'qualified'];

export const stageName: Record<Stage, string> = {
  sourced: 'Sourced', qualified: 'Qualified', queued: 'Queued', contacted: 'Contacted', engaged: 'Engaged', offer_sent: 'Offer sent', accepted: 'Accepted',
  onboarding: 'Onboarding', activated: 'Activated', declined: 'Declined', unreachable: 'Unreachable', disqualified: 'Disqualified', do_not_contact: 'Do not contact',
};
/** One line for an empty column: how leads get here. */
export const howHere: Record<Stage, string> = {
  sourced: 'New merchants appear here after each crawl.',
  qualified: 'Leads that pass every gate and score high enough land here by themselves.',
  queued: 'The daily pick puts the best qualified leads here. You can also move one by hand.',
  contacted: 'A lead comes here when its first mail was accepted by the other side.',
  engaged: 'A reply, or a visit to the offer page by a person, brings a lead here.',
  offer_sent: 'Offers made after somebody engaged are listed here.',
  accepted: 'Merchants who said yes on their page show up here at once.',
  onboarding: 'Accepted merchants who are setting up their shop.',
  activated: 'Merchants who sell with you.',
  declined: 'Merchants who said no.', unreachable: 'Every address failed.', disqualified: 'Taken out by a rule or a person.', do_not_contact: 'Opted out, or the law says so.',
};

/** Days in a stage after which its age turns amber, then red. Stages that wait by design have none. */
const LIMITS: Partial<Record<Stage, readonly [number, number]>> = { queued: [3, 7], contacted: [14, 28], engaged: [3, 7], offer_sent: [7, 14], accepted: [3, 7], onboarding: [14, 30] };
export type Rot = 'amber' | 'red' | undefined;
/** Beside the colour, for those who do not see it. */
export const rotWord: Record<'amber' | 'red', string> = { amber: 'slow', red: 'stuck' };
/** The API's word for it, as a colour of ours. */
export const rotOf = (rot: 'fresh' | 'ageing' | 'rotten'): Rot => ({ fresh: undefined, ageing: 'amber' as const, rotten: 'red' as const })[rot];
export function rot(stage: Stage, ageMs: number): Rot {
  const limit = LIMITS[stage];
  const days = ageMs / 86_400_000;
  if (!limit || days < limit[0]) return undefined;
  return days < limit[1] ? 'amber' : 'red';
}

export const isExit = (stage: Stage): boolean => (EXITS as readonly Stage[]).includes(stage);
