import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';

/** What narrows the log. `subject` is the beginning of one: `lead`, or `lead 3f…`. Times are machine time, `to` is not included. */
export interface AuditFilter { readonly userId?: string | undefined; readonly action?: string | undefined; readonly subject?: string | undefined; readonly from?: Date | undefined; readonly to?: Date | undefined }
export interface AuditLine {
  readonly id: number; readonly at: Date; readonly person: { readonly id: string; readonly name: string } | null; readonly key: string | null; readonly action: string; readonly subject: string; readonly subjectName: string | null;
  readonly before: unknown; readonly after: unknown; readonly requestId: string | null;
}

/** Newest first, before the line `cursor`. Keyset by id: a page costs the same however far down it stands. */
export function auditPage(on: Tx | DataSource, { userId, action, subject, from, to }: AuditFilter, cursor: number | null, limit: number): Promise<AuditLine[]> {
  return sql(on,
    `with page as materialized (
       select * from audit_event a
        where ($1::uuid is null or a.user_id = $1) and ($2::text is null or a.action = $2) and ($3::text is null or a.subject like $3) and ($4::timestamptz is null or a.at >= $4) and ($5::timestamptz is null or a.at < $5)
          and ($6::bigint is null or a.id < $6)
        order by a.id desc limit $7)
     select a.id, a.at, case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as person, k.name || ' (' || k.prefix || '…)' as key, a.action, a.subject, p.name as "subjectName", a.before, a.after, a.request_id as "requestId"
       from page a left join app_user u on u.id = a.user_id left join api_key k on k.id = a.api_key_id
       left join app_user p on a.subject like 'person %' and p.id::text = substr(a.subject, 8)
      order by a.id desc`,
    [userId ?? null, action ?? null, subject === undefined ? null : `${subject.replace(/[\\%_]/g, '\\$&')}%`, from ?? null, to ?? null, cursor, limit]);
}

/** Every action that stands in the log, by a loose index scan: as many steps as there are actions, not lines. */
export async function auditActions(on: DataSource): Promise<string[]> {
  const rows = await sql<{ action: string }>(on,
    `with recursive one as ((select action from audit_event order by action limit 1) union all select (select a.action from audit_event a where a.action > one.action order by a.action limit 1) from one where one.action is not null)
     select action from one where action is not null`);
  return rows.map(({ action }) => action);
}
