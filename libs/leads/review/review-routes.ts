import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Audit } from '#access';
import { sql, type Tx } from '#platform';
import type { MixRule } from './fair-mix.js';
import { RouteUserUnknown } from './review.errors.js';
import type { Route, Taker } from './routing.js';

export interface NamedTaker extends Taker {
  readonly name: string;
}
/** A person as the settings show them; `route` null: takes everything, and no lead by turn. */
export interface Reviewer {
  readonly userId: string;
  readonly name: string;
  readonly role: string;
  readonly route: Route | null;
  /** Leads given to them in this business day. */
  readonly givenToday: number;
  /** Open leads that are theirs. */
  readonly open: number;
}

/** Where a person stands before they are given a card. */
export interface Standing {
  /** Business day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly route: Route | null;
  readonly givenToday: number;
  /** Cards in hand. */
  readonly held: number;
  /** People whose leads others may take up: who left, and who is out of office. */
  readonly absent: readonly string[];
  readonly mix: MixRule;
}

const ABSENT = (now: string): string => `select id from app_user where disabled_at is not null union select user_id from review_route where away_from <= ${now} and (away_until is null or away_until > ${now})`;
const ROUTE_JSON = `json_build_object('userId', r.user_id, 'countries', r.countries, 'languages', r.languages, 'categories', r.categories, 'minScore', r.min_score,
  'maxScore', r.max_score, 'dailyCapacity', r.daily_capacity, 'byTurn', r.by_turn, 'awayFrom', r.away_from, 'awayUntil', r.away_until)`;
const ROUTE = `r.user_id as "userId", r.countries, r.languages, r.categories, r.min_score as "minScore", r.max_score as "maxScore", r.daily_capacity as "dailyCapacity", r.by_turn as "byTurn", r.away_from as "awayFrom", r.away_until as "awayUntil"`;
/** Roles that decide on leads. */
const DECIDES = ['admin', 'lead', 'rep'];

/** Who takes which leads, and how a day is mixed. */
@Injectable()
export class ReviewRoutes {
  constructor(@Inject(Audit) private readonly audit: Audit) {}

  /** The business day in the workspace's zone, as `YYYY-MM-DD`. */
  async day(on: Tx | DataSource, now: Date): Promise<string> {
    const [row] = await sql<{ day: string }>(on, `select ($1::timestamptz at time zone coalesce((select zone from workspace), 'UTC'))::date::text as day`, [now]);
    return row!.day;
  }

  async of(on: Tx | DataSource, userId: string): Promise<Route | null> {
    const [route] = await sql<Route>(on, `select ${ROUTE} from review_route r where r.user_id = $1`, [userId]);
    return route ?? null;
  }

  /** Where a person stands at a moment, in one statement: it is asked before every card. */
  async standing(on: Tx | DataSource, userId: string, now: Date): Promise<Standing> {
    const [row] = await sql<Omit<Standing, 'route'> & { route: Route | null }>(on,
      `with today as (select ($2::timestamptz at time zone coalesce((select zone from workspace), 'UTC'))::date as day)
       select today.day::text as day, (select ${ROUTE_JSON} from review_route r where r.user_id = $1) as route,
              (select count(*) from review_turn t where t.user_id = $1 and t.day = today.day)::int as "givenToday",
              (select count(*) from review_claim c where c.user_id = $1 and c.ended_at is null)::int as held,
              array(${ABSENT('$2')}) as absent,
              (select json_build_object('categoryShare', category_share, 'sourceShare', source_share, 'freeCards', free_cards) from review_rule) as mix
         from today`, [userId, now]);
    return { ...row!, route: row!.route && dated(row!.route) };
  }

  /** Everybody with a route who can be given a lead, with their turns so far. */
  takers(on: Tx | DataSource, day: string): Promise<NamedTaker[]> {
    return sql<NamedTaker>(on,
      `select ${ROUTE}, u.name, coalesce(today.given, 0)::int as "givenToday", coalesce((select max(t.id) from review_turn t where t.user_id = r.user_id), 0) as "lastTurn"
         from review_route r join app_user u on u.id = r.user_id and u.disabled_at is null and u.role = any($2)
         left join lateral (select count(*) as given from review_turn t where t.user_id = r.user_id and t.day = $1) today on true`, [day, DECIDES]);
  }

