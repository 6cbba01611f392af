import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Audit } from '#access';
import { Clock, Outbox, sql, type Tx } from '#platform';
import { MerchantMergeUndone, MerchantsMerged } from '../merchants.events.js';
import { refreshSummaries } from '../summaries.js';
import { passOnSuppression, suppressedSql } from '../suppressions.js';
import { giveBack, remember, remembered, repoint, type Merge } from './merge-rows.js';
import { MerchantMergedAway, MerchantMissing, MergeBuiltUpon, MergeMissing, MergeTooOld, SameMerchant } from './merging.errors.js';

/** How long a merge can be undone (FEATURES I3); business time. */
export const UNDO_DAYS = 30;

/** What a person may choose a side for. */
export const MERGE_FIELDS = ['storefrontName', 'businessName', 'country'] as const;

export interface MergeWanted {
  /** The merchant that stays. */
  readonly winnerId: string;
  /** The one whose storefronts, addresses and history it takes over. */
  readonly loserId: string;
  readonly why: string;
  readonly byUserId: string;
  /** Field by field, whose value counts from now on; a field left out follows from the pages. */
  readonly keep?: Partial<Record<MergeField, 'winner' | 'loser'>>;
}
export type MergeField = (typeof MERGE_FIELDS)[number];
export interface MergeSide {
  readonly id: string;
  readonly name: string;
  readonly legalName: string | null;
  readonly country: string | null;
  readonly storefronts: ReadonlyArray<{ id: string; marketplace: string; sellerId: string; name: string }>;
  readonly keys: readonly string[];
  readonly contacts: ReadonlyArray<{ kind: string; value: string; status: string }>;
  /** Nothing may be sent to it; then nothing may be sent to the merged merchant either. */
  readonly suppressed: boolean;
}
export interface MergeRecord {
  readonly id: string;
  readonly winnerId: string;
  readonly loserId: string;
  readonly winnerName: string;
  readonly loserName: string;
  readonly why: string;
  readonly mergedAt: Date;
  readonly mergedBy: string | null;
  readonly undoneAt: Date | null;
  /** Until when it can be undone; null when it was undone or another merge stands on it. */
  readonly undoableUntil: Date | null;
}

/**
 * Joins two merchants that are one business, and takes them apart again. What belongs to this room moves in the caller's
 * transaction; the rooms below hear of it and move their own rows, each remembering what it changed (`merge_row`).
 */
@Injectable()
export class Merging {
  constructor(@Inject(Clock) private readonly clock: Clock, @Inject(Outbox) private readonly outbox: Outbox, @Inject(Audit) private readonly audit: Audit) {}

  /** What a person should see before joining two merchants. Writes nothing. @throws MerchantMissing, MerchantMergedAway, SameMerchant */
  async preview(on: Tx | DataSource, winnerId: string, loserId: string): Promise<{ winner: MergeSide; loser: MergeSide }> {
    if (winnerId === loserId) throw new SameMerchant('These are one merchant already.', { fields: ['loserId'] });
    const sides = await sql<MergeSide & { mergedInto: string | null }>(on,
      `select m.id, m.name, m.legal_name as "legalName", m.country, m.merged_into as "mergedInto",
              (select coalesce(json_agg(json_build_object('id', s.id, 'marketplace', s.marketplace, 'sellerId', s.seller_id, 'name', s.name) order by s.marketplace, s.seller_id), '[]')
                 from identity_link link join storefront s on s.id = link.storefront_id where link.merchant_id = m.id and link.unlinked_at is null) as storefronts,
              array(select kind || ' ' || value from merchant_key k where k.merchant_id = m.id order by 1) as keys,
              (select coalesce(json_agg(json_build_object('kind', kind, 'value', value, 'status', status) order by kind, value), '[]') from contact c where c.merchant_id = m.id) as contacts,
              ${suppressedSql({ merchantId: 'm.id', country: 'm.country' })} as suppressed
         from merchant m where m.id = any($1)`, [[winnerId, loserId]]);
    const side = (id: string): MergeSide => {
      const found = sides.find((one) => one.id === id);
      if (!found) throw new MerchantMissing('There is no such merchant.', { merchantId: id });
      const { mergedInto, ...rest } = found;
      if (mergedInto) throw new MerchantMergedAway(`“${rest.name}” is part of another merchant already; open that one.`, { merchantId: id, mergedInto });
      return rest;
    };
    return { winner: side(winnerId), loser: side(loserId) };
  }

