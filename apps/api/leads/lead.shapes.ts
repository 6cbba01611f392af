import { z } from 'zod';
import { ROT } from '#leads';
import { moment } from '../returns.js';
import { HandOver, Next, SleepView, Task, TimelineEntry, VoiceView } from './desk.shapes.js';
import { StageName } from './stage-name.js';

export { StageName };

const share = z.number().nullable();

/** What one card of the board shows. */
export const LeadCard = z.object({
  id: z.uuid(), merchantId: z.uuid(), name: z.string(), score: z.int(), stage: StageName, stageSince: moment(), version: z.int(),
  marketplaces: z.array(z.string()), category: z.string(), country: z.string().nullable(), reason: z.string().describe('the one reason that matters'),
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(), reachable: z.boolean(), snoozedUntil: moment().nullable(),
  seenAt: moment().nullable().describe('latest observation of any of its storefronts'),
  nextStep: z.string().nullable().describe('what the system does next by itself, or whom it waits for'),
  rot: z.enum(ROT).describe('against the limits of its stage; always fresh where there are none'),
  value: z.object({ currency: z.string(), low: z.int(), high: z.int() }).nullable().describe('estimated sales of a month, a range; of the largest currency'),
}).meta({ id: 'LeadCard' });

const days = z.int().nullable();
/** Soft limits of a stage: they colour and warn, and never refuse a move. */
export const StageLimits = z.object({ stage: StageName, amberDays: days, redDays: days, wipHint: days, version: z.int() }).meta({ id: 'StageLimits' });
export const StageLimitsWanted = z.object({
  amberDays: z.int().min(1).max(3650).nullable(), redDays: z.int().min(1).max(3650).nullable(), wipHint: z.int().min(1).max(1_000_000).nullable(), version: z.int().min(1),
}).meta({ id: 'StageLimitsWanted' });

/** The funnel as a table: where a person may take a lead from each stage. */
export const StageTable = z.object({
  stages: z.array(z.object({
    stage: StageName, exit: z.boolean(), moves: z.array(z.object({ to: StageName, needsReason: z.boolean() })),
    amberDays: days, redDays: days, wipHint: days, version: z.int().describe('of its limits; 0 where it can have none'),
    reasons: z.array(z.object({ code: z.string(), label: z.string(), reapproachDays: days, noteRequired: z.boolean() })).describe('why a lead goes there; only for exits'),
  })),
}).meta({ id: 'StageTable' });

const SearchNote = z.object({
  similar: z.boolean().describe('the words found nothing; these names look alike'), bounded: z.boolean().describe('the words find too much to look at everything; counts are "at least"'),
}).nullable().meta({ id: 'SearchNote' });
const ValueRange = z.object({ currency: z.string(), low: z.int(), high: z.int(), leads: z.int().describe('how many leads the range is of') })
  .meta({ id: 'ValueRange', description: 'estimated sales of a month, added up in one currency' });

export const BoardView = z.object({
  total: z.int(), totalIsAtLeast: z.boolean(), search: SearchNote,
  columns: z.array(z.object({
    stage: StageName, count: z.int(), countIsAtLeast: z.boolean().describe('there may be more'), value: z.array(ValueRange), valueIsKnown: z.boolean(),
    amberDays: days, redDays: days, wipHint: days, medianDays: z.number().nullable().describe('median of the days that leads stayed before they left, lately'),
    cards: z.array(LeadCard), nextCursor: z.string().nullable(),
  }).meta({ id: 'BoardColumn' })),
}).meta({ id: 'Board' });

export const LeadPage = z.object({
  leads: z.array(LeadCard), nextCursor: z.string().nullable(), total: z.int().nullable().describe('only on the page without a cursor'), totalIsAtLeast: z.boolean(), search: SearchNote,
}).meta({ id: 'LeadPage' });

export const SearchHits = z.object({
  hits: z.array(z.object({ lead: LeadCard, match: z.enum(['exact', 'name', 'words', 'similar']) })), more: z.boolean(), similar: z.boolean(), bounded: z.boolean(),
}).meta({ id: 'SearchHits' });

export const Facets = z.object({
  marketplaces: z.array(z.object({ value: z.string(), count: z.int() })),
  categories: z.array(z.object({ value: z.string(), count: z.int() })),
  countries: z.array(z.object({ value: z.string(), count: z.int() })),
  owners: z.array(z.object({ id: z.uuid(), name: z.string(), count: z.int() })), nobody: z.int().describe('open leads without an owner'),
  sources: z.array(z.object({ id: z.uuid(), name: z.string() })), offers: z.array(z.object({ id: z.uuid(), name: z.string() })),
  tags: z.array(z.object({ value: z.string(), count: z.int() })).describe('with the number of merchants'),
}).meta({ id: 'LeadFacets' });

