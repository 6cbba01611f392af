import { bestContactSql } from '#merchants';
import { MERCHANT_SIGNALS, SIGNALS, STOREFRONT_SIGNALS, type Signal } from '../model.js';
import { date, line, share } from './sql-text.js';
import { storefrontSignals } from './storefront-signals.js';

export interface MerchantScope {
  /** SQL of a business moment: links, contacts, facts and blocks are those of then. */
  readonly asOf: string;
  /** Relation with the columns of {@link storefrontSignals}. */
  readonly measured: string;
  /** Sub-select of `merchant_id`; left out: everybody. */
  readonly merchants?: string;
  /** A moment of the past: `measured` has a `country`, and mailboxes are those that were known and alive then. */
  readonly past?: boolean;
  /** Without evidence: `lines` are null. */
  readonly silent?: boolean;
}

/** Where a signal stands among `SIGNALS`, from one. */
const place = (signal: Signal): number => SIGNALS.indexOf(signal) + 1;
const PLACES_OF_STOREFRONTS = `(array[${STOREFRONT_SIGNALS.map(place).join(', ')}])`;
const thenKnown = (from: string, until: string, asOf: string): string => `${from} <= ${asOf} and (${until} is null or ${until} > ${asOf})`;

/** What a merchant publishes of its papers, whichever page showed it then. */
const papers = (asOf: string): string => `
  select bool_or(name = 'vat') as vat, bool_or(name = 'registration') as registration, min(source_url) as source_url, max(seen_at) as seen_at from (
    select name, source_url, seen_at from fact where fact.merchant_id = m.id and name in ('vat', 'registration') and since <= ${asOf}
    union all
    select name, source_url, seen_at from fact_past where fact_past.merchant_id = m.id and name in ('vat', 'registration') and since <= ${asOf} and until > ${asOf}) known`;

/** Who forbids asking, in words. A mailbox that bounced is no reason: there may be another. */
const block = (asOf: string, country: string): string => `
  select format('%s on %s', case s.reason when 'opt_out' then 'opted out' when 'complaint' then 'complained' when 'legal' then 'blocked by law' when 'dsar' then 'asked to be forgotten' else 'blocked' end, ${date('s.created_at')}) as text
    from suppression s
   where ${thenKnown('s.created_at', 's.lifted_at', asOf)} and s.reason <> 'hard_bounce'
     and (s.id in (select id from suppression where scope = 'merchant' and merchant_id = m.id)
       or s.id in (select id from suppression where scope = 'country' and country = ${country})
       or s.id in (select blocked.id from contact c join suppression blocked on (blocked.scope, blocked.mac) in (('address', c.address_mac), ('domain', c.domain_mac)) where c.merchant_id = m.id))
   order by s.created_at, s.id limit 1`;

/** The mailbox that one would have written to on a past day: seen by then, not dead and not blocked then. */
const mailboxThen = (asOf: string): string => `
  select c.id as contact_id, c.role, c.source_url, c.seen_at from contact c
   where c.merchant_id = m.id and c.kind = 'email' and c.address_mac is not null and coalesce(c.first_seen_at, c.seen_at) <= ${asOf} and (c.invalid_since is null or c.invalid_since > ${asOf})
     and not exists (select from suppression s where (s.scope, s.mac) in (('address', c.address_mac), ('domain', c.domain_mac)) and ${thenKnown('s.created_at', 's.lifted_at', asOf)})
   order by c.role desc, c.value collate "C", c.id limit 1`;

const OF_MERCHANTS: Readonly<Record<(typeof MERCHANT_SIGNALS)[number], { share: string; line: string }>> = {
  reachability: {
    share: `case when reachable and role_mailbox then 1 when reachable then 0.6 when has_phone then 0.2 else 0 end`,
    line: line({
      text: `case when reachable and role_mailbox then 'role mailbox on a public page' when reachable then 'mail address on a public page' when has_phone then 'phone only: no usable email found' else 'no usable email found' end`,
      raw: `case when reachable and role_mailbox then 'role mailbox' when reachable then 'mailbox' when has_phone then 'phone' end`, sourceUrl: 'address_url', seenAt: 'address_seen_at',
    }),
  },
  crossListing: {
    share: `case when cardinality(marketplaces) > 1 then 1 else 0 end`,
    line: line({
      text: `case when cardinality(marketplaces) > 1 then format('on %s marketplaces: %s', cardinality(marketplaces), array_to_string(marketplaces, ', ')) else format('on %s only', marketplaces[1]) end`,
      short: `case when cardinality(marketplaces) > 1 then format('on %s marketplaces', cardinality(marketplaces)) end`, raw: 'cardinality(marketplaces)::text', sourceUrl: 'null::text', seenAt: 'seen_at',
    }),
  },
  knownBusiness: {
    share: `case when vat and registration then 1 when vat or registration then 0.6 else 0 end`,
    line: line({
      text: `case when vat and registration then 'VAT number and register entry published' when vat then 'VAT number published, no register entry' when registration then 'register entry published, no VAT number' else 'neither VAT number nor register entry published' end`,
      raw: `case when vat and registration then 'both' when vat then 'VAT number' when registration then 'register entry' end`, sourceUrl: 'papers_url', seenAt: 'papers_seen_at',
    }),
  },
};

