import { z } from 'zod';
import { ALL_STAGES, FUNNEL, type Stage } from '#leads';
import { CHANGE_KINDS, CUSTOM_KINDS, LEGAL_FORMS } from '#merchants';
import { moment } from '../returns.js';

const Age = z.enum(['fresh', 'ageing', 'old']).describe('confirmed within 7 days, within 30, longer ago; business time');

/** Where a page's value can be looked up. */
const PageSource = z.object({
  storefrontId: z.uuid(), marketplace: z.string(), sellerId: z.string(), storefrontName: z.string(), sourceUrl: z.string().describe('as it was read; not always a web address'), runId: z.uuid(),
  captureId: z.string().nullable().describe('the page as it came, while it is kept'), recipe: z.object({ id: z.string(), versionId: z.uuid(), hash: z.string() }).nullable(),
}).meta({ id: 'FactPage' });
const Said = z.object({ kind: z.enum(['merchant', 'person']), name: z.string().nullable(), note: z.string().nullable() }).meta({ id: 'FactSaidBy' });
const Sourced = z.object({
  value: z.string(), since: moment(), seenAt: moment(), age: Age, confidence: z.number().describe('0 to 1'), page: PageSource.nullable().describe('null for what a person said'), said: Said.nullable(),
}).meta({ id: 'SourcedValue' });
const Fact = z.object({
  name: z.string(), label: z.string(), read: z.string().describe('what its confidence rests on'), correctable: z.boolean(), current: Sourced, others: z.array(Sourced), past: z.array(Sourced.extend({ until: moment() })),
}).meta({ id: 'MerchantFact' });

const Storefront = z.object({
  id: z.uuid(), marketplace: z.string(), sellerId: z.string(), name: z.string(), url: z.string().nullable(), country: z.string().nullable(), firstSeenAt: moment(), seenAt: moment(),
  category: z.string().nullable(), bestRank: z.int().nullable(), listSize: z.int().nullable(), rating: z.number().nullable(), positivePercent: z.number().nullable(), ratingCount: z.int().nullable(), listedProducts: z.int().nullable(),
  link: z.object({ reason: z.string(), by: z.string().nullable().describe('null: a rule'), at: moment() }),
}).meta({ id: 'MerchantStorefront' });
const FormerLink = z.object({ storefrontId: z.uuid(), marketplace: z.string(), name: z.string(), reason: z.string(), linkedAt: moment(), unlinkedAt: moment() }).meta({ id: 'FormerLink' });

const Contact = z.object({
  id: z.uuid(), kind: z.enum(['email', 'phone']), value: z.string(), role: z.boolean(), status: z.string(), statusReason: z.string().nullable(), checkedAt: moment().nullable(), suppressed: z.boolean(),
  best: z.boolean().describe('the one that is written to'), sourceUrl: z.string(), runId: z.uuid(), captureId: z.string().nullable(), seenAt: moment(), age: Age,
}).meta({ id: 'MerchantContact' });

const Change = z.object({
  id: z.int(), kind: z.enum(CHANGE_KINDS), text: z.string(), category: z.string(), storefrontId: z.uuid(), marketplace: z.string(), storefrontName: z.string(),
  before: z.object({ runId: z.uuid(), at: moment(), value: z.string() }), after: z.object({ runId: z.uuid(), at: moment(), value: z.string().nullable() }),
}).meta({ id: 'MerchantChange' });

const Estimate = z.object({
  currency: z.string(), low: z.number(), mid: z.number(), high: z.number(), method: z.string(), computedAt: moment(),
  basis: z.object({
    reviewRates: z.array(z.number()).describe('assumed shares of orders that leave a rating: of the high, the mid and the low figure'),
    storefronts: z.array(z.object({ marketplace: z.string(), sellerId: z.string(), ratingsFrom: z.int(), ratingsTo: z.int(), from: moment(), to: moment(), days: z.number(), medianPrice: z.string() })),
  }),
}).meta({ id: 'SalesEstimate', description: 'Sales of a year in whole units of the currency; a range, for our eyes only' });