  /**
   * Joins two merchants. Storefronts, numbers, facts and addresses go to the winner; who may not be written to on either side may not be written to
   * afterwards. @returns the merge's id. @throws MerchantMissing, MerchantMergedAway, SameMerchant
   */
  async merge(tx: Tx, { winnerId, loserId, why, byUserId, keep = {} }: MergeWanted): Promise<string> {
    await this.lock(tx, [winnerId, loserId]);
    const { winner, loser } = await this.preview(tx, winnerId, loserId);
    const at = await this.clock.now(tx);
    const [row] = await sql<{ id: string }>(tx, `insert into merchant_merge (winner_id, loser_id, why, merged_by, merged_at) values ($1, $2, $3, $4, $5) returning id`, [winnerId, loserId, why.trim(), byUserId, at]);
    const merge: Merge = { id: row!.id, winnerId, loserId, at };
    await this.moveStorefronts(tx, merge, `“${loser.name}” was joined with “${winner.name}”${why.trim() ? `: ${why.trim()}` : ''}`, byUserId);
    await this.moveContacts(tx, merge);
    await repoint(tx, merge, 'merchant_key', 'true', `t.kind || ':' || t.value`);
    await this.moveWords(tx, merge);
    await this.choose(tx, merge, { winner, loser }, keep, byUserId);
    await sql(tx, `update merchant set merged_into = $1, updated_at = $3 where id = $2 or merged_into = $2`, [winnerId, loserId, at]);
    await refreshSummaries(tx, [winnerId], at);
    await this.audit.record(tx, { userId: byUserId, action: 'merchant.merged', subject: winnerId, before: { winner, loser }, after: { mergeId: merge.id, why, keep } });
    await this.outbox.publish(tx, MerchantsMerged({ mergeId: merge.id }));
    return merge.id;
  }

  /**
   * Takes a merge back: everything that it moved and that nobody has moved since returns. Who asked not to be written to in between is not
   * written to on either side. Undoing twice is undoing once. @throws MergeMissing, MergeTooOld, MergeBuiltUpon
   */
  async undo(tx: Tx, { mergeId, byUserId }: { mergeId: string; byUserId: string }): Promise<void> {
    const [found] = await sql<{ winnerId: string; loserId: string }>(tx, `select winner_id as "winnerId", loser_id as "loserId" from merchant_merge where id = $1`, [mergeId]);
    if (!found) throw new MergeMissing('There is no such merge.', { mergeId });
    await this.lock(tx, [found.winnerId, found.loserId]);
    const [state] = await sql<{ mergedAt: Date; undoneAt: Date | null; above: string | null }>(tx,
      `select merged_at as "mergedAt", undone_at as "undoneAt", (select later.id from merchant_merge later where later.loser_id = this.winner_id and later.undone_at is null) as above from merchant_merge this where id = $1`, [mergeId]);
    if (state!.undoneAt) return;
    if (state!.above) throw new MergeBuiltUpon('The merged merchant was merged into another one since. Undo that first.', { mergeId: state!.above });
    const at = await this.clock.now(tx);
    if (+at > +state!.mergedAt + UNDO_DAYS * 86_400_000) throw new MergeTooOld(`A merge can be undone for ${UNDO_DAYS} days. Unlink the storefronts that do not belong instead.`, { mergedAt: state!.mergedAt });
    const merge: Merge = { id: mergeId, ...found, at };
    await sql(tx, `update merchant_merge set undone_at = $2, undone_by = $3 where id = $1`, [mergeId, at, byUserId]);
    await this.returnStorefronts(tx, merge, byUserId);
    await this.returnContacts(tx, merge);
    await giveBack(tx, merge, 'merchant_key', `t.kind || ':' || t.value`);
    await this.returnWords(tx, merge);
    await this.restoreTree(tx, merge);
    // An opt-out that came while they were one concerns both: no-contact always wins. It may have come for a storefront of the loser that was taken out and joined again.
    const parts = await sql<{ id: string }>(tx,
      `select part.id from merchant part where part.merged_into = $2
          and exists (select from identity_link link join merge_row r on r.row_id = link.storefront_id::text where link.merchant_id = part.id and r.merge_id = $1 and r.relation = 'storefront')`, [mergeId, merge.winnerId]);
    await passOnSuppression(tx, { from: [merge.winnerId, ...parts.map((part) => part.id)], to: merge.loserId, since: state!.mergedAt, as: 'saidWhileMergedInto' });
    await refreshSummaries(tx, [merge.winnerId, merge.loserId], at);
    await this.audit.record(tx, { userId: byUserId, action: 'merchant.merge-undone', subject: merge.winnerId, before: { mergeId }, after: { loserId: merge.loserId } });
    await this.outbox.publish(tx, MerchantMergeUndone({ mergeId }));
  }

