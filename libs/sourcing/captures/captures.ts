import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { FINAL_RUN_STATES } from '../run-states.js';
import { BLOBS, type BlobStore } from './blobs.js';
import type { CaptureKind } from './capture.entity.js';

const KEPT_DAYS = 14;
/** Pages of a good run that are kept: some lists, some of every other kind, filled up from the front. */
const SAMPLES = 10;
const SAMPLE_LISTS = 4;
const SAMPLES_OF_OTHER_KINDS = 3;

export interface KeptCapture { readonly id: number; readonly runId: string; readonly pageId: number; readonly kind: CaptureKind; readonly url: string; readonly bytes: number; readonly at: Date; readonly pageKind: string; readonly pageState: string }

/** What runs leave to be looked at: every page until the run is decided, afterwards samples of the good and all of the rest, for 14 days of machine time. */
@Injectable()
export class Captures {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(BLOBS) private readonly blobs: BlobStore) {}

  /** Lists first, then in the order of the crawl. */
  of(runId: string): Promise<KeptCapture[]> {
    return sql(this.db,
      `select c.id, c.run_id as "runId", c.page_id as "pageId", c.kind, c.url, c.bytes, c.at, p.kind as "pageKind", p.state as "pageState"
       from capture c join run_page p on p.id = c.page_id
       where c.run_id = $1 and (c.expires_at is null or c.expires_at > clock_timestamp()) order by p.kind <> 'list', p.id, c.kind`, [runId]);
  }

  /** @returns null when there is no such capture, or its content has been thrown away. */
  async content(captureId: number): Promise<{ kind: CaptureKind; url: string; body: Buffer } | null> {
    const [row] = await sql<{ kind: CaptureKind; url: string; blob: string }>(this.db, `select kind, url, blob from capture where id = $1`, [captureId]);
    const body = row && await this.blobs.get(row.blob);
    return body ? { kind: row.kind, url: row.url, body } : null;
  }

  /** Whether it is of a page that may tell how somebody is reached: all but lists, offers and products. */
  async mayShowContacts(captureId: number): Promise<boolean> {
    return (await sql(this.db, `select from capture c join run_page p on p.id = c.page_id where c.id = $1 and p.kind not in ('list', 'offers', 'product')`, [captureId])).length > 0;
  }

  /** Adds to a page that is kept already; it goes when the page goes. */
  async add(pageId: number, kind: CaptureKind, body: Buffer): Promise<number | null> {
    const [page] = await sql<{ run_id: string; url: string; expires_at: Date | null }>(this.db, `select run_id, url, expires_at from capture where page_id = $1 and kind = 'html'`, [pageId]);
    if (!page) return null;
    const blob = await this.blobs.put(page.run_id, body);
    const [made] = await sql<{ id: number }>(this.db,
      `insert into capture (run_id, page_id, kind, url, blob, bytes, expires_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (run_id, page_id, kind) do update set blob = excluded.blob, bytes = excluded.bytes, expires_at = excluded.expires_at returning id`,
      [page.run_id, pageId, kind, page.url, blob, body.length, page.expires_at]);
    return made!.id;
  }

  /** The run is accepted: samples and what went wrong stay, the rest may go now. */
  async thinOut(tx: Tx, runId: string): Promise<void> {
    await sql(tx,
      `update capture c set expires_at = case when p.state <> 'done' or p.nth <= $2 then clock_timestamp() + $3 * interval '1 day' else clock_timestamp() end
       from (select id, state, row_number() over (order by state <> 'done', of_kind > case kind when 'list' then $4::int else $5::int end, kind <> 'list', id) as nth
             from (select id, state, kind, row_number() over (partition by kind, state order by id) as of_kind from run_page where run_id = $1 and state in ('done', 'failed', 'blocked')) k) p
       where c.run_id = $1 and c.page_id = p.id`, [runId, SAMPLES, KEPT_DAYS, SAMPLE_LISTS, SAMPLES_OF_OTHER_KINDS]);
  }

  /** Runs that ended in another way keep everything for as long. */
  async dateUndecided(): Promise<void> {
    await sql(this.db,
      `update capture c set expires_at = clock_timestamp() + $1 * interval '1 day' from run r where r.id = c.run_id and c.expires_at is null and r.state = any($2)`, [KEPT_DAYS, FINAL_RUN_STATES]);
  }

  /** Throws away what has expired: first the content, then the row, so that a kill in between leaves nothing without a row. @returns how many. */
  async dropExpired(limit = 2_000): Promise<number> {
    const due = await sql<{ id: number; blob: string; shared: boolean }>(this.db,
      `select c.id, c.blob, exists (select from capture o where o.run_id = c.run_id and o.blob = c.blob and o.id <> c.id and (o.expires_at is null or o.expires_at > clock_timestamp())) as shared
       from capture c where c.expires_at <= clock_timestamp() order by c.expires_at limit $1`, [limit]);
    for (const { blob, shared } of due) if (!shared) await this.blobs.remove(blob);
    await sql(this.db, `delete from capture where id = any($1)`, [due.map(({ id }) => id)]);
    return due.length;
  }
}
