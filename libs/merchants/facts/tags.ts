import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { MerchantNotFound, TagInvalid } from './facts.errors.js';

/** A tag as it stands on a merchant. */
export interface TagRow {
  readonly merchantId: string;
  readonly byUserId: string | null;
  readonly at: string;
}
const ROW = `t.merchant_id as "merchantId", t.by_user_id as "byUserId", t.at::text as at`;

/** Words that a team puts on merchants. */
@Injectable()
export class Tags {
  async of(on: Tx | DataSource, merchantId: string): Promise<string[]> {
    return (await sql<{ tag: string }>(on, `select distinct tag collate "C" as tag from merchant_tag where merchant_id in (select $1::uuid union all select part.id from merchant part where part.merged_into = $1) order by 1`, [merchantId])).map((row) => row.tag);
  }

  /** Puts exactly these on a merchant; who put one there first stays its author. @throws TagInvalid @throws MerchantNotFound */
  async set(tx: Tx, { merchantId, tags, byUserId, at }: { merchantId: string; tags: readonly string[]; byUserId: string | null; at: Date }): Promise<void> {
    const wanted = [...new Set(tags.map((tag) => tag.normalize('NFC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase('en')))].filter(Boolean);
    if (wanted.length > 30 || wanted.some((tag) => tag.length > 40)) throw new TagInvalid('At most 30 tags of 40 characters.', { fields: ['tags'] });
    const [merchant] = await sql(tx, `select from merchant where id = $1 for update`, [merchantId]);
    if (!merchant) throw new MerchantNotFound('There is no such merchant. It may have been merged into another one.');
    await sql(tx, `delete from merchant_tag where merchant_id in (select $1::uuid union all select part.id from merchant part where part.merged_into = $1) and tag <> all ($2)`, [merchantId, wanted]);
    await sql(tx, `insert into merchant_tag (merchant_id, tag, by_user_id, at) select $1, tag, $3, $4 from unnest($2::text[]) as tag on conflict do nothing`, [merchantId, wanted, byUserId, at]);
  }

  /** {@link set} for many merchants whose tags are spelled and bounded already. */
  async setMany(tx: Tx, wanted: ReadonlyArray<{ merchantId: string; tags: readonly string[] }>, byUserId: string | null, at: Date): Promise<void> {
    const pairs = wanted.flatMap(({ merchantId, tags }) => tags.map((tag) => [merchantId, tag] as const));
    const [ids, tags] = [pairs.map(([id]) => id), pairs.map(([, tag]) => tag)];
    await sql(tx,
      `delete from merchant_tag t using merchant m where m.id = t.merchant_id and (m.id = any($1::uuid[]) or m.merged_into = any($1::uuid[]))
          and not exists (select from unnest($2::uuid[], $3::text[]) as kept (id, tag) where kept.id in (m.id, m.merged_into) and kept.tag = t.tag)`, [wanted.map((one) => one.merchantId), ids, tags]);
    await sql(tx, `insert into merchant_tag (merchant_id, tag, by_user_id, at) select id, tag, $3, $4 from unnest($1::uuid[], $2::text[]) as kept (id, tag) order by 1, 2 on conflict do nothing`, [ids, tags, byUserId, at]);
  }

  /** Puts one tag, spelled as {@link set} spells it, on many merchants. @returns the rows that are new, by merchant. */
  async add(tx: Tx, { merchantIds, tag, byUserId, at }: { merchantIds: readonly string[]; tag: string; byUserId: string | null; at: Date }): Promise<Map<string, TagRow[]>> {
    const rows = await sql<TagRow>(tx, `insert into merchant_tag as t (merchant_id, tag, by_user_id, at) select id, $2, $3, $4 from unnest($1::uuid[]) as id order by id on conflict do nothing returning ${ROW}`, [merchantIds, tag, byUserId, at]);
    return new Map(rows.map((row) => [row.merchantId, [row]]));
  }

  /** Takes one tag off many merchants, and off those joined with them. @returns the rows that are gone, by the merchant they were asked for. */
  async remove(tx: Tx, { merchantIds, tag }: { merchantIds: readonly string[]; tag: string }): Promise<Map<string, TagRow[]>> {
    const rows = await sql<TagRow & { asked: string }>(tx,
      `delete from merchant_tag t using merchant m where t.tag = $2 and m.id = t.merchant_id and (m.id = any($1::uuid[]) or m.merged_into = any($1::uuid[])) returning case when m.id = any($1::uuid[]) then m.id else m.merged_into end as asked, ${ROW}`, [merchantIds, tag]);
    const gone = new Map<string, TagRow[]>();
    for (const { asked, ...row } of rows) gone.set(asked, [...(gone.get(asked) ?? []), row]);
    return gone;
  }

  /** Takes off exactly what {@link add} put on. @returns false when somebody took it off, or put it on anew, since. */
  async takeBack(tx: Tx, tag: string, rows: readonly TagRow[]): Promise<boolean> {
    const gone = await sql(tx, `delete from merchant_tag t using unnest($2::uuid[], $3::timestamptz[]) as was (merchant_id, at) where t.tag = $1 and t.merchant_id = was.merchant_id and t.at = was.at returning 1`, [tag, rows.map((row) => row.merchantId), rows.map((row) => row.at)]);
    return gone.length === rows.length;
  }

  /** Puts back what {@link remove} took off, with who put it there first. @returns false when somebody put it on again since. */
  async putBack(tx: Tx, tag: string, rows: readonly TagRow[]): Promise<boolean> {
    const back = await sql(tx, `insert into merchant_tag (merchant_id, tag, by_user_id, at) select merchant_id, $1, by_user_id, at from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) as was (merchant_id, by_user_id, at) on conflict do nothing returning 1`,
      [tag, rows.map((row) => row.merchantId), rows.map((row) => row.byUserId), rows.map((row) => row.at)]);
    return back.length === rows.length;
  }
}
