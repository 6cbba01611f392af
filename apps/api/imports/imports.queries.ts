import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { sql } from '#platform';
import { FIELDS, FIELD_NAMES, KEYS, lacks, type Mapping } from '#sourcing';
import type { ImportDetail, ImportView, ListView } from './import.shapes.js';

type View = z.infer<typeof ImportView>;
type Detail = z.infer<typeof ImportDetail>;
const SAMPLES_A_VERDICT = 5;
const PREVIEWED = 8;

const IMPORT = `i.id, i.source_id as "sourceId", i.name, i.form, i.state, i.version, i.rows, i.created_at as "createdAt", made.name as "createdBy", i.taken_at as "takenAt", taker.name as "takenBy", i.summary,
  case when r.id is not null then jsonb_build_object('id', r.id, 'state', r.state, 'reason', r.reason, 'storefronts', r.counts->'storefronts', 'newStorefronts', r.counts->'newStorefronts') end as run`;
const FROM = `list_import i left join run r on r.id = i.run_id left join app_user made on made.id = i.created_by left join app_user taker on taker.id = i.taken_by`;

/** Imports of a list, latest first. What is still arriving is nobody's to see. */
export const importsOf = (db: DataSource, sourceId: string): Promise<View[]> => sql(db, `select ${IMPORT} from ${FROM} where i.source_id = $1 and i.state <> 'arriving' order by i.created_at desc, i.id limit 50`, [sourceId]);

/** Lists by name, or the one with this id. */
export async function listsOf(db: DataSource, id: string | null = null): Promise<z.infer<typeof ListView>[]> {
  const [lists, latest] = await Promise.all([
    sql<Omit<z.infer<typeof ListView>, 'lastImport'>>(db,
      `select s.id, s.name, s.marketplace, l.category, l.origin, l.origin_url as "originUrl" from list_source l join source s on s.id = l.source_id where $1::uuid is null or s.id = $1 order by s.name`, [id]),
    sql<View>(db, `select distinct on (i.source_id) ${IMPORT} from ${FROM} where ($1::uuid is null or i.source_id = $1) and i.state not in ('arriving', 'discarded') order by i.source_id, i.created_at desc`, [id]),
  ]);
  return lists.map((list) => ({ ...list, lastImport: latest.find(({ sourceId }) => sourceId === list.id) ?? null }));
}

/** One import with what a person needs to decide about it; null when there is none. */
export async function importOf(db: DataSource, id: string): Promise<Detail | null> {
  const [row] = await sql<View & Pick<Detail, 'list' | 'separator' | 'charset' | 'columns' | 'rowsKept'> & { mapping: Mapping | null; checkedTo: number }>(db,
    `select ${IMPORT}, i.separator, i.charset, i.columns, i.mapping, i.checked_to as "checkedTo", i.rows_dropped_at is null as "rowsKept",
            jsonb_build_object('name', s.name, 'marketplace', s.marketplace, 'category', l.category, 'origin', l.origin) as list
       from ${FROM} join source s on s.id = i.source_id join list_source l on l.source_id = i.source_id where i.id = $1 and i.state <> 'arriving'`, [id]);
  if (!row) return null;
  const [preview, samples, faults, [progress]] = await Promise.all([
    sql<Detail['preview'][number]>(db, `select line, cells from list_import_row where import_id = $1 order by line limit $2`, [id, PREVIEWED]),
    sql<Detail['samples'][number]>(db,
      `select s.line, s.verdict, coalesce(s.facts->'seller'->>'name', nullif(btrim(s.cells->>nullif($4::int, -1)), '')) as name, s.seller_id as "sellerId", s.cells, coalesce(s.changes, '[]') as changes, s.faults
         from unnest(array['conflict', 'bad', 'changed', 'new', 'unchanged', 'repeated']) with ordinality v (verdict, place)
         cross join lateral (select * from list_import_row r where r.import_id = $1 and r.verdict = v.verdict order by r.line limit $2) s where $3 order by v.place, s.line`, [id, SAMPLES_A_VERDICT, row.summary !== null, row.columns.indexOf(row.mapping?.columns.name ?? row.mapping?.columns.businessName ?? '')]),
    sql<Detail['faults'][number]>(db,
      `select f->>'code' as code, count(*)::int as rows, (array_agg(f->>'text' order by r.line))[1] as example, min(r.line) as line
         from list_import_row r cross join lateral jsonb_array_elements(r.faults) f where r.import_id = $1 and r.verdict in ('bad', 'conflict') group by 1 order by 2 desc, 1`, [id]),
    sql<{ read: number }>(db, `select count(*)::int as read from list_import_row where import_id = $1 and line <= $2`, [id, row.checkedTo]),
  ]);
  const { checkedTo: _c, ...view } = row;
  return {
    ...view, preview, samples, faults, read: progress!.read, lacks: row.mapping ? lacks(row.mapping, row.columns) : [],
    fields: FIELD_NAMES.map((name) => ({ name, label: FIELDS[name].label, about: FIELDS[name].about, key: (KEYS as readonly string[]).includes(name) })),
  };
}

/** The id of whoever brought the file; null when they are gone. */
export async function bringerOf(db: DataSource, importId: string): Promise<string | null> {
  const [row] = await sql<{ id: string | null }>(db, `select created_by as id from list_import where id = $1`, [importId]);
  return row?.id ?? null;
}
