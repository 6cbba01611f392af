import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { MerchantNotFound, TagInvalid } from './facts.errors.js';

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
}