  /** Merges that made a merchant what it is, newest first; with `merchantId` also those in which it was the loser. */
  async history(on: Tx | DataSource, merchantId: string): Promise<MergeRecord[]> {
    const now = await this.clock.now();
    const rows = await sql<Omit<MergeRecord, 'undoableUntil'> & { free: boolean }>(on,
      `select m.id, m.winner_id as "winnerId", m.loser_id as "loserId", w.name as "winnerName", l.name as "loserName", m.why, m.merged_at as "mergedAt", u.name as "mergedBy", m.undone_at as "undoneAt",
              m.undone_at is null and w.merged_into is null as free
         from merchant_merge m join merchant w on w.id = m.winner_id join merchant l on l.id = m.loser_id left join app_user u on u.id = m.merged_by
        where $1 in (m.winner_id, m.loser_id) order by m.merged_at desc, m.id`, [merchantId]);
    return rows.map(({ free, ...row }) => {
      const until = new Date(+row.mergedAt + UNDO_DAYS * 86_400_000);
      return { ...row, undoableUntil: free && until > now ? until : null };
    });
  }

  /** The merge as the rooms below need it; null once it was undone, so that a late listener does nothing. */
  async live(tx: Tx, mergeId: string): Promise<Merge | null> {
    const [merge] = await sql<Merge>(tx, `select id, winner_id as "winnerId", loser_id as "loserId", merged_at as at from merchant_merge where id = $1 and undone_at is null`, [mergeId]);
    return merge ?? null;
  }

  /** The merge whose rows are to be given back. */
  async undone(tx: Tx, mergeId: string): Promise<Merge | null> {
    const [merge] = await sql<Merge>(tx, `select id, winner_id as "winnerId", loser_id as "loserId", undone_at as at from merchant_merge where id = $1 and undone_at is not null`, [mergeId]);
    return merge ?? null;
  }

  /** Behind the same lock as the resolution of a run: storefronts must not be linked to a merchant that is going. */
  private async lock(tx: Tx, merchantIds: readonly string[]): Promise<void> {
    await sql(tx, `select pg_advisory_xact_lock(hashtext('merchants.resolution'))`);
    await sql(tx, `select from merchant where id = any($1) order by id for update`, [merchantIds]);
  }

