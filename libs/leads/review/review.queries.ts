import { seenLatelySql } from '#scoring';
import { Params } from '../lead-filters.js';

/** What a person may be shown. */
export interface Fit {
  /** null: any, also unknown. */
  readonly countries: readonly string[] | null;
  /** Empty: any. */
  readonly categories: readonly string[];
  readonly minScore: number;
  readonly maxScore: number;
  /** Whose leads: the person's own, and those of colleagues who are not there. Leads of nobody are everybody's. */
  readonly owners: readonly string[];
}
interface Query { readonly text: string; readonly values: unknown[] }

/** On `lead l`; word for word the condition of the indexes `lead_review_*`, or they are not used. */
export const WAITING = `l.stage = 'qualified' and l.closed_at is null and l.reachable`;
/** The one marketplace that vouches for a merchant; empty when several do. As in the indexes. */
export const SOURCE = `(case when cardinality(l.marketplaces) = 1 then l.marketplaces[1] else '' end)`;
/**
 * Nobody has it in front of them. Claims that lapsed have been ended before. NOT IN is looked up in a hash made once a statement, and holds on while
 * thousands are held; NOT EXISTS became a join whose order the planner guessed, 300 times slower with 5,000 cards in hand.
 */
const UNHELD = `l.id not in (select held.lead_id from review_claim held where held.ended_at is null)`;
/** For rules that take leads without a person: a card in front of somebody is not theirs. */
export const heldSql = (leadId: string): string => `exists (select from review_claim held where held.lead_id = ${leadId} and held.ended_at is null and held.expires_at > clock_timestamp())`;

/** What was read of it is recent enough to decide on; a lead that no page speaks for any more waits until one is read again. */
const seen = (now: string): string => `coalesce((select ${seenLatelySql('read', now)} from merchant_signal read where read.merchant_id = l.merchant_id), true)`;
const awake = (now: string): string => `(l.snoozed_until is null or l.snoozed_until <= ${now})`;

const ORDER = `order by l.score desc, l.stage_since, l.id`;

/** Score, owner and sleep; country and category are left to the statement, which walks an index by them. */
function free(fit: Fit, now: Date, params: Params): string {
  const at = params.add(now);
  return [
    awake(at), UNHELD, seen(at),
    `(l.owner_id is null or l.owner_id = any(${params.add(fit.owners)}::uuid[]))`,
    ...(fit.minScore > 0 ? [`l.score >= ${params.add(fit.minScore)}::int`] : []),
    ...(fit.maxScore < 100 ? [`l.score <= ${params.add(fit.maxScore)}::int`] : []),
  ].join(' and ');
}
const placed = (fit: Fit, params: Params): string => [
  ...(fit.countries ? [`l.country = any(${params.add(fit.countries)}::bpchar[])`] : []),
  ...(fit.categories.length > 0 ? [`l.category = any(${params.add(fit.categories)}::text[])`] : []),
].map((condition) => ` and ${condition}`).join('');

/** The first leads in the order of merit. Walks `lead_review_idx` and stops: for who takes any country and category while the mix leaves the choice free. */
export function bestOfAll(fit: Fit, now: Date, limit: number): Query {
  const params = new Params();
  return { text: `select l.id, l.category, ${SOURCE} as source, l.score, l.stage_since as since from lead l where ${WAITING} and ${free(fit, now, params)} ${ORDER} limit ${params.add(limit)}`, values: params.values };
}

/** Leads whose sleep is over, which come before all others. Walks `lead_review_back_idx`: few at a time. */
export function backFromSleep(fit: Fit, now: Date, limit: number): Query {
  const params = new Params();
  return {
    text: `select l.id, l.category, ${SOURCE} as source, l.score, l.stage_since as since from lead l
            where ${WAITING} and l.snoozed_until is not null and l.snoozed_until <= ${params.add(now)} and ${free(fit, now, params)}${placed(fit, params)} ${ORDER} limit ${params.add(limit)}`,
    values: params.values,
  };
}

/**
 * The best lead of every category and marketplace (of every country asked for). Hops over the index from one cell to the
 * next and reads the first free lead of each, so a category of a hundred thousand costs what one of ten costs. Filtering
 * one long walk instead read the whole drifting category before it came to another.
 */
