import { z } from 'zod';
import { ALL_REJECT_REASONS, LANGUAGES, type RejectReason } from '#leads';
import { LeadCard, LeadDetail } from '../leads/lead.shapes.js';
import { moment } from '../returns.js';

const Reason = z.enum(ALL_REJECT_REASONS as [RejectReason, ...RejectReason[]]).meta({ id: 'RejectReason' });
const note = z.string().trim().max(500).default('');

/** A card in the asking person's hand, with everything that is known of its merchant. */
export const ReviewCard = z.object({
  claimId: z.uuid(),
  expiresAt: moment().describe('wall clock: until then nobody else gets it'),
  leaseMs: z.int().describe('milliseconds until then, for clocks that differ'),
  yielded: z.enum(['category', 'source', 'both']).nullable().describe('the limit of the day’s mix that gave way, because nothing else waits'),
  back: z.object({ since: moment(), by: z.string().nullable(), note: z.string().nullable(), snoozedAt: moment().nullable() }).nullable().describe('set when it is back from a snooze: who put it to sleep, and why'),
  lead: LeadDetail,
}).meta({ id: 'ReviewCard' });

/** Why there is no card. Counts end at 1,000. */
export const NoCard = z.object({
  why: z.enum(['out-of-office', 'capacity-reached', 'outside-routing', 'with-colleagues', 'held-by-you', 'nothing-qualified']),
  until: moment().nullable().optional(), capacity: z.int().optional(), given: z.int().optional(), held: z.int().optional(), waiting: z.int().optional(),
  asleep: z.int().optional(), wakesAt: moment().nullable().optional(), withoutAddress: z.int().optional(), unseen: z.int().optional(),
}).meta({ id: 'NoCard' });

const Counts = {
  waiting: z.int().describe('cards that wait for this person beside those in hand; 1000 stands for “1,000 or more”'),
  givenToday: z.int(), capacity: z.int().nullable(),
};
export const ReviewDesk = z.object({
  ...Counts,
  cards: z.array(ReviewCard).describe('in hand, in the order in which they were given'),
  awayUntil: moment().nullable(), away: z.boolean(),
  reasons: z.array(z.object({ code: Reason, text: z.string(), needsNote: z.boolean() })),
  leaseMinutes: z.int(), undoMinutes: z.int(),
}).meta({ id: 'ReviewDesk' });
export const NextCard = z.object({ ...Counts, card: ReviewCard.nullable(), none: NoCard.nullable() }).meta({ id: 'NextCard' });

export const Decision = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('accept'), version: z.int().min(1), note }),
  z.object({ verdict: z.literal('reject'), version: z.int().min(1), reason: Reason, note }),
  z.object({ verdict: z.literal('snooze'), version: z.int().min(1), until: z.iso.datetime(), note }),
]).meta({ id: 'ReviewDecision' });
export const DecisionMade = z.object({
  ...Counts,
  claimId: z.uuid(), outcome: z.enum(['accepted', 'rejected', 'snoozed']), repeated: z.boolean().describe('the same was decided before; nothing was done again'),
  givenTo: z.object({ userId: z.uuid(), name: z.string(), how: z.enum(['accepted', 'turn', 'voice', 'kept']) }).nullable(),
  lead: LeadCard,
}).meta({ id: 'ReviewDecisionMade' });

export const Lease = z.object({ expiresAt: moment(), leaseMs: z.int() }).meta({ id: 'ReviewLease' });
export const Release = z.object({ claims: z.array(z.uuid()).max(1000) }).meta({ id: 'ReviewRelease' });
export const Released = z.object({ released: z.int() }).meta({ id: 'ReviewReleased' });
export const Away = z.object({ away: z.boolean(), until: z.iso.datetime().nullable() }).meta({ id: 'ReviewAway' });

const Route = z.object({
  countries: z.array(z.string().regex(/^[A-Z]{2}$/, 'A country is two capital letters.')).max(250), languages: z.array(z.enum(LANGUAGES as [string, ...string[]])).max(80),
  categories: z.array(z.string().min(1).max(200)).max(200), minScore: z.int().min(0).max(100), maxScore: z.int().min(0).max(100),
  dailyCapacity: z.int().min(0).max(10_000).nullable(), byTurn: z.boolean().describe('is given leads that nobody accepted for themselves'),
  awayFrom: moment().nullable(), awayUntil: moment().nullable(),
});
export const ReviewRoute = Route.meta({ id: 'ReviewRoute' });
export const RouteWanted = z.object({
  route: Route.extend({ awayFrom: z.iso.datetime().nullable(), awayUntil: z.iso.datetime().nullable() })
    .refine((route) => route.minScore <= route.maxScore, { path: ['maxScore'], message: 'The highest score is below the lowest.' })
    .refine((route) => !route.awayFrom || !route.awayUntil || route.awayFrom < route.awayUntil, { path: ['awayUntil'], message: 'The end is before the beginning.' }).nullable(),
}).meta({ id: 'ReviewRouteWanted' });
export const MixRule = z.object({ categoryShare: z.number().min(0.01).max(1), sourceShare: z.number().min(0.01).max(1), freeCards: z.int().min(0).max(10_000) }).meta({ id: 'ReviewMix' });
export const ReviewSettings = z.object({
  reviewers: z.array(z.object({ userId: z.uuid(), name: z.string(), role: z.string(), route: ReviewRoute.nullable(), givenToday: z.int(), open: z.int().describe('open leads that are theirs') })),
  mix: MixRule, languages: z.array(z.string()),
}).meta({ id: 'ReviewSettings' });
export const HandedOver = z.object({ given: z.array(z.object({ userId: z.uuid(), name: z.string(), leads: z.int() })), left: z.int().describe('stay, because nobody takes such leads') }).meta({ id: 'ReviewHandedOver' });
