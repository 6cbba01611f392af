import type { LeadSet } from '#leads';

/** Leads that have an open invitation of one of these offers; null: of any. */
export function withOpenOffer(offerIds: readonly string[] | null): LeadSet {
  const open = (of: string): string => `from invitation i join offer_version v on v.id = i.offer_version_id where i.state = 'open'${of}`;
  return {
    on: 'id',
    ids: (params) => `select distinct i.lead_id as id ${open(offerIds ? ` and v.offer_id = any(${params.add(offerIds)}::uuid[])` : '')}`,
    test: (params) => `exists (select ${open(`${offerIds ? ` and v.offer_id = any(${params.add(offerIds)}::uuid[])` : ''} and i.lead_id = l.id`)})`,
  };
}

/** Leads without any open invitation. */
export const withoutOpenOffer: LeadSet = { on: 'id', ids: null, test: () => `not exists (select from invitation i where i.state = 'open' and i.lead_id = l.id)` };

/** Leads in one of the sets: alternatives of one filter. */
export const inEither = (one: LeadSet, other: LeadSet): LeadSet => ({ on: 'id', ids: null, test: (params) => `(${one.test(params)} or ${other.test(params)})` });