  /** Links end and begin, they are never rewritten: what was believed on a day stays readable. */
  private async moveStorefronts(tx: Tx, merge: Merge, reason: string, byUserId: string): Promise<void> {
    const moved = await sql<{ storefrontId: string; reason: string; linkedBy: string }>(tx,
      `update identity_link set unlinked_at = $2 where merchant_id = $1 and unlinked_at is null returning storefront_id as "storefrontId", reason, linked_by as "linkedBy"`, [merge.loserId, merge.at]);
    await remember(tx, merge.id, 'storefront', moved.map(({ storefrontId, ...before }) => ({ rowId: storefrontId, before })));
    await sql(tx, `insert into identity_link (storefront_id, merchant_id, reason, linked_by, linked_at) select storefront_id, $2, $3, $4, $5 from unnest($1::uuid[]) as storefront_id`,
      [moved.map((one) => one.storefrontId), merge.winnerId, reason, byUserId, merge.at]);
    await factsOf(tx, moved.map((one) => one.storefrontId), merge.loserId, merge.winnerId);
  }

  private async returnStorefronts(tx: Tx, merge: Merge, byUserId: string): Promise<void> {
    const rows = await remembered(tx, merge.id, 'storefront');
    const back = await sql<{ storefrontId: string }>(tx,
      `update identity_link set unlinked_at = $3 where merchant_id = $1 and storefront_id = any($2::uuid[]) and unlinked_at is null returning storefront_id as "storefrontId"`, [merge.winnerId, rows.map((row) => row.rowId), merge.at]);
    const mine = new Set(back.map((one) => one.storefrontId));
    const links = rows.filter((row) => mine.has(row.rowId));
    await sql(tx, `insert into identity_link (storefront_id, merchant_id, reason, linked_by, linked_at) select storefront_id, $4, reason, linked_by, $5 from unnest($1::uuid[], $2::text[], $3::text[]) as back (storefront_id, reason, linked_by)`,
      [links.map((row) => row.rowId), links.map((row) => String(row.before['reason'] ?? `taken apart by ${byUserId}`)), links.map((row) => String(row.before['linkedBy'] ?? byUserId)), merge.loserId, merge.at]);
    await factsOf(tx, [...mine], merge.winnerId, merge.loserId);
  }

  /** An address that both have stays with each; one that bounced for the loser has bounced for the winner. */
  private async moveContacts(tx: Tx, merge: Merge): Promise<void> {
    const bounced = await sql<{ id: string; status: string; statusReason: string | null }>(tx,
      `with same as (
         select mine.id, mine.status, mine.status_reason, theirs.status_reason as why from contact mine join contact theirs on theirs.merchant_id = $2 and theirs.kind = mine.kind and theirs.value = mine.value
          where mine.merchant_id = $1 and theirs.status = 'invalid' and mine.status <> 'invalid'),
       marked as (update contact set status = 'invalid', status_reason = same.why from same where contact.id = same.id)
       select id, status, status_reason as "statusReason" from same`, [merge.winnerId, merge.loserId]);
    await remember(tx, merge.id, 'contact_status', bounced.map(({ id, ...before }) => ({ rowId: id, before })));
    await repoint(tx, merge, 'contact', `not exists (select from contact other where other.merchant_id = '${merge.winnerId}'::uuid and other.kind = t.kind and other.value = t.value)`);
  }

  /** Also addresses that were found while they were one, on pages of the storefronts that go back. */
  private async returnContacts(tx: Tx, merge: Merge): Promise<void> {
    await giveBack(tx, merge, 'contact');
    await sql(tx,
      `update contact c set merchant_id = $3 where c.merchant_id = $2
          and c.source_url in (select coalesce(s.profile ->> 'sourceUrl', s.url) from merge_row r join storefront s on s.id = r.row_id::uuid where r.merge_id = $1 and r.relation = 'storefront')
          and c.source_url not in (select coalesce(s.profile ->> 'sourceUrl', s.url, '') from identity_link link join storefront s on s.id = link.storefront_id where link.merchant_id = $2 and link.unlinked_at is null)
          and not exists (select from contact other where other.merchant_id = $3 and other.kind = c.kind and other.value = c.value)`, [merge.id, merge.winnerId, merge.loserId]);
    for (const { rowId, before } of await remembered(tx, merge.id, 'contact_status')) {
      await sql(tx, `update contact set status = $2, status_reason = $3 where id = $1 and status = 'invalid'`, [rowId, before['status'], before['statusReason']]);
    }
  }