/**
 * SQL of everything that is measured of merchants: the columns of `merchant_signal` and `merchant_evidence` but `why` and `mark`.
 * A merchant gets the best of its storefronts signal by signal, so that being seen in one more place never costs points.
 * A suppression of a country, domain or address counts from its day on.
 */
export const merchantSignals = ({ asOf, measured, merchants, past = false, silent = false }: MerchantScope): string => `
  with front as (
    select link.merchant_id, s.marketplace, s.seller_id, signal.category, signal.shares, signal.evidence, signal.best_rank, signal.rating, signal.rating_count, signal.observed_at${past ? ', signal.country' : ''}
      from identity_link link join storefront s on s.id = link.storefront_id join ${measured} signal on signal.storefront_id = link.storefront_id
     where ${thenKnown('link.linked_at', 'link.unlinked_at', asOf)} and cardinality(signal.shares) > 0${merchants ? ` and link.merchant_id in (${merchants})` : ''}),
  chosen as (
    select distinct on (merchant_id, at) merchant_id, ${PLACES_OF_STOREFRONTS}[at] as place, shares[at] as share, evidence -> (at - 1) as line
      from front cross join generate_series(1, ${STOREFRONT_SIGNALS.length}) at order by merchant_id, at, shares[at] desc, marketplace, seller_id),
  business as (
    select merchant_id, array_agg(distinct marketplace) as marketplaces, array_agg(distinct category) as categories, count(*)::int as storefronts, max(observed_at) as seen_at, max(rating_count) as ratings,
           (array_agg(category order by shares[1] desc, marketplace, seller_id))[1] as category, (array_agg(best_rank order by shares[1] desc, marketplace, seller_id))[1] as best_rank,
           (array_agg(rating order by rating_count desc nulls last, marketplace, seller_id) filter (where rating is not null))[1] as rating${past ? ', (array_agg(country order by rating_count desc nulls last, marketplace, seller_id) filter (where country is not null))[1] as country' : ''}
      from front group by merchant_id),
  known as (
    select b.*${past ? '' : ', m.country'}, address.contact_id is not null as reachable, address.role as role_mailbox, address.source_url as address_url, address.seen_at as address_seen_at,
           exists (select from contact c where c.merchant_id = m.id and c.kind = 'phone' and coalesce(c.first_seen_at, c.seen_at) <= ${asOf}) as has_phone,
           papers.vat, papers.registration, papers.source_url as papers_url, papers.seen_at as papers_seen_at, block.text as blocked, ours.since as ours_since
      from business b
      join merchant m on m.id = b.merchant_id
      left join lateral (${past ? mailboxThen(asOf) : `select best.*, c.source_url, c.seen_at from (${bestContactSql('m.id', 'm.country')}) best join contact c on c.id = best.contact_id`}) address on true
      cross join lateral (${papers(asOf)}) papers
      left join lateral (${block(asOf, past ? 'b.country' : 'm.country')}) block on true
      left join our_seller ours on ours.merchant_id = m.id and ours.since <= ${asOf}),
  line as (
    select merchant_id, place, share, line from chosen${MERCHANT_SIGNALS.map((signal) => `
    union all
    select merchant_id, ${place(signal)}, ${share(OF_MERCHANTS[signal].share)}, ${silent ? 'null::jsonb' : OF_MERCHANTS[signal].line} from known`).join('')}),
  gathered as (select merchant_id, array_agg(share order by place)::smallint[] as shares, ${silent ? 'null::jsonb' : 'jsonb_agg(line order by place)'} as lines from line group by merchant_id)
  select known.merchant_id, gathered.shares, known.rating::real as rating, known.ratings, known.country, known.categories, known.blocked, known.ours_since, known.seen_at,
         gathered.lines, known.marketplaces, known.category, known.best_rank, known.storefronts, known.reachable
    from known join gathered using (merchant_id)`;

/**
 * SQL of what would have been measured of merchants at a moment, from observations, links, facts and blocks of that time alone;
 * nothing stored by a pass is read. With the present moment it gives what passes store.
 * @param asOf SQL of a business moment, for example `$1`. @param scope `storefronts`: sub-select of `storefront_id`, all of the
 * cells that matter; `merchants`: sub-select of `merchant_id` to answer for; `silent`: without evidence, in half the time.
 */
export const signalsAsOf = (asOf: string, scope: { readonly storefronts?: string; readonly merchants?: string; readonly silent?: boolean } = {}): string =>
  merchantSignals({ asOf, past: true, silent: scope.silent ?? false, measured: `(${storefrontSignals({ asOf, past: true, silent: scope.silent ?? false, storefronts: scope.storefronts ?? 'select id from storefront' })})`, ...(scope.merchants ? { merchants: scope.merchants } : {}) });
