import type { DataSource } from 'typeorm';
import { sql } from '#platform';
import type { Extraction } from '#sourcing';

/**
 * What a kept page said when it was last read well: the same address in the latest accepted run, else the same place of the same list.
 * Null when there is no such reading.
 */
export async function lastKnown(db: DataSource, captureId: string): Promise<Extraction | null> {
  const [row] = await sql<{ result: Partial<Extraction> }>(db,
    `select p.result from capture c join run_page mine on mine.id = c.page_id join run my on my.id = c.run_id
       join run good on good.source_id = my.source_id and good.state in ('ok', 'ok_with_warnings') and good.id <> my.id
       join run_page p on p.run_id = good.id and p.kind = mine.kind and p.result is not null
        and (p.url = mine.url or (mine.kind = 'list' and p.context->>'list' = mine.context->>'list' and p.context->>'page' is not distinct from mine.context->>'page'))
      where c.id = $1 order by p.url = mine.url desc, good.queued_at desc limit 1`, [captureId]);
  return row ? { pageKind: 'unknown', blocked: null, page: null, items: [], product: null, seller: null, next: [], warnings: [], ...row.result } : null;
}
