import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { LeadImportNotFound, leadMappingLacks, ROW_FAULTS, targetsOf, type LeadMapping, type RowVerdict } from '#leads';
import { CustomFields } from '#merchants';
import { sql } from '#platform';
import type { LeadImportDetail, LeadImportRows, LeadImportView } from './lead-import.shapes.js';

type View = z.infer<typeof LeadImportView>;
type Detail = z.infer<typeof LeadImportDetail>;
const PREVIEWED = 8;
const IMPORT = `i.id, i.name, i.form, i.state, i.version, i.rows, i.created_at as "createdAt", made.name as "createdBy", i.taken_at as "takenAt", taker.name as "takenBy", i.finished_at as "finishedAt", i.summary`;
const FROM = `lead_import i left join app_user made on made.id = i.created_by left join app_user taker on taker.id = i.taken_by`;

/** What people see of lead imports. */
@Injectable()
export class LeadImportViews {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(CustomFields) private readonly fields: CustomFields) {}

  recent(): Promise<View[]> {
    return sql(this.db, `select ${IMPORT} from ${FROM} where i.state <> 'arriving' order by i.created_at desc, i.id limit 50`);
  }

  /** @throws LeadImportNotFound */
  async one(id: string): Promise<Detail & { separator: string | null }> {
    const [row] = await sql<View & { columns: string[]; mapping: LeadMapping | null; reached: number; separator: string | null; rowsKept: boolean }>(this.db,
      `select ${IMPORT}, i.columns, i.mapping, i.reached, i.separator, i.rows_dropped_at is null as "rowsKept" from ${FROM} where i.id = $1 and i.state <> 'arriving'`, [id]);
    if (!row) throw new LeadImportNotFound('There is no such import.', { importId: id });
    const targets = targetsOf(await this.fields.all(this.db));
    const [preview, faults, [counts], [at]] = await Promise.all([
      sql<Detail['preview'][number]>(this.db, `select line, cells from lead_import_row where import_id = $1 order by line limit $2`, [id, PREVIEWED]),
      row.summary ? sql<{ code: keyof typeof ROW_FAULTS; rows: number; example: string; line: number }>(this.db,
        `select f->>'code' as code, count(distinct line)::int as rows, (array_agg(f->>'text' order by line))[1] as example, min(line) as line from lead_import_row r, jsonb_array_elements(r.faults) f where r.import_id = $1 and r.verdict in ('bad', 'conflict') group by 1 order by 2 desc, 1`, [id]) : [],
      sql<{ taken: number; leftOut: number }>(this.db, `select count(*) filter (where outcome = 'taken')::int as taken, count(*) filter (where outcome = 'changed-since')::int as "leftOut" from lead_import_row where import_id = $1 and verdict in ('new', 'changed')`, [id]),
      row.state === 'reading' || row.state === 'matching' ? sql<{ done: number }>(this.db, `select count(*)::int as done from lead_import_row where import_id = $1 and line <= $2`, [id, row.reached]) : [],
    ]);
    const { reached: _, ...shown } = row;
    const used = new Set(Object.values(row.mapping ?? {}));
    return {
      ...shown, targets, lacks: leadMappingLacks(row.mapping ?? {}, row.columns, targets), notTaken: row.columns.filter((column) => !used.has(column)), preview, ...counts!,
      faults: faults.map((fault) => ({ ...fault, todo: ROW_FAULTS[fault.code] ?? '' })),
      progress: row.state === 'taking' ? { done: counts!.taken + counts!.leftOut, of: row.summary ? row.summary.new + row.summary.changed : row.rows } : at ? { done: at.done, of: row.rows } : null,
    };
  }

  /** Rows of one verdict, in their order. */
  async rows(id: string, { verdict, after, limit }: { verdict: RowVerdict; after: number; limit: number }): Promise<z.infer<typeof LeadImportRows>> {
    await this.one(id);
    const rows = await sql<z.infer<typeof LeadImportRows>['rows'][number]>(this.db,
      `select r.line, r.verdict, coalesce(r.facts->>'name', r.facts->>'legal_name', m.name) as name, r.lead_id as "leadId", case when m.id is not null then r.merchant_id end as "merchantId", m.name as "merchantName", r.like_line as "likeLine",
              case when r.alike is not null and r.alike <> 'null' then r.alike end as alike, r.decision, coalesce(r.changes, '[]') as changes, r.faults, r.outcome
         from lead_import_row r left join merchant m on m.id = coalesce(r.merchant_id, (r.alike->>'merchantId')::uuid) where r.import_id = $1 and r.verdict = $2 and r.line > $3 order by r.line limit $4`, [id, verdict, after, limit + 1]);
    const shown = rows.slice(0, limit).map((row) => ({ ...row, faults: row.faults.map((fault) => ({ ...fault, todo: ROW_FAULTS[fault.code as keyof typeof ROW_FAULTS] ?? '' })) }));
    return { rows: shown, nextAfter: rows.length > limit ? shown.at(-1)!.line : null };
  }
}
