import { z } from 'zod';
import type { LeadFilters, LeadSet } from '#leads';
import { inEither, withOpenOffer, withoutOpenOffer } from '#offers';
import { StageName } from './lead.shapes.js';

const MOST_VALUES = 20;
/** A parameter that may be repeated: `?country=DE&country=FR`. */
const several = <Value extends z.ZodType>(value: Value) => z.preprocess((given) => (given === undefined || Array.isArray(given) ? given : [given]), z.array(value).max(MOST_VALUES).optional());
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most).optional();
const yesNo = z.enum(['yes', 'no']).optional();

/** Filters as they stand in an address and in a saved view. A name that is not one of these is refused: a filter that does nothing would show the wrong leads. */
export const Filters = z.strictObject({
  q: z.string().trim().max(200).optional().describe('words of names, seller ids, contacts and numbers'),
  stage: several(StageName),
  owner: several(z.union([z.enum(['me', 'nobody']), z.uuid()], 'An owner is me, nobody or a person\'s id.')),
  marketplace: several(z.string().min(1).max(80)),
  category: several(z.string().min(1).max(200)),
  country: several(z.string().regex(/^[A-Za-z]{2}$/, 'A country is two letters, as in ISO 3166-1.')),
  minScore: whole(0, 100), maxScore: whole(0, 100),
  source: several(z.uuid('A source\'s id is a UUID.')),
  tag: several(z.string().min(1).max(40)),
  field: several(z.string().max(200).regex(/^[a-z][a-z0-9_]{0,39}:./s, 'A custom field is its key, a colon and a value, as in segment:A or fleet:10..20.')).describe('a custom field by its key: `segment:A`, `vip:yes`, `fleet:10..20`, `since:2026-01-01..`; several values of one key are alternatives'),
  minAge: whole(0, 3650).describe('whole days in the stage'), maxAge: whole(0, 3650),
  rot: several(z.enum(['fresh', 'ageing', 'rotten'])),
  offer: several(z.union([z.enum(['open', 'none']), z.uuid()], 'An offer is open, none or an offer\'s id.')),
  reply: several(z.enum(['waiting', 'replied', 'none'])),
  reachable: yesNo, snoozed: yesNo,
});
type FiltersGiven = z.infer<typeof Filters>;

export function asFilters(given: FiltersGiven, userId: string): LeadFilters {
  const among = offerSet(given.offer ?? []);
  return {
    q: given.q, stages: given.stage, owners: given.owner?.map((owner) => (owner === 'nobody' ? null : owner === 'me' ? userId : owner)), marketplaces: given.marketplace, categories: given.category,
    countries: given.country?.map((country) => country.toUpperCase()), minScore: given.minScore, maxScore: given.maxScore, sources: given.source, tags: given.tag, fields: fieldsOf(given.field ?? []), minAge: given.minAge, maxAge: given.maxAge,
    rot: given.rot, reply: given.reply, reachable: asTruth(given.reachable), snoozed: asTruth(given.snoozed), ...(among ? { among: [among] } : {}),
  };
}

function fieldsOf(given: readonly string[]): NonNullable<LeadFilters['fields']> {
  const byKey = new Map<string, string[]>();
  for (const one of given) {
    const key = one.slice(0, one.indexOf(':'));
    byKey.set(key, [...(byKey.get(key) ?? []), one.slice(key.length + 1)]);
  }
  return [...byKey].map(([key, values]) => ({ key, values }));
}

function offerSet(offers: readonly string[]): LeadSet | null {
  if (offers.length === 0) return null;
  const ids = offers.filter((one) => one !== 'open' && one !== 'none');
  const open = offers.includes('open') ? withOpenOffer(null) : ids.length > 0 ? withOpenOffer(ids) : null;
  if (!offers.includes('none')) return open;
  return open ? inEither(open, withoutOpenOffer) : withoutOpenOffer;
}
const asTruth = (word: 'yes' | 'no' | undefined): boolean | undefined => (word === undefined ? undefined : word === 'yes');