  /** What people said and wrote of the loser counts for the winner wherever nobody said anything of it. */
  private async moveWords(tx: Tx, merge: Merge): Promise<void> {
    const unless = (condition: string): string => `not exists (select from ${condition} and other.merchant_id = '${merge.winnerId}'::uuid)`;
    await repoint(tx, merge, 'fact_correction', `t.withdrawn_at is null and ${unless('fact_correction other where other.withdrawn_at is null and other.name = t.name')}`);
    await repoint(tx, merge, 'custom_value', unless('custom_value other where other.field_id = t.field_id'), 't.field_id');
    await repoint(tx, merge, 'merchant_tag', unless('merchant_tag other where other.tag = t.tag'), 't.tag');
  }

  private async returnWords(tx: Tx, merge: Merge): Promise<void> {
    for (const { rowId, before } of await remembered(tx, merge.id, 'chosen')) {
      const ended = await sql(tx, `update fact_correction set withdrawn_at = $2 where id = $1 and withdrawn_at is null returning id`, [rowId, merge.at]);
      if (ended.length > 0 && before['instead']) await sql(tx, `update fact_correction set withdrawn_at = null where id = $1`, [before['instead']]);
    }
    await giveBack(tx, merge, 'fact_correction');
    await giveBack(tx, merge, 'custom_value', 't.field_id');
    await giveBack(tx, merge, 'merchant_tag', 't.tag');
  }

  /** The value of the chosen side becomes a person's word, which no page overwrites. */
  private async choose(tx: Tx, merge: Merge, sides: { winner: MergeSide; loser: MergeSide }, keep: NonNullable<MergeWanted['keep']>, byUserId: string): Promise<void> {
    for (const field of MERGE_FIELDS) {
      const side = keep[field] && sides[keep[field]];
      const value = side && { storefrontName: side.name, businessName: side.legalName, country: side.country }[field];
      if (!value) continue;
      const [live] = await sql<{ id: string }>(tx, `update fact_correction set withdrawn_at = $3 where merchant_id = $1 and name = $2 and withdrawn_at is null returning id`, [merge.winnerId, field, merge.at]);
      const [made] = await sql<{ id: string }>(tx, `insert into fact_correction (merchant_id, name, value, by_kind, by_user_id, note, at) values ($1, $2, $3, 'person', $4, 'chosen when two merchants were joined', $5) returning id`,
        [merge.winnerId, field, value, byUserId, merge.at]);
      await remember(tx, merge.id, 'chosen', [{ rowId: made!.id, before: { instead: live?.id ?? null } }]);
    }
  }

  /** The loser stands by itself again, with those that were merged into it before. */
  private async restoreTree(tx: Tx, merge: Merge): Promise<void> {
    await sql(tx,
      `with recursive below as (
         select loser_id from merchant_merge where winner_id = $1 and undone_at is null
         union select deeper.loser_id from merchant_merge deeper join below on deeper.winner_id = below.loser_id where deeper.undone_at is null)
       update merchant set merged_into = case when id = $1 then null else $1::uuid end, updated_at = $2 where id = $1 or id in (select loser_id from below)`, [merge.loserId, merge.at]);
  }
}

/** Facts, and what they were before, go where their storefronts go. */
async function factsOf(tx: Tx, storefrontIds: readonly string[], from: string, to: string): Promise<void> {
  await sql(tx, `update fact f set merchant_id = $2 where f.merchant_id = $1 and f.storefront_id = any($3::uuid[])
      and not exists (select from fact other where other.merchant_id = $2 and other.storefront_id = f.storefront_id and other.name = f.name)`, [from, to, storefrontIds]);
  await sql(tx, `update fact_past set merchant_id = $2 where merchant_id = $1 and storefront_id = any($3::uuid[])`, [from, to, storefrontIds]);
}
