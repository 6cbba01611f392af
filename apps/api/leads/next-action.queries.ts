import { businessNowSql } from '#platform';

/** What happens next on a lead, and who has to do it. `back`: it slept and came back. `mail_due`: the mailbox takes it next. `merchant_asked`: it sleeps because its merchant said "not now". */
export const NEXT_KINDS = ['reply', 'settle', 'back', 'task', 'mail_due', 'mail', 'snoozed', 'merchant_asked', 'nothing'] as const;
export type NextKind = (typeof NEXT_KINDS)[number];

/**
 * What is next on the leads `$1`: a row for each of which anything is planned, with `at` (since when it waits, or when it happens), `detail` (the mail's place in
 * the sequence, the task, why it is back), `who` (the person who has to act) and the workspace's `zone`. What waits for a person stands before what is to come,
 * and what is to come is taken in order of time. `$2` is machine time, from which business time is counted here.
 *
 * Every table is read once for all the leads, and not seven times a lead in a lateral join.
 */
export const NEXT_ACTIONS = `
  with asked as materialized (select id, owner_id, waits_since from lead where id = any($1::uuid[])),
    business as materialized (select ${businessNowSql('$2')} as now),
    sleep as materialized (select z.* from asked a join lead_snooze z on z.lead_id = a.id and z.ended_at is null)
  select next.*, coalesce(next.mailbox, person.name) as who, coalesce((select zone from workspace), 'UTC') as zone from (
    select distinct on (step."leadId") step.* from (
      select a.id as "leadId", 1 as place, 'reply' as kind, a.waits_since as at, null::text as detail, null::text as mailbox, a.owner_id as person_id from asked a where a.waits_since is not null
      union all
      (select distinct on (a.id) a.id, 2, 'settle', m.due_at, m.position::text, null, a.owner_id
         from asked a join enrollment e on e.lead_id = a.id join message m on m.enrollment_id = e.id and m.state = 'unknown' order by a.id, m.position)
      union all
      select a.id, 3, 'back', z.woke_at, nullif(z.note, ''), null, a.owner_id from sleep z join asked a on a.id = z.lead_id where z.woke_at is not null
      union all
      (select distinct on (a.id) a.id, 4, 'task', t.due_at, t.title, null, t.owner_id
         from asked a join task t on t.lead_id = a.id and t.done_at is null and t.cancelled_at is null order by a.id, t.due_at, t.id)
      union all
      (select distinct on (a.id) a.id, 4, case when m.state = 'sending' or m.due_at <= (select now from business) then 'mail_due' else 'mail' end, m.due_at, m.position::text, b.name, null
         from asked a join enrollment e on e.lead_id = a.id and e.ended_at is null join message m on m.enrollment_id = e.id and m.state in ('pending', 'sending') join mailbox b on b.id = m.mailbox_id order by a.id, m.position)
      union all
      select z.lead_id, 4, case when z.by_kind = 'merchant' then 'merchant_asked' else 'snoozed' end, z.until, nullif(z.note, ''), null, z.by_user_id from sleep z where z.woke_at is null) step
    order by step."leadId", step.place, step.at, step.kind) next
  left join app_user person on person.id = next.person_id`;
