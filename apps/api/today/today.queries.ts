/** Most of each list that one look at the day shows. */
export const FEW = 8;
/** Merchants are counted so far and no further: nobody reads past it, and a crawl brings tens of thousands in an hour. */
const MANY = 1000;
/** How far a score has to move to be worth a line. As in the index `score_change_jump_idx`. */
export const JUMP = 10;

/** Days in a stage after which a lead of one's own is stuck. Stages that wait by design have none. */
const STUCK_DAYS = { queued: 3, contacted: 14, engaged: 3, offer_sent: 7, accepted: 3, onboarding: 14 } as const;
const LIMITS = `(values ${Object.entries(STUCK_DAYS).map(([stage, days]) => `('${stage}', ${days})`).join(', ')}) as allowed (stage, days)`;

const LEAD = `json_build_object('id', l.id, 'name', m.name, 'score', l.score, 'stage', l.stage, 'version', l.version) as lead`;
const MERCHANT = `join merchant m on m.id = l.merchant_id`;

/** Merchants that became worth a look, best first. $1 since, $2 business now. Reads the newest of `lead_fresh_idx`, never the whole stage. */
const FRESH_ROWS = `(select * from lead f where f.stage = 'qualified' and f.closed_at is null and f.stage_since >= $1 and (f.snoozed_until is null or f.snoozed_until <= $2) order by f.stage_since desc limit ${MANY})`;
export const FRESH = `select ${LEAD}, l.reason, l.stage_since as at, l.total as count from (select f.*, count(*) over () as total from ${FRESH_ROWS} f order by f.score desc, f.id desc limit ${FEW}) l ${MERCHANT} order by l.score desc, l.id desc`;

/** Open leads whose score moved far, the farthest first; several moves of one merchant are one. What a new model moved is no news of a merchant, and is left out. $1 since. */
export const JUMPS = `
  select ${LEAD}, j."from", j."to", j.why, j.at, j.total as count from (
    select moved.*, count(*) over () as total from (
      select merchant_id, (array_agg(from_score order by at, id))[1] as "from", (array_agg(to_score order by at desc, id desc))[1] as "to", (array_agg(why order by at desc, id desc))[1] as why, max(at) as at
        from (select * from score_change where model_id is null and from_score is not null and abs(to_score - from_score) >= ${JUMP} and at >= $1 order by at desc limit ${MANY}) lately group by merchant_id) moved
     where abs(moved."to" - moved."from") >= ${JUMP} and exists (select from lead where merchant_id = moved.merchant_id and closed_at is null)
     order by abs(moved."to" - moved."from") desc, moved.at desc limit ${FEW}) j
  cross join lateral (select * from lead o where o.merchant_id = j.merchant_id and o.closed_at is null order by o.created_at desc limit 1) l ${MERCHANT} order by abs(j."to" - j."from") desc, j.at desc`;

export const SENT = `select count(*)::int as count from message where sent_at >= $1`;

/** What merchants answered, newest first. $1 since. */
export const ANSWERS = `
  select ${LEAD}, a.kind, a.summary as text, a.at, a.total as count
    from (select a.*, count(*) over () as total from activity a where a.kind in ('reply', 'offer_accepted', 'offer_declined', 'offer_not_now') and a.at >= $1 order by a.at desc, a.id desc limit ${FEW}) a
    join lead l on l.id = a.lead_id ${MERCHANT} order by a.at desc, a.id desc`;

/** Leads of one's own that have stood too long, longest first. $1 the person, $2 business now. */
export const ROTTING = `
  select ${LEAD}, l.stage_since as since, l.days as "limitDays", l.total as count
    from (select l.*, allowed.days, count(*) over () as total from lead l join ${LIMITS} using (stage)
           where l.owner_id = $1 and l.closed_at is null and l.stage_since < $2::timestamptz - allowed.days * interval '1 day' and (l.snoozed_until is null or l.snoozed_until <= $2)
           order by l.stage_since, l.id limit ${FEW}) l ${MERCHANT} order by l.stage_since, l.id`;

export const SOURCE_ALERTS = `
  select a.id, a.source_id as "sourceId", s.name as source, a.kind, a.text, a.opened_at as "openedAt", count(*) over ()::int as count from alert a join source s on s.id = a.source_id where a.recovered_at is null order by a.opened_at desc, a.id limit ${FEW}`;
export const MAILBOXES = `select address, state, state_reason as reason, count(*) over ()::int as count from mailbox where state <> 'active' order by address limit ${FEW}`;

/** Mails that may or may not have arrived, oldest first. */
export const UNSETTLED = `
  select ${LEAD}, u.position, u.due_at as at, u.total as count
    from (select m.*, count(*) over () as total from message m where m.state = 'unknown' order by m.due_at, m.id limit ${FEW}) u
    join enrollment e on e.id = u.enrollment_id join lead l on l.id = e.lead_id ${MERCHANT} order by u.due_at, u.id`;
export const UNSETTLED_COUNT = `select count(*)::int as count from message where state = 'unknown'`;