const RequiredFrom = z.enum(FUNNEL).nullable().describe('the stage from which on a person may move a lead only when its merchant has a value; null: none');
const Choices = z.array(z.string().max(80, 'A choice has at most 80 characters.')).max(100, 'A field has at most 100 choices.');
const CustomKind = z.enum(CUSTOM_KINDS).meta({ id: 'CustomKind' });
export const CustomField = z.object({ id: z.uuid(), key: z.string(), label: z.string(), kind: CustomKind, choices: z.array(z.string()), requiredFrom: RequiredFrom, retired: z.boolean() }).meta({ id: 'CustomField' });
export const CustomFieldList = z.object({ fields: z.array(CustomField) }).meta({ id: 'CustomFields' });
export const NewCustomField = z.object({ key: z.string().max(40), label: z.string().max(60), kind: CustomKind, choices: Choices.default([]), requiredFrom: RequiredFrom.default(null) }).meta({ id: 'NewCustomField' });
export const CustomFieldChange = z.object({
  label: z.string().max(60).optional(), choices: Choices.optional().describe('one that is taken away stays where it was written'),
  requiredFrom: RequiredFrom.optional(), place: z.int().min(1).max(10_000).optional().describe('among the fields in use, from 1'), retired: z.boolean().optional(),
}).meta({ id: 'CustomFieldChange' });
const CustomValue = CustomField.extend({ value: z.union([z.string(), z.number(), z.boolean()]).nullable(), by: z.string().nullable(), at: moment().nullable() }).meta({ id: 'CustomValue' });

const Contribution = z.object({ label: z.string(), points: z.number(), max: z.number(), text: z.string(), sourceUrl: z.string().nullable(), seenAt: moment().nullable() }).meta({ id: 'MerchantScoreLine' });

export const MerchantDetail = z.object({
  id: z.uuid(), name: z.string(), legalName: z.string().nullable(), legalForm: z.enum(LEGAL_FORMS), legalFormReason: z.string().nullable(), country: z.string().nullable(), createdAt: moment(),
  mergedInto: z.uuid().nullable().describe('the merchant that it is part of now'),
  score: z.object({ total: z.int(), modelVersion: z.int(), scoredAt: moment(), contributions: z.array(Contribution), gates: z.array(z.object({ code: z.string(), text: z.string() })) }).nullable(),
  leads: z.array(z.object({ id: z.uuid(), stage: z.enum(ALL_STAGES as [Stage, ...Stage[]]), region: z.string(), closedAt: moment().nullable() })),
  storefronts: z.array(Storefront), formerLinks: z.array(FormerLink), facts: z.array(Fact), contacts: z.array(Contact), changes: z.array(Change), estimates: z.array(Estimate), fields: z.array(CustomValue), tags: z.array(z.string()),
}).meta({ id: 'MerchantDetail' });

export const MerchantHistory = z.object({
  days: z.int(), until: moment(),
  series: z.array(z.object({
    storefrontId: z.uuid(), category: z.string(),
    points: z.array(z.object({ at: moment(), rank: z.int(), listSize: z.int(), rating: z.number().nullable(), ratingCount: z.int().nullable(), products: z.int() })),
  })),
}).meta({ id: 'MerchantHistory' });

export const ContactCoverage = z.object({ merchants: z.int(), withoutAddress: z.int().describe('merchants of whom no page shows a mail address that could be written to') }).meta({ id: 'ContactCoverage' });

export const FactCorrection = z.object({
  value: z.string().trim().min(1, 'Write the right value.').max(500), by: z.enum(['merchant', 'person']).default('person').describe('who says so: the merchant, or the person who asks'), note: z.string().trim().max(500).optional(),
}).meta({ id: 'FactCorrection' });
export const CustomValueWritten = z.object({ value: z.union([z.string().max(1000), z.number(), z.boolean()]).nullable() }).meta({ id: 'CustomValueWritten' });
export const TagsWritten = z.object({ tags: z.array(z.string().max(80)).max(60) }).meta({ id: 'TagsWritten' });

export const ContactSearchState = z.object({
  on: z.boolean(), reason: z.string().nullable().describe('by which right; kept as the permission record of the source'), reviewer: z.string().nullable(), reviewedOn: z.string().nullable(), sourceId: z.uuid().nullable().describe('under which its requests stand; null: never switched on'),
}).meta({ id: 'ContactSearchState' });
export const ContactSearchSwitch = z.object({ on: z.boolean(), reason: z.string().trim().max(2000).default('') }).meta({ id: 'ContactSearchSwitch' });
