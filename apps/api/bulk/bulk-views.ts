import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { BULK_REASONS, BulkNotFound, type BulkChange } from '#leads';
import { sql } from '#platform';
import type { BulkDetail, BulkView } from './bulk.shapes.js';

type View = z.infer<typeof BulkView>;
type Group = z.infer<typeof BulkDetail>['groups'][number];
type Row = Omit<View, 'counts'> & { change: BulkChange };
const SAMPLES = 5;

const ACTION = `b.id, b.state, b.change || case when b.change ->> 'kind' = 'owner' then jsonb_build_object('ownerName', owner.name) else '{}' end as change, b.leads, b.created_at as "createdAt", case when made.id is not null then json_build_object('id', made.id, 'name', made.name) end as "createdBy",
  b.started_at as "startedAt", b.finished_at as "finishedAt", b.undone_at as "undoneAt", undoer.name as "undoneBy",
  case when b.state in ('done', 'cancelled') and b.finished_at > clock_timestamp() - interval '10 minutes' then b.finished_at + interval '10 minutes' end as "undoUntil"`;
const FROM = `bulk_action b left join app_user made on made.id = b.created_by left join app_user undoer on undoer.id = b.undone_by left join app_user owner on owner.id::text = b.change ->> 'ownerId'`;

/** What people see of bulk changes. */
@Injectable()
export class BulkViews {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  /** What was begun lately, by anybody; the latest first. */
  async recent(): Promise<View[]> {
    const rows = await sql<Row>(this.db, `select ${ACTION} from ${FROM} where b.state <> 'previewed' order by b.created_at desc, b.id limit 50`);
    const counts = await this.counts(rows.map((row) => row.id));
    return rows.map((row) => ({ ...row, counts: counts(row.id) }));
  }

  /** @throws BulkNotFound */
  async one(id: string): Promise<z.infer<typeof BulkDetail>> {
    const [row] = await sql<Row>(this.db, `select ${ACTION} from ${FROM} where b.id = $1`, [id]);
    if (!row) throw new BulkNotFound('There is no such bulk action. Previews are kept for a day.', { bulkId: id });
    const groups = await sql<Omit<Group, 'says'>>(this.db,
      `with tally as (select outcome, reason, count(*)::int as leads from bulk_item where bulk_id = $1 group by outcome, reason)
       select t.*, (select json_agg(s) from (select i.lead_id as "leadId", m.name, l.stage from bulk_item i left join lead l on l.id = i.lead_id left join merchant m on m.id = l.merchant_id
          where i.bulk_id = $1 and i.outcome = t.outcome and i.reason is not distinct from t.reason order by i.place limit $2) s) as samples from tally t order by t.leads desc, t.outcome, t.reason`, [id, SAMPLES]);
    const counts = await this.counts([id]);
    return { ...row, counts: counts(id), groups: groups.map((group) => ({ ...group, says: group.reason ? BULK_REASONS[group.reason] : null })) };
  }

  private async counts(ids: readonly string[]): Promise<(id: string) => View['counts']> {
    const rows = await sql<{ id: string; outcome: keyof View['counts']; n: number }>(this.db, `select bulk_id as id, outcome, count(*)::int as n from bulk_item where bulk_id = any($1::uuid[]) group by 1, 2`, [ids]);
    return (id) => ({ waiting: 0, changed: 0, skipped: 0, undone: 0, kept: 0, ...Object.fromEntries(rows.filter((row) => row.id === id).map((row) => [row.outcome, row.n])) });
  }
}
