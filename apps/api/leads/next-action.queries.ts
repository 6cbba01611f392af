/** What happens next on a lead, and who has to do it. `back`: it slept and came back. `mail_due`: the mailbox takes it next. `merchant_asked`: it sleeps because its merchant said "not now". */
export const NEXT_KINDS = ['reply', 'settle', 'back', 'task', 'mail_due', 'mail', 'snoozed', 'merchant_asked', 'nothing'] as const;
export type NextKind = (typeof NEXT_KINDS)[number];

/**
 * One row for a lead: `kind`, `at` (since when it waits, or when it happens; null for nothing), `detail` (the mail's place in the sequence, the task, why it
 * is back) and `who` (the person who has to act). What waits for a person stands before what is to come, and what is to come is taken in order of time.
 * Join it: `left join lateral (${nextActionSql('l', '$1')}) next on true`.
 * @param lead alias of a row of `lead`. @param now an expression for business time.
 */
export const nextActionSql = (lead: string, now: string): string => `
  select step.kind, step.at, step.detail, case when step.kind in ('reply', 'settle', 'back') then (select name from app_user where id = ${lead}.owner_id) else step.who end as who from (
    select 1 as place, 'reply' as kind, ${lead}.waits_since as at, null::text as detail, null::text as who where ${lead}.waits_since is not null
    union all
    (select 2, 'settle', m.due_at, m.position::text, null from enrollment e join message m on m.enrollment_id = e.id and m.state = 'unknown' where e.lead_id = ${lead}.id order by m.position limit 1)
    union all
    select 3, 'back', z.woke_at, nullif(z.note, ''), null
      from lead_snooze z where z.lead_id = ${lead}.id and z.ended_at is null and z.woke_at is not null
    union all
    (select 4, 'task', t.due_at, t.title, (select name from app_user where id = t.owner_id) from task t where t.lead_id = ${lead}.id and t.done_at is null and t.cancelled_at is null order by t.due_at, t.id limit 1)
    union all
    (select 4, case when m.state = 'sending' or m.due_at <= ${now} then 'mail_due' else 'mail' end, m.due_at, m.position::text, b.name
       from enrollment e join message m on m.enrollment_id = e.id and m.state in ('pending', 'sending') join mailbox b on b.id = m.mailbox_id where e.lead_id = ${lead}.id and e.ended_at is null order by m.position limit 1)
    union all
    select 4, case when z.by_kind = 'merchant' then 'merchant_asked' else 'snoozed' end, z.until, nullif(z.note, ''), (select name from app_user where id = z.by_user_id)
      from lead_snooze z where z.lead_id = ${lead}.id and z.ended_at is null and z.woke_at is null
    union all
    select 5, 'nothing', null, null, null) step
  order by step.place, step.at, step.kind limit 1`;