  /** People whose leads others may take up: who left, and who is out of office. */
  async absent(on: Tx | DataSource, now: Date): Promise<string[]> {
    const rows = await sql<{ id: string }>(on, ABSENT('$1::timestamptz'), [now]);
    return rows.map((row) => row.id);
  }

  /** Everybody who decides on leads, by name. */
  reviewers(on: Tx | DataSource, day: string): Promise<Reviewer[]> {
    return sql<Reviewer & { route: Route | null }>(on,
      `select u.id as "userId", u.name, u.role, given.count::int as "givenToday", open.count::int as open,
              case when r.user_id is not null then ${ROUTE_JSON} end as route
         from app_user u left join review_route r on r.user_id = u.id
         cross join lateral (select count(*) from review_turn t where t.user_id = u.id and t.day = $1) given
         cross join lateral (select count(*) from lead l where l.owner_id = u.id and l.closed_at is null) open
        where u.disabled_at is null and u.role = any($2) order by u.name, u.id`, [day, DECIDES],
    ).then((rows) => rows.map((row) => ({ ...row, route: row.route && dated(row.route) })));
  }

  /**
   * Says which leads a person takes; null: everything, and none by turn. Holds from the next card on.
   * @throws RouteUserUnknown for somebody who does not decide on leads.
   */
  async set(tx: Tx, userId: string, route: Omit<Route, 'userId'> | null, by: string): Promise<void> {
    const known = await sql(tx, `select from app_user where id = $1 and disabled_at is null and role = any($2)`, [userId, DECIDES]);
    if (known.length === 0) throw new RouteUserUnknown('There is nobody here with this id who decides on leads.');
    const before = await this.of(tx, userId);
    if (!route) await sql(tx, `delete from review_route where user_id = $1`, [userId]);
    else {
      await sql(tx,
        `insert into review_route (user_id, countries, languages, categories, min_score, max_score, daily_capacity, by_turn, away_from, away_until) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (user_id) do update set countries = excluded.countries, languages = excluded.languages, categories = excluded.categories, min_score = excluded.min_score,
           max_score = excluded.max_score, daily_capacity = excluded.daily_capacity, by_turn = excluded.by_turn, away_from = excluded.away_from, away_until = excluded.away_until`,
        [userId, route.countries, route.languages, route.categories, route.minScore, route.maxScore, route.dailyCapacity, route.byTurn, route.awayFrom, route.awayUntil]);
    }
    await this.audit.record(tx, { userId: by, action: route ? 'review-route.set' : 'review-route.removed', subject: `user:${userId}`, before, after: route });
  }

  /** Somebody leaves for a while, or is back (`away` null). Whoever has no route gets one that lets everything through, and no turns. */
  async setAway(tx: Tx, userId: string, away: { from: Date; until: Date | null } | null, by: string): Promise<void> {
    const route = await this.of(tx, userId) ?? { countries: [], languages: [], categories: [], minScore: 0, maxScore: 100, dailyCapacity: null, byTurn: false };
    await this.set(tx, userId, { ...route, awayFrom: away?.from ?? null, awayUntil: away?.until ?? null }, by);
  }

  async rule(on: Tx | DataSource): Promise<MixRule> {
    const [rule] = await sql<MixRule>(on, `select category_share as "categoryShare", source_share as "sourceShare", free_cards as "freeCards" from review_rule`);
    return rule!;
  }

  async setRule(tx: Tx, rule: MixRule, by: string): Promise<void> {
    const before = await this.rule(tx);
    await sql(tx, `update review_rule set category_share = $1, source_share = $2, free_cards = $3`, [rule.categoryShare, rule.sourceShare, rule.freeCards]);
    await this.audit.record(tx, { userId: by, action: 'review-rule.changed', subject: 'review', before, after: rule });
  }
}

/** JSON carries moments as text. */
const dated = (route: Route): Route => ({ ...route, awayFrom: route.awayFrom && new Date(route.awayFrom), awayUntil: route.awayUntil && new Date(route.awayUntil) });