const Storefront = z.object({
  id: z.uuid(), marketplace: z.string(), sellerId: z.string(), name: z.string(), url: z.string().nullable(), country: z.string().nullable(), seenAt: moment(),
  bestRank: z.int().nullable(), listSize: z.int().nullable(), category: z.string().nullable(), rating: share, positivePercent: share,
  ratingCount: z.int().nullable(), listedProducts: z.int().nullable(), ranks: z.array(z.object({ at: moment(), rank: z.int(), rating: share })),
}).meta({ id: 'LeadStorefront' });
const Contact = z.object({
  id: z.uuid(), kind: z.string(), value: z.string(), role: z.boolean(), status: z.string(), statusReason: z.string().nullable(),
  sourceUrl: z.string(), seenAt: moment(), suppressed: z.boolean(),
}).meta({ id: 'LeadContact' });
const Fact = z.object({ name: z.string(), value: z.string(), sourceUrl: z.string().nullable(), seenAt: moment(), confidence: z.number(), said: z.string().nullable().describe('who said it; null for what a page shows') }).meta({ id: 'LeadFact' });
const Contribution = z.object({
  signal: z.string(), label: z.string(), points: z.number(), max: z.number(), text: z.string(), raw: z.string().nullable(),
  sourceUrl: z.string().nullable(), seenAt: moment().nullable(),
}).meta({ id: 'ScoreContribution' });
const Score = z.object({
  total: z.int(), modelVersion: z.int().nullable(), contributions: z.array(Contribution), gates: z.array(z.object({ code: z.string(), text: z.string() })),
  changes: z.array(z.object({ from: z.int().nullable(), to: z.int(), why: z.string(), at: moment() })),
  standing: z.object({
    seenAt: moment().describe('newest observation behind the score'), freshness: z.enum(['fresh', 'grey', 'out']).describe('grey: seen more than 14 days ago; out: more than 30, not picked until it is seen again'),
    grade: z.string().describe('A1 to C3: the letter is the fit, the figure the engagement'),
    engagement: z.object({ value: z.int(), events: z.array(z.object({ kind: z.enum(['reply', 'visit', 'accept']), at: moment(), points: z.int().describe('worth now; half after every 30 days') })) }),
    override: z.object({ points: z.int(), reason: z.string(), by: z.string().nullable(), at: moment(), expiresAt: moment() }).nullable().describe('the one that stands; a pass may not have counted it yet'),
  }).nullable(),
}).meta({ id: 'LeadScore' });

/** Where the mails to this merchant stand. */
const OutreachView = z.object({
  campaign: z.string(), state: z.string(), exitReason: z.string().nullable(), from: z.string().describe('the mailbox that writes'),
  messages: z.array(z.object({
    id: z.string(), position: z.int(), state: z.string(), reason: z.string().nullable(), to: z.string(), subject: z.string().nullable(),
    text: z.string().nullable().describe('as it was sent; links stand as placeholders'), dueAt: moment(), sentAt: moment().nullable(), captured: z.boolean().nullable().describe('true: test mode, it never left the house'),
    messageId: z.string(), version: z.int().describe('how often its fate became unknown; a verdict on it names this'),
  })),
}).meta({ id: 'LeadOutreach' });
/** The offer made to this merchant, and its answer. */
const OfferView = z.object({
  headline: z.string(), state: z.string(), expiresAt: moment(), answeredAt: moment().nullable(), checkCode: z.string(),
}).meta({ id: 'LeadOffer' });

export const LeadDetail = LeadCard.extend({
  legalName: z.string().nullable(), allowedMoves: z.array(StageName), storefronts: z.array(Storefront), contacts: z.array(Contact), facts: z.array(Fact),
  scoring: Score, timeline: z.array(TimelineEntry).describe('the newest 30'), timelineCursor: z.string().nullable().describe('for /timeline: what is older'),
  waitsSince: moment().nullable().describe('since when a reply waits for a person'), snooze: SleepView.nullable(), next: Next, voice: VoiceView, tasks: z.array(Task), handOvers: z.array(HandOver).describe('requests that wait for an answer'),
  outreach: z.array(OutreachView), offers: z.array(OfferView),
  closed: z.object({ reason: z.string().nullable(), label: z.string().nullable(), note: z.string(), reapproachAt: moment().nullable(), at: moment() }).nullable().describe('how it left the funnel'),
}).meta({ id: 'LeadDetail' });