export function bestOfEachCell(fit: Fit, now: Date): Query {
  const params = new Params();
  const countries = fit.countries ? params.add(fit.countries) : null;
  const key = countries ? 'l.country, ' : '';
  const hop = (where: string, order: string): string => `select ${key}l.category, ${SOURCE} as source from lead l where ${WAITING}${where} order by ${order} limit 1`;
  const [first, next, same] = countries
    ? [`select first.* from unnest(${countries}::bpchar[]) as wanted (country) cross join lateral (${hop(' and l.country = wanted.country', `l.country, l.category, ${SOURCE}`)}) first`,
        hop(` and l.country = cell.country and (l.category, ${SOURCE}) > (cell.category, cell.source)`, `l.country, l.category, ${SOURCE}`), 'l.country = cell.country and ']
    : [`(${hop('', `l.category, ${SOURCE}`)})`, hop(` and (l.category, ${SOURCE}) > (cell.category, cell.source)`, `l.category, ${SOURCE}`), ''];
  return {
    text: `with recursive cell as (${first} union all select next.* from cell cross join lateral (${next}) next)
           select best.* from cell cross join lateral (
             select l.id, l.category, ${SOURCE} as source, l.score, l.stage_since as since from lead l
              where ${WAITING} and ${same}l.category = cell.category and ${SOURCE} = cell.source and ${free(fit, now, params)} ${ORDER} limit 1) best
            ${fit.categories.length > 0 ? `where cell.category = any(${params.add(fit.categories)}::text[])` : ''}`,
    values: params.values,
  };
}

/**
 * Gives the first of the leads that is still free to a person. SKIP LOCKED passes over one that somebody else takes this
 * moment, the unique index over one that was taken after this statement began; no row comes back then, and the caller looks
 * again. A scoring pass holds thousands of leads for a moment: `patient` goes beside its locks, at the price that the lead
 * may have moved by the time the card is there, which the caller then has to look at ({@link STILL_WAITS}).
 */
export const claimFirst = (patient: boolean): string => `
  with card as (
    select l.id, l.category, ${SOURCE} as source, wanted.mix from unnest($1::uuid[], $5::text[]) with ordinality as wanted (id, mix, place) join lead l on l.id = wanted.id
     where ${WAITING} and (select held.id from review_claim held where held.lead_id = l.id and held.ended_at is null) is null order by wanted.place limit 1 ${patient ? 'for key share of l' : 'for no key update of l skip locked'})
  insert into review_claim (lead_id, user_id, session_id, day, category, source, mix, expires_at)
  select id, $2, $3, $4, category, source, mix, clock_timestamp() + $6 * interval '1 minute' from card
  on conflict (lead_id) where ended_at is null do nothing
  returning id, lead_id as "leadId"`;
export const STILL_WAITS = `select from lead l where l.id = $1 and ${WAITING}`;

/** What was given today and was not handed back undecided. */
export const GIVEN = `
  select category, source, count(*)::int as count from review_claim
   where day = $1 and (outcome is null or outcome in ('accepted', 'rejected', 'snoozed')) group by category, source`;

const everybody = (now: string): string => `${awake(now)} and ${UNHELD} and ${seen(now)}`;

/** Why leads that are qualified are not shown to anybody. Counts end at `$2`. */
export const KEPT_BACK = `
  select (select count(*) from (select from lead l where ${WAITING} and l.snoozed_until > $1 limit $2) x)::int as asleep,
         (select min(l.snoozed_until) from lead l where ${WAITING} and l.snoozed_until > $1) as "wakesAt",
         (select count(*) from (select from lead l where ${WAITING} and ${awake('$1')} and not ${seen('$1')} limit $2) x)::int as unseen,
         (select count(*) from (select from lead l where l.stage = 'qualified' and l.closed_at is null and not l.reachable limit $2) x)::int as "withoutAddress"`;

/**
 * How many leads wait, up to a limit: beyond it the exact figure helps nobody and would have to be counted each time. Each country or
 * category is counted along its index, in its order: with a limit alone the planner would rather read the table until enough is found.
 */
export function countWaiting(fit: Fit | null, now: Date, limit: number): Query {
  const params = new Params();
  const most = params.add(limit);
  const where = `${WAITING} and ${fit ? free(fit, now, params) : everybody(params.add(now))}`;
  const upTo = (from: string): string => `select least(${most}::int, count(*))::int as count from ${from}`;
  if (fit?.countries) {
    const category = fit.categories.length > 0 ? ` and l.category = any(${params.add(fit.categories)}::text[])` : '';
    return { text: upTo(`unnest(${params.add(fit.countries)}::bpchar[]) as wanted (country) cross join lateral (select from lead l where ${where} and l.country = wanted.country${category} order by l.country, l.category, ${SOURCE} limit ${most}) waiting`), values: params.values };
  }
  if (fit && fit.categories.length > 0) {
    return { text: upTo(`unnest(${params.add(fit.categories)}::text[]) as wanted (category) cross join lateral (select from lead l where ${where} and l.category = wanted.category order by l.category, ${SOURCE} limit ${most}) waiting`), values: params.values };
  }
  return { text: upTo(`(select from lead l where ${where} ${ORDER} limit ${most}) waiting`), values: params.values };
}
